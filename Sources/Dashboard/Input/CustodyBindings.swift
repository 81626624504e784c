import TerminalUI

/// Keys that change something in Fintoro, and the keys of the dialogs that ask first.
extension Bindings {
  static func changing(_ context: Context) -> [Binding] {
    [
      Binding(.edit, context, ["e", .function(4)], footer: "edit", "edit: name, URL, events"),
      Binding(.toggleEnabled, context, ["p"], footer: "disable / enable", "disable or enable it"),
      Binding(.undo, context, ["u"], name: "undo", "undo the last disable, enable or event change"),
      changing(.rotate, context, ["R"], "rotate", "rotate the signing secret"),
      changing(.delete, context, ["D", .function(8)], "delete", "delete the subscription"),
    ]
  }

  /// On the board, where both are rare, they are not in the footer.
  private static func changing(
    _ command: Command, _ context: Context, _ keys: [Key], _ name: String, _ help: String
  ) -> Binding {
    Binding(command, context, keys, footer: context == .detail ? name : nil, name: name, help)
  }

  static let custody =
    [
      Binding(.adopt, .pending, ["a"], footer: "adopt", "adopt what it made, by rotating its secret"),
      Binding(.delete, .pending, ["D", .function(8)], footer: "delete", "delete what it made"),
      Binding(.forget, .pending, ["f"], footer: "forget", "forget the create; nothing is sent"),
      Binding(.sendAgain, .pending, ["y"], footer: "send again", "send it again with its key, where that is safe"),
      toBoard(.pending),
    ] + refreshing(.pending) + [
      Binding(.theme, .pending, ["T"], name: "theme", "choose a theme")
    ] + tabs(.pending) + [help(.pending)] + moving(.pending) + [
      Binding(.back, .sending, [.escape], footer: "leave: it goes on", "leave; what comes of it is told on the board"),

      Binding(.press, .confirm, [.enter], footer: "do it", "do it, once the name or the id is typed"),
      Binding(.nextField, .confirm, [.tab, .down], "next field"),
      Binding(.previousField, .confirm, [.backTab, .up], "previous field"),
      Binding(.back, .confirm, [.escape], footer: "cancel", "cancel"),

      Binding(.up, .merge, [.up, "k"], "one field up"),
      Binding(.down, .merge, [.down, "j"], "one field down"),
      Binding(.toggle, .merge, [" "], footer: "choose", "take the other side's value"),
      Binding(.left, .merge, [.left, "h"], "the value before"),
      Binding(.right, .merge, [.right, "l"], "the next value"),
      Binding(.confirm, .merge, ["y"], footer: "go on", "go on with what is chosen"),
      Binding(.back, .merge, [.enter, .escape], footer: "back to the form", "back to the form"),

      Binding(.back, .reading, [.escape, "q"], footer: "back", "back, nothing is changed"),
    ] + question(.saveQuestion, "save", "back to the form") + question(.disableQuestion, "disable", "cancel")
    + question(.enableQuestion, "enable", "cancel") + question(.companyQuestion, "the same company", "not now")

  /// Enter alone is the safe answer.
  private static func question(_ context: Context, _ yes: String, _ no: String) -> [Binding] {
    [
      Binding(.confirm, context, ["y"], footer: yes, yes),
      Binding(.back, context, [.enter, .escape], footer: no, no),
    ]
      + (context == .companyQuestion
        ? []
        : [
          Binding(.up, context, [.up, "k"], "one line up"), Binding(.down, context, [.down, "j"], "one line down"),
          Binding(.pageUp, context, pageUp, "one page up"),
          Binding(.pageDown, context, pageDown, "one page down"),
        ])
  }
}
