import TerminalUI

// Keys of the screens that explain, and of the board's small dialogs.
extension Bindings {
  static let insight =
    [
      Binding(.press, .sort, [.enter], footer: "sort", "sort by this"),
      Binding(.toggle, .sort, [" "], footer: "other way round", "sort by this, the other way round than now"),
      Binding(.back, .sort, [.escape, "q", "s"], footer: "back", "back"),
      Binding(.toggle, .columns, [" "], footer: "show or hide", "show or hide this column"),
      Binding(.press, .columns, [.enter, "C"], footer: "done", "keep the columns as they are now"),
      Binding(.back, .columns, [.escape, "q"], footer: "as before", "the columns as they were"),
      Binding(.press, .marked, [.enter], footer: "go on", "go on with this"),
      Binding(.back, .marked, [.escape, "q"], footer: "back", "back; the marks stay"),
      Binding(.press, .markedEvents, [.enter], footer: "go on", "go on with these events"),
      Binding(.back, .markedEvents, [.escape], footer: "back", "back to what is to be done"),
      Binding(.confirm, .markedQuestion, ["y"], footer: "change them", "change all that are listed"),
      Binding(.back, .markedQuestion, [.escape, .enter, "q"], footer: "cancel", "cancel; nothing is changed"),
      Binding(.back, .markedWork, [.escape, "q"], footer: "stop, or back", "stop before the rest; back when done"),
      Binding(.press, .markedWork, [.enter], "back when done"),
      Binding(.back, .log, [.escape, "q", "l", .left], footer: "back", "back"),
      Binding(.open, .log, [.enter], footer: "open", "open the subscription"),
      Binding(.toggleRefresh, .log, ["h"], "hold: stop asking Fintoro, or go on"),
      Binding(.refresh, .log, ["r"], "ask Fintoro now"),
      Binding(.help, .log, ["?", .function(1)], footer: "keys", "all keys"),
    ] + moving(.sort, pageDown: [.pageDown]) + moving(.columns, pageDown: [.pageDown])
    + moving(.marked, pageDown: [.pageDown]) + moving(.markedQuestion) + moving(.markedWork) + moving(.log) + [
      Binding(.back, .coverage, [.escape, "q", "v"], footer: "back", "back"),
      Binding(.open, .coverage, [.enter], footer: "open", "open the subscription under the cursor"),
      Binding(.nextSubscriber, .coverage, [.tab], footer: "next hearer", "next of those that hear this event"),
      Binding(
        .new, .coverage, ["n"], footer: "new with what is missing", "new subscription with the events nobody hears"),
      Binding(.problems, .coverage, ["f"], footer: "findings", "gaps and doubles as a list, or the matrix again"),
      Binding(.refresh, .coverage, ["r"], "ask Fintoro now"),
      Binding(.help, .coverage, ["?", .function(1)], footer: "keys", "all keys"),
      Binding(.left, .coverage, [.left, "h"], "one column to the left"),
      Binding(.right, .coverage, [.right, "l"], "one column to the right"),
    ] + moving(.coverage) + [
      Binding(.back, .backfill, [.escape, "q", "b", .left], footer: "back", "back"),
      Binding(.save, .backfill, ["s"], footer: "save", "save the sheet to a new file, as text or JSON"),
      Binding(.refresh, .backfill, ["r"], "ask Fintoro now"),
      Binding(.toggleRefresh, .backfill, ["h"], "hold: stop asking Fintoro, or go on"),
      Binding(.help, .backfill, ["?", .function(1)], footer: "keys", "all keys"),
    ] + moving(.backfill) + [
      Binding(.press, .backfillFile, [.enter], footer: "save", "save the sheet there"),
      Binding(.back, .backfillFile, [.escape], footer: "back", "back to the sheet"),
    ]
}
