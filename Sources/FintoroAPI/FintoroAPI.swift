// The client of the Fintoro API's webhook subscriptions: seven operations, each with its answer or one typed `Failure`,
// and the journal that keeps a create from being lost or made twice.
//
// Invariant: no environment, no printing, and no time but that of the clock it was given; the token goes to the base
// URL's host alone, and no POST that creates leaves before the journal has it on disk.
