import TerminalUI

extension Bindings {
  static let everywhere = [
    Binding(.quit, .everywhere, [.control("c"), .function(10)], "leave hooktop"),
    Binding(.suspend, .everywhere, [.control("z")], "go to the shell; fg comes back"),
  ]

  static let board =
    [
      Binding(.new, .board, ["n"], footer: "new", "new subscription"),
      Binding(.open, .board, [.enter], footer: "open", "open the detail"),
    ] + changing(.board) + [
      Binding(.filter, .board, ["/", .function(3)], footer: "filter", "narrow the list by name, URL, state, event"),
      Binding(.troubleOnly, .board, ["x", "!"], footer: "trouble only", "show only what is in trouble, or all again"),
      Binding(.refresh, .board, ["r"], footer: "refresh", "ask Fintoro now"),
      Binding(.companies, .board, ["o"], footer: "companies", "all companies; go to another"),
      Binding(.toggleRefresh, .board, ["h"], "hold: stop asking Fintoro, or go on"),
      Binding(.sort, .board, ["s"], footer: "sort", "sort by trouble or a column, either way"),
      Binding(.columns, .board, ["C"], "choose the columns"),
      Binding(.mark, .board, [" "], "mark, or take the mark away"),
      Binding(.markAll, .board, ["a"], "mark all that are shown, or none"),
      Binding(.actOnMarked, .board, ["m"], "disable, enable or change events of the marked"),
      Binding(.backfill, .board, ["b"], footer: "backfill", "backfill: what to fetch again after an outage"),
      Binding(.coverage, .board, ["v"], footer: "coverage", "coverage: events nobody hears, or heard twice"),
      Binding(.log, .board, ["l"], footer: "log", "what happened since the start"),
      Binding(.times, .board, ["t"], "relative or exact times"),
      Binding(.pending, .board, ["P"], "pending creates: adopt, delete, forget"),
      Binding(.theme, .board, ["T"], "choose a theme"),
      Binding(.help, .board, ["?", .function(1)], footer: "keys", "all keys"),
      Binding(.back, .board, [.escape], "drop the filter, then the marks"),
      Binding(.quit, .board, ["q"], "leave hooktop"),
    ] + moving(.board, pageDown: [.pageDown]) + [
      Binding(.keepFilter, .boardFilter, [.enter], footer: "keep", "keep the filter"),
      Binding(.palette, .boardFilter, [.function(2)], "keep the filter; find a command by its name"),
      Binding(.dropFilter, .boardFilter, [.escape], footer: "drop", "drop the filter"),
      Binding(.up, .boardFilter, [.up], "one up"),
      Binding(.down, .boardFilter, [.down], "one down"),
    ]

  static let detail =
    [
      Binding(.back, .detail, [.escape, "q", .left], footer: "back", "back to the board")
    ] + changing(.detail) + [
      Binding(.refresh, .detail, ["r"], footer: "refresh", "ask Fintoro now"),
      Binding(.toggleRefresh, .detail, ["h"], "hold: stop asking Fintoro, or go on"),
      Binding(.new, .detail, ["n"], "new subscription"),
      Binding(.companies, .detail, ["o"], "all companies; go to another"),
      Binding(.backfill, .detail, ["b"], footer: "backfill", "backfill: what to fetch again after an outage"),
      Binding(.theme, .detail, ["T"], "choose a theme"),
      Binding(.help, .detail, ["?", .function(1)], footer: "keys", "all keys"),
    ] + moving(.detail)

  static let companies =
    [
      Binding(.open, .companies, [.enter], footer: "go in", "go to this company"),
      Binding(.back, .companies, [.escape, "q", "o", .left], footer: "back", "back to where you came from"),
      Binding(.theme, .companies, ["T"], "choose a theme"),
      Binding(.help, .companies, ["?", .function(1)], footer: "keys", "all keys"),
    ] + moving(.companies)

  static let form = [
    Binding(.nextField, .form, [.tab, .down], footer: "next field", "next field"),
    Binding(.previousField, .form, [.backTab, .up], "previous field"),
    Binding(.press, .form, [.enter], footer: "choose / press", "next field, choose events, or press the button"),
    Binding(.toggle, .form, [" "], "turn the switch, or press the button"),
    Binding(.help, .form, [.function(1)], footer: "keys", "all keys"),
    Binding(.palette, .form, [.function(2)], "find a command by its name"),
    Binding(.back, .form, [.escape], footer: "back", "back; what was typed is kept"),
  ]

  static let picker = [
    Binding(.toggle, .picker, [" "], footer: "toggle", "choose or leave out what is under the cursor"),
    Binding(.done, .picker, [.enter], footer: "done", "take the choice over"),
    Binding(.back, .picker, [.escape], footer: "back", "all rows again, then back (asks if changed)"),
    Binding(.filter, .picker, ["/", .function(3)], footer: "narrow", "narrow: invpd finds invoices.paid"),
    Binding(.toggleRow, .picker, ["r"], footer: "row", "all of this row, or none"),
    Binding(.toggleColumn, .picker, ["c"], footer: "column", "all of this column, or none"),
    Binding(.toggleGroup, .picker, ["g"], footer: "group", "all of this group, or none"),
    Binding(.toggleAll, .picker, ["a"], footer: "all", "everything, or nothing"),
    Binding(.fold, .picker, ["f"], "fold or unfold this group"),
    Binding(.up, .picker, [.up, "k"], "one row up"),
    Binding(.down, .picker, [.down, "j"], "one row down"),
    Binding(.left, .picker, [.left, "h"], "one column to the left"),
    Binding(.right, .picker, [.right, "l"], "one column to the right"),
    Binding(.pageUp, .picker, [.pageUp], "one page up"),
    Binding(.pageDown, .picker, [.pageDown], "one page down"),
    Binding(.first, .picker, [.home], "first row"),
    Binding(.last, .picker, [.end], "last row"),
    Binding(.help, .picker, ["?", .function(1)], footer: "keys", "all keys"),
    Binding(.palette, .picker, [":", .function(2)], "find a command by its name"),
    Binding(.toggle, .pickerFilter, [" "], footer: "toggle", "choose or leave out what is under the cursor"),
    Binding(.keepFilter, .pickerFilter, [.enter], footer: "keep narrowed", "keep the list narrowed"),
    Binding(.palette, .pickerFilter, [.function(2)], "keep it narrowed; find a command by its name"),
    Binding(.dropFilter, .pickerFilter, [.escape], footer: "all again", "show all events again"),
    Binding(.up, .pickerFilter, [.up], "one row up"),
    Binding(.down, .pickerFilter, [.down], "one row down"),
    Binding(.back, .pickerQuestion, [.enter, .escape], footer: "go on choosing", "go on choosing"),
    Binding(.keepChanges, .pickerQuestion, ["y"], footer: "take over", "take the choice over"),
    Binding(.dropChanges, .pickerQuestion, ["d"], footer: "drop", "drop what was changed"),
  ]

  static let secret = [
    Binding(.press, .secret, [.enter], footer: "press", "press the chosen button"),
    Binding(.nextField, .secret, [.tab, .right, .down], footer: "moves", "next button"),
    Binding(.previousField, .secret, [.backTab, .left, .up], "previous button"),
    Binding(.saveCopy, .secret, ["s"], footer: "save another copy", "save another copy"),
    Binding(.hide, .secret, ["h"], footer: "hide / show", "hide or show the secret"),
    Binding(.copy, .secret, ["c"], footer: "copy", "copy to the clipboard, through the terminal"),
    Binding(.press, .secretCopy, [.enter], footer: "save", "save the copy"),
    Binding(.back, .secretCopy, [.escape], footer: "back", "back to the secret"),
    Binding(.press, .unsavedSecret, [.enter], footer: "press", "do what was typed"),
  ]

  static let dialogs =
    [
      Binding(.back, .help, [.escape, "q", "?", .enter, .function(1)], footer: "back", "back"),
      Binding(.press, .themes, [.enter], footer: "take", "take this theme"),
      Binding(.back, .themes, [.escape, "q"], footer: "back", "back to the theme before"),
    ] + moving(.themes, pageDown: [.pageDown]) + moving(.help)

  /// The keys of less, vim and htop.
  static func moving(_ context: Context, pageDown: [Key] = [.pageDown, " "]) -> [Binding] {
    [
      Binding(.up, context, [.up, "k"], "one up"),
      Binding(.down, context, [.down, "j"], "one down"),
      Binding(.pageUp, context, [.pageUp], "one page up"),
      Binding(.pageDown, context, pageDown, "one page down"),
      Binding(.first, context, [.home, "g"], "to the beginning"),
      Binding(.last, context, [.end, "G"], "to the end"),
    ]
  }
}
