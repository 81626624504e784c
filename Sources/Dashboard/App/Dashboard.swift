// The dashboard as a pure program: what is known, what happened, what to do about it, what it looks like.
//
// Invariant: nothing here reads a clock, makes randomness, starts a task, prints or touches a file; two equal states
// draw two equal frames.
