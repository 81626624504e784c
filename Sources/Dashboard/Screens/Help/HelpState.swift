public import TerminalUI

/// The list of all keys.
public struct HelpState: Equatable, Sendable {
  public var scroll = ScrollPosition()

  public init() {}
}

extension State {
  mutating func helpPressed(_ help: HelpState, _ command: Command?) -> [Effect] {
    var help = help
    let count = HelpView.lineCount(size)
    let rows = HelpView.rows(size)
    switch command {
    case .back:
      modal = nil
      return []
    case .up: help.scroll.move(by: -1, count: count, rows: rows)
    case .down: help.scroll.move(by: 1, count: count, rows: rows)
    case .pageUp: help.scroll.move(by: -rows, count: count, rows: rows)
    case .pageDown: help.scroll.move(by: rows, count: count, rows: rows)
    case .first: help.scroll.move(by: -count, count: count, rows: rows)
    case .last: help.scroll.move(by: count, count: count, rows: rows)
    default: return []
    }
    modal = .help(help)
    return []
  }
}
