import TerminalUI

/// Choosing a theme, shown at once while one chooses.
public struct ThemeChoice: Equatable, Sendable {
  /// The theme to go back to.
  public let before: Theme
  public var index: Int

  init(current: Theme, among themes: [Theme]) {
    before = current
    index = themes.firstIndex { $0.name == current.name } ?? 0
  }
}

extension State {
  mutating func themesPressed(_ choice: ThemeChoice, _ command: Command?) -> [Effect] {
    var choice = choice
    switch command {
    case .press:
      modal = nil
      return showMessage("Theme \(theme.name).")
    case .back:
      theme = choice.before
      modal = nil
      return []
    case .up: choice.index = max(0, choice.index - 1)
    case .down: choice.index = min(themes.count - 1, choice.index + 1)
    default: return []
    }
    theme = themes[choice.index]
    modal = .themes(choice)
    return []
  }
}
