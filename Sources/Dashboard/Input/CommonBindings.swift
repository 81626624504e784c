import TerminalUI

/// Keys of every screen with a list, and of its dialogs.
extension Bindings {
  static let common =
    commands(.board, about: true) + commands(.detail, about: true)
    + [.companies, .log, .coverage, .backfill, .pending].flatMap { commands($0, about: false) }
    + list(.palette, take: "run", "run this command", back: [.escape]) + movingWhileTyping(.palette)
    + list(.copy, take: "copy", "copy this", back: [.escape, "q"]) + moving(.copy, pageDown: [.pageDown])
    + list(.duplicate, take: "go on", "open the form there", back: [.escape, "q"])
    + moving(.duplicate, pageDown: [.pageDown])
    + list(.sameEvents, take: "use", "use the event types of this one", back: [.escape, "q"])
    + moving(.sameEvents, pageDown: [.pageDown])
    + [
      Binding(.press, .settings, [.enter], footer: "save", "save to config.toml"),
      Binding(.back, .settings, [.escape, "q"], footer: "cancel", "cancel; nothing is saved"),
      Binding(.left, .settings, [.left, "h"], footer: "", name: "previous value", "the value before"),
      Binding(.right, .settings, [.right, "l", " "], footer: "change", name: "next value", "the next value"),
    ] + moving(.settings, pageDown: [.pageDown])

  /// - Parameter about: whether the screen is about one subscription.
  private static func commands(_ context: Context, about: Bool) -> [Binding] {
    let own =
      about
      ? [
        Binding(
          .duplicate, context, ["d"], footer: context == .detail ? "duplicate" : nil, name: "duplicate",
          "duplicate into a form, also of another company"),
        Binding(
          .copy, context, ["c"], footer: context == .detail ? "copy" : nil, name: "copy",
          "copy URL, id or name, through the terminal"),
      ] : []
    return own + [
      Binding(.settings, context, ["S"], name: "settings", "settings"),
      Binding(.palette, context, [":", .function(2)], name: "commands", "find a command by its name"),
    ]
  }

  private static func list(_ context: Context, take: String, _ help: String, back: [Key]) -> [Binding] {
    [
      Binding(.press, context, [.enter], footer: take, help),
      Binding(.back, context, back, footer: "back", "back"),
    ]
  }

  /// Keys for moving in a list below a text field, where letters are typed.
  private static func movingWhileTyping(_ context: Context) -> [Binding] {
    [
      Binding(.up, context, [.up], "one up"),
      Binding(.down, context, [.down], "one down"),
      Binding(.pageUp, context, [.pageUp], "one page up"),
      Binding(.pageDown, context, [.pageDown], "one page down"),
      Binding(.first, context, [.home], "to the beginning"),
      Binding(.last, context, [.end], "to the end"),
    ]
  }
}
