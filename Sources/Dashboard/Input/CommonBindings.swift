import TerminalUI

/// What is there on every screen with a list, and its dialogs.
extension Bindings {
  static let common =
    commands(.board, about: true) + commands(.detail, about: true)
    + [.overview, .log, .coverage, .backfill].flatMap { commands($0, about: false) }
    + list(.palette, [.up], [.down], take: "run", "run this command", back: [.escape])
    + list(.copy, [.up, "k"], [.down, "j"], take: "copy", "copy this", back: [.escape, "q"])
    + list(.duplicate, [.up, "k"], [.down, "j"], take: "go on", "open the form there", back: [.escape, "q"])
    + [
      Binding(.press, .settings, [.enter], footer: "save", "save to config.toml"),
      Binding(.back, .settings, [.escape, "q"], footer: "back", "all as before"),
      Binding(.up, .settings, [.up, "k"], "one up"),
      Binding(.down, .settings, [.down, "j"], "one down"),
      Binding(.first, .settings, [.home, "g"], "to the beginning"),
      Binding(.last, .settings, [.end, "G"], "to the end"),
      Binding(.left, .settings, [.left, "h"], footer: "less", "the value before"),
      Binding(.right, .settings, [.right, "l", " "], footer: "more", "the next value"),
    ]

  /// - Parameter about: whether the screen is about one subscription.
  private static func commands(_ context: Context, about: Bool) -> [Binding] {
    let own =
      about
      ? [
        Binding(
          .duplicate, context, ["d"], footer: context == .detail ? "duplicate" : nil,
          "duplicate into a new form, of another company too"),
        Binding(
          .copy, context, ["c"], footer: context == .detail ? "copy" : nil, "copy URL, id or name, through the terminal"
        ),
      ] : []
    return own + [
      Binding(.settings, context, ["S"], "settings"),
      Binding(.palette, context, [":", .function(2)], "find a command by its name"),
    ]
  }

  private static func list(
    _ context: Context, _ up: [Key], _ down: [Key], take: String, _ help: String, back: [Key]
  ) -> [Binding] {
    [
      Binding(.press, context, [.enter], footer: take, help),
      Binding(.back, context, back, footer: "back", "back"),
      Binding(.up, context, up, "one up"),
      Binding(.down, context, down, "one down"),
    ]
  }
}
