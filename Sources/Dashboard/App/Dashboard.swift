// The dashboard as a pure program: what is known, what happened, what to do, and what to draw.
//
// Invariant: nothing here reads a clock, makes randomness, starts a task, prints or touches a file; two equal states
// draw two equal frames.
