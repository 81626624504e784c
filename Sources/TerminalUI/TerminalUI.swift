// A screen as a value, keys as values, and the loop between them.
//
// Invariant: nothing here knows webhooks or ncurses. A frame is drawn without a terminal, a loop runs without one.
