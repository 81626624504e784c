import TerminalUI

/// Chooses a theme. The screen shows each one at once.
public struct ThemeRoom: ListRoom {
  var cursor: ListCursor
  /// The theme that Esc restores.
  private let before: Theme

  init(_ world: World) {
    before = world.choices.theme
    cursor = ListCursor(world.themes.firstIndex { $0.name == world.choices.theme.name } ?? 0)
  }

  func context(in world: World) -> Context { .themes }

  func list(of world: World) -> ChoiceList {
    ChoiceList(title: "Theme", lines: world.themes.map { .init(text: $0.name) })
  }

  mutating func moved(in world: World) -> [Request] { [choosing(world.themes[cursor.selected], world)] }

  mutating func act(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .command(.press, _): [.close, .showMessage("Theme \(world.choices.theme.name).")]
    case .command(.back, _): [choosing(before, world), .close]
    default: []
    }
  }

  private func choosing(_ theme: Theme, _ world: World) -> Request {
    var choices = world.choices
    choices.theme = theme
    return .choose(choices)
  }
}
