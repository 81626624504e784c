// The money rule, tried: creates that are cut, refused, killed, run out of disk and run twice, by the thousand.
//
// Invariant: what came of a trial is judged by looking at the sandbox, at the files and at the journal, never by what
// the program says of itself.

import Testing

/// All trials. What they came to is printed when the last one is over.
@Suite("Custody, tried", .figures)
enum CustodyTrials {}
