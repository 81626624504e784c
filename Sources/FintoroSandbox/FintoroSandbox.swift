// A stand-in for Fintoro's API over real HTTP: the webhook part of the contract, its limits, and faults on demand.
//
// Invariant: it shares facts with a client (events, URL rules, times), never JSON codecs; it listens on loopback only
// and prints nothing.
