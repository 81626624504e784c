// The Fintoro webhook contract as values: what a subscription is, which events exist, what the server refuses,
// when a delivery is given up, and what two timestamps can honestly say about health.
//
// Invariant: nothing here reads a clock, a file, a socket or JSON; every function is decided by its arguments alone.
