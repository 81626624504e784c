import TerminalUI

/// Keys that change something in Fintoro, and the keys of the dialogs that ask first.
extension Bindings {
  static func changing(_ context: Context) -> [Binding] {
    [
      Binding(.edit, context, ["e"], footer: "edit", "edit: name, URL, events"),
      Binding(
        .toggleEnabled, context, ["p"], footer: context == .detail ? "disable/enable" : nil, "disable or enable it"),
      Binding(.undo, context, ["u"], "undo the last disable, enable or change of events"),
      Binding(.rotate, context, ["R"], footer: context == .detail ? "rotate" : nil, "rotate the signing secret"),
      Binding(.delete, context, ["D"], footer: context == .detail ? "delete" : nil, "delete the subscription"),
    ]
  }

  static let custody =
    moving(.pending, pageDown: [.pageDown])
    + [
      Binding(.back, .sending, [.escape], footer: "leave: it goes on", "leave; what comes of it is told on the board"),
      Binding(.adopt, .pending, ["a"], footer: "adopt", "adopt what it made, by rotating its secret"),
      Binding(.delete, .pending, ["D"], footer: "delete", "delete what it made"),
      Binding(.forget, .pending, ["f"], footer: "forget", "forget the create; nothing is sent"),
      Binding(.sendAgain, .pending, ["r"], footer: "send again", "send it again with its key, where that is safe"),
      Binding(.back, .pending, [.escape, "q", .enter], footer: "back", "back"),

      Binding(.press, .confirm, [.enter], "do it, once the name or the id is typed"),
      Binding(.nextField, .confirm, [.tab, .down], "next field"),
      Binding(.previousField, .confirm, [.backTab, .up], "previous field"),
      Binding(.back, .confirm, [.escape], footer: "leave it as it is", "leave it as it is"),

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
          Binding(.pageUp, context, [.pageUp], "one page up"),
          Binding(.pageDown, context, [.pageDown], "one page down"),
        ])
  }
}
