import TerminalUI

// Keys of the screens that explain, and of the board's small dialogs.
extension Bindings {
  static let insight =
    [
      Binding(.press, .sort, [.enter], footer: "sort", "sort by this"),
      Binding(.toggle, .sort, [" "], footer: "reverse", "sort by this, in reverse"),
      Binding(.back, .sort, [.escape, "q", "s"], footer: "back", "back"),
      Binding(.toggle, .columns, [" "], footer: "show or hide", "show or hide this column"),
      Binding(.press, .columns, [.enter, "C"], footer: "done", "keep the columns as they are now"),
      Binding(.back, .columns, [.escape, "q"], footer: "cancel", "the columns as they were"),
      Binding(.press, .marked, [.enter], footer: "go on", "go on with this"),
      Binding(.back, .marked, [.escape, "q"], footer: "back", "back; the marks stay"),
      Binding(.press, .markedEvents, [.enter], footer: "go on", "go on with these events"),
      Binding(.back, .markedEvents, [.escape], footer: "back", "back to what is to be done"),
      Binding(.confirm, .markedQuestion, ["y"], footer: "change", "change all that are listed"),
      Binding(.back, .markedQuestion, [.escape, .enter, "q"], footer: "cancel", "cancel; nothing is changed"),
      Binding(.back, .markedWork, [.escape, "q"], footer: "stop, or back", "stop before the rest; back when done"),
      Binding(.press, .markedWork, [.enter], "back when done"),
      Binding(.open, .log, [.enter], footer: "open", "open the subscription, or read further back"),
      Binding(.filter, .log, ["/", .function(3)], footer: "filter", "filter by name, id or state"),
      Binding(.keepFilter, .logFilter, [.enter], footer: "keep", "keep the filter"),
      Binding(.dropFilter, .logFilter, [.escape], footer: "clear", "clear the filter"),
      Binding(.up, .logFilter, [.up], "one up"),
      Binding(.down, .logFilter, [.down], "one down"),
      toBoard(.log),
    ] + refreshing(.log) + tabs(.log) + [help(.log)] + moving(.sort, pageDown: [.pageDown])
    + moving(.columns, pageDown: [.pageDown])
    + moving(.marked, pageDown: [.pageDown]) + moving(.markedQuestion) + moving(.markedWork) + moving(.log) + [
      Binding(.back, .coverage, [.escape, "q", "v"], footer: "board", "back to the board"),
      Binding(.open, .coverage, [.enter], footer: "open", "open the subscription under the cursor"),
      Binding(.nextSubscriber, .coverage, [.tab], footer: "next subscriber", "next subscriber of this event"),
      Binding(
        .new, .coverage, ["n"], footer: "subscribe to all", "new subscription to all that are not subscribed"),
      Binding(.problems, .coverage, ["x"], footer: "problems", "only the problems as a list, or the matrix again"),
    ] + refreshing(.coverage) + tabs(.coverage) + [
      help(.coverage),
      Binding(.left, .coverage, [.left, "h"], name: "one left", "one column to the left"),
      Binding(.right, .coverage, [.right, "l"], name: "one right", "one column to the right"),
    ] + moving(.coverage) + [
      Binding(.back, .backfill, [.escape, "q", "b", .left, "h"], footer: "back", "back to where you came from"),
      Binding(.fetched, .backfill, ["F"], footer: "fetched", "tick its gaps as fetched, or take that back"),
      Binding(.nothingToFetch, .backfill, ["N"], name: "nothing to fetch", "tick its gaps: there is nothing to fetch"),
      Binding(.save, .backfill, ["s"], footer: "save", "save the sheet to a new file, as text or JSON"),
    ] + refreshing(.backfill) + tabs(.backfill) + [help(.backfill)] + moving(.backfill) + [
      Binding(.press, .backfillFile, [.enter], footer: "save", "save the sheet there"),
      Binding(.back, .backfillFile, [.escape], footer: "back", "back to the sheet"),
    ]
}
