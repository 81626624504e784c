import FintoroWebhooks

/// Changes settings. The board behind shows each change at once.
public struct SettingsRoom: ListRoom {
  var cursor = ListCursor()
  /// The selected subscription, whose own quiet limit can be set.
  private let subjects: [Setting.Subject]
  /// The choices that Esc restores.
  private let before: Choices

  static let secondClick = Command.right

  init(about subscription: Subscription?, _ world: World) {
    subjects = subscription.map { [Setting.Subject(id: $0.id, name: $0.displayName)] } ?? []
    before = world.choices
  }

  func context(in world: World) -> Context { .settings }

  /// The demo saves nothing.
  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding]) {
    ("", world.session.isDemo ? bindings.naming(.press, "keep") : bindings)
  }

  func list(of world: World) -> ChoiceList {
    ChoiceList(
      title: "Settings",
      lines: settings.enumerated().map { index, setting in
        let value = setting.value(world.choices)
        return .init(text: setting.title, aside: index == cursor.selected ? "◂ \(value) ▸" : "\(value)  ")
      }, columns: 66,
      note: "← → change · Enter \(world.session.isDemo ? "keep until the end" : "save to config.toml") · Esc cancel")
  }

  mutating func act(_ input: RoomInput, in world: World) -> [Request] {
    guard case .command(let command, _) = input else { return [] }
    switch command {
    case .back: return [.choose(before), .close]
    case .press:
      let hasOwnLimit = world.choices.quietDaysByID != before.quietDaysByID
      return [
        .close,
        .save(
          settings,
          ifUnchanged: hasOwnLimit
            ? "It holds until you quit: without a profile it cannot be saved."
            : "Nothing to save: the config says the same."),
      ]
    case .left: return [changed(by: -1, world)]
    case .right: return [changed(by: 1, world)]
    default: return []
    }
  }

  private var settings: [Setting] { Setting.all(about: subjects) }

  private func changed(by step: Int, _ world: World) -> Request {
    var choices = world.choices
    settings[cursor.selected].change(&choices, step, world.themes)
    return .choose(choices)
  }
}
