import TerminalUI

extension Bindings {
  static let everywhere = [
    Binding(.quit, .everywhere, [.control("c"), .function(10)], name: "quit", "leave hooktop"),
    Binding(.suspend, .everywhere, [.control("z")], name: "shell", "go to the shell; fg comes back"),
  ]

  static let board =
    [
      Binding(.new, .board, ["n"], footer: "new", "new subscription"),
      Binding(.open, .board, [.enter], footer: "open", "open the detail"),
      Binding(
        .filter, .board, ["/", .function(3)], footer: "filter", "filter the list by name, URL, state or event"),
      Binding(.troubleOnly, .board, ["x", "!"], footer: "trouble only", "show only what is in trouble, or all again"),
    ] + changing(.board) + [
      Binding(
        .backfill, .board, ["b"], footer: "backfill", "backfill: what to fetch again after an outage"),
      Binding(
        .acknowledge, .board, ["A"], name: "acknowledge", "acknowledge its gaps, or take that back"),
      Binding(.sort, .board, ["s"], footer: "sort", "sort by trouble or a column, either way"),
    ] + refreshing(.board) + [
      Binding(.mark, .board, [" "], footer: "mark", "mark a subscription, or unmark it"),
      Binding(.markAll, .board, ["a"], name: "mark all", "mark all that are shown, or none"),
      Binding(
        .actOnMarked, .board, ["m"], name: "change marked", "disable, enable or change events of the marked"),
      Binding(.eventsOfMarked, .board, ["E"], name: "events of marked", "add or remove events of the marked"),
      Binding(.columns, .board, ["C"], name: "columns", "choose the columns"),
      Binding(.stripSpan, .board, ["H"], name: "3 h, 24 h, 30 d", "strips of the last 3 h, 24 h or 30 d"),
      Binding(.times, .board, ["t"], name: "exact times", "relative or exact times"),
      Binding(.theme, .board, ["T"], name: "theme", "choose a theme"),
    ] + lookingBack(.board) + tabs(.board) + [
      Binding(.quit, .board, ["q"], footer: "quit", "leave hooktop"),
      help(.board),
      Binding(.back, .board, [.escape], name: "clear", "clear the filter, then the marks"),
    ] + moving(.board, pageDown: [.pageDown]) + [
      Binding(.keepFilter, .boardFilter, [.enter], footer: "keep", "keep the filter"),
      Binding(.palette, .boardFilter, [.function(2)], "keep the filter; find a command by its name"),
      Binding(.dropFilter, .boardFilter, [.escape], footer: "clear", "clear the filter"),
      Binding(.up, .boardFilter, [.up], "one up"),
      Binding(.down, .boardFilter, [.down], "one down"),
    ]

  static let detail =
    [
      Binding(.back, .detail, [.escape, "q"], footer: "back", "back to where you came from"),
      Binding(.left, .detail, [.left, "h"], name: "earlier", "earlier in the timeline, else back"),
      Binding(.right, .detail, [.right, "l"], name: "later", "later in the timeline"),
      Binding(.stripSpan, .detail, ["H"], name: "24 h, 30 d", "the timeline of 24 h or that of 30 d"),
    ] + changing(.detail) + [
      Binding(
        .backfill, .detail, ["b"], footer: "backfill", "backfill: what to fetch again after an outage"),
      Binding(
        .acknowledge, .detail, ["A"], name: "acknowledge", "acknowledge its gaps, or take that back"),
      Binding(.nextSubscription, .detail, ["J"], footer: "next", "next subscription"),
      Binding(.previousSubscription, .detail, ["K"], name: "previous", "previous subscription"),
    ] + refreshing(.detail) + [
      Binding(.new, .detail, ["n"], name: "new", "new subscription"),
      Binding(.theme, .detail, ["T"], name: "theme", "choose a theme"),
    ] + lookingBack(.detail) + tabs(.detail) + [help(.detail)] + moving(.detail)

  static let companies =
    [
      Binding(.open, .companies, [.enter], footer: "open", "open this company"),
      Binding(.filter, .companies, ["/", .function(3)], footer: "filter", "filter by name, company or state"),
      Binding(.sort, .companies, ["s"], footer: "sort", "worst first, by first loss, profile or company"),
      toBoard(.companies),
      Binding(.theme, .companies, ["T"], name: "theme", "choose a theme"),
    ] + tabs(.companies) + [help(.companies)] + moving(.companies) + [
      Binding(.keepFilter, .companiesFilter, [.enter], footer: "keep", "keep the filter"),
      Binding(.dropFilter, .companiesFilter, [.escape], footer: "clear", "clear the filter"),
      Binding(.up, .companiesFilter, [.up], "one up"),
      Binding(.down, .companiesFilter, [.down], "one down"),
    ]

  static let form = [
    Binding(.nextField, .form, [.tab, .down], footer: "next field", "next field"),
    Binding(.previousField, .form, [.backTab, .up], "previous field"),
    Binding(.press, .form, [.enter], footer: "choose / press", "next field, choose events, or press the button"),
    Binding(.toggle, .form, [" "], name: "turn the switch", "turn the switch, or press the button"),
    Binding(.help, .form, [.function(1)], footer: "keys", "all keys"),
    Binding(.palette, .form, [.function(2)], name: "commands", "find a command by its name"),
    Binding(.back, .form, [.escape], footer: "back", "back; what was typed is kept"),
  ]

  static let picker = [
    Binding(.toggle, .picker, [" "], footer: "toggle", "choose or leave out what is under the cursor"),
    Binding(.done, .picker, [.enter], footer: "done", "use what is chosen"),
    Binding(.back, .picker, [.escape], footer: "back", "all rows again, then back (asks if changed)"),
    Binding(.filter, .picker, ["/", .function(3)], footer: "filter", "filter: invpd, or invoices.*, *.paid"),
    Binding(.toggleRow, .picker, ["r"], footer: "row", "all of this row, or none"),
    Binding(.toggleColumn, .picker, ["c"], footer: "column", "all of this column, or none"),
    Binding(.toggleGroup, .picker, ["g"], footer: "group", "all of this group, or none"),
    Binding(.toggleAll, .picker, ["a"], footer: "all", "everything, or nothing"),
    Binding(.fold, .picker, ["f"], name: "fold", "fold or unfold this group"),
    Binding(.up, .picker, [.up, "k"], "one row up"),
    Binding(.down, .picker, [.down, "j"], "one row down"),
    Binding(.left, .picker, [.left, "h"], name: "one left", "one column to the left"),
    Binding(.right, .picker, [.right, "l"], name: "one right", "one column to the right"),
    Binding(.pageUp, .picker, pageUp, "one page up"),
    Binding(.pageDown, .picker, pageDown, "one page down"),
    Binding(.first, .picker, [.home], "first row"),
    Binding(.last, .picker, [.end], "last row"),
    Binding(.help, .picker, ["?", .function(1)], footer: "keys", "all keys"),
    Binding(.palette, .picker, [":", .function(2)], name: "commands", "find a command by its name"),
    Binding(.nextField, .picker, [.tab], name: "next field", "next field, where the form is beside it"),
    Binding(
      .previousField, .picker, [.backTab], name: "previous field", "previous field, where the form is beside it"),
    Binding(.toggle, .pickerFilter, [" "], footer: "all shown", "choose all that is shown, or none of it"),
    Binding(.keepFilter, .pickerFilter, [.enter], footer: "keep filter", "keep the filter"),
    Binding(.palette, .pickerFilter, [.function(2)], "keep the filter; find a command by its name"),
    Binding(.dropFilter, .pickerFilter, [.escape], footer: "all again", "show all events again"),
    Binding(.up, .pickerFilter, [.up], "one row up"),
    Binding(.down, .pickerFilter, [.down], "one row down"),
    Binding(.back, .pickerQuestion, [.enter, .escape], footer: "keep choosing", "keep choosing"),
    Binding(.keepChanges, .pickerQuestion, ["y"], footer: "use it", "use the new selection"),
    Binding(.dropChanges, .pickerQuestion, ["d"], footer: "discard", "discard the new selection"),
  ]

  static let secret = [
    Binding(.press, .secret, [.enter], footer: "press", "press the chosen button"),
    Binding(.nextField, .secret, [.tab, .right, .down], footer: "moves", "next button"),
    Binding(.previousField, .secret, [.backTab, .left, .up], "previous button"),
    Binding(.saveCopy, .secret, ["s"], footer: "save another copy", "save another copy"),
    Binding(.hide, .secret, [" "], footer: "hide / show", "hide or show the secret"),
    Binding(.copy, .secret, ["c"], footer: "copy", "copy to the clipboard, through the terminal"),
    Binding(.press, .secretCopy, [.enter], footer: "save", "save the copy"),
    Binding(.back, .secretCopy, [.escape], footer: "back", "back to the secret"),
    Binding(.press, .unsavedSecret, [.enter], footer: "press", "do what was typed"),
  ]

  static let dialogs =
    [
      Binding(.back, .help, [.escape, "q", "?", .enter, .function(1)], footer: "back", "back"),
      Binding(.filter, .help, ["/", .function(3)], footer: "search", "search the commands; Enter does one"),
      Binding(.allKeys, .help, [.tab], footer: "all keys", "the keys of all screens, or of this one"),
      Binding(.press, .themes, [.enter], footer: "take", "take this theme"),
      Binding(.back, .themes, [.escape, "q"], footer: "back", "back to the theme before"),
    ] + moving(.themes, pageDown: [.pageDown]) + moving(.help)

  static func help(_ context: Context) -> Binding {
    Binding(.help, context, ["?", .function(1)], footer: "keys", "all keys")
  }

  /// Keys of every screen with data that becomes old.
  static func refreshing(_ context: Context) -> [Binding] {
    [
      Binding(.refresh, context, ["r", .function(5)], footer: "refresh", "refresh now"),
      Binding(.toggleRefresh, context, ["z"], name: "stop refreshing", "stop refreshing, or go on"),
    ]
  }

  /// The keys of less, vim and htop; no Ctrl-B, which is tmux's.
  /// - Parameter pageDown: the keys besides vim's.
  static func moving(_ context: Context, pageDown: [Key] = [.pageDown, " "]) -> [Binding] {
    [
      Binding(.up, context, [.up, "k"], "one up"),
      Binding(.down, context, [.down, "j"], "one down"),
      Binding(.pageUp, context, pageUp, "one page up"),
      Binding(.pageDown, context, pageDown + [.control("d"), .control("f")], "one page down"),
      Binding(.first, context, [.home, "g"], "to the beginning"),
      Binding(.last, context, [.end, "G"], "to the end"),
    ]
  }

  /// Keys that go through the past; the comma and the point have an F key each.
  static func lookingBack(_ context: Context) -> [Binding] {
    [
      Binding(.earlier, context, [",", .function(6)], name: "earlier", "how it was before the last change"),
      Binding(.later, context, [".", .function(7)], name: "later", "forward to the next change, and to now"),
    ]
  }

  static let pageUp: [Key] = [.pageUp, .control("u")]
  static let pageDown: [Key] = [.pageDown, .control("d"), .control("f")]
}
