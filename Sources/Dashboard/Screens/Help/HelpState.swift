public import TerminalUI

/// The list of all keys.
public struct HelpState: Equatable, Sendable {
  public var scroll = ScrollPosition()

  public init() {}
}

extension State {
  mutating func helpPressed(_ help: HelpState, _ command: Command?) -> [Effect] {
    var help = help
    if command == .back {
      modal = nil
    } else if help.scroll.follow(command, count: HelpView.lineCount(size), rows: HelpView.rows(size)) {
      modal = .help(help)
    }
    return []
  }
}
