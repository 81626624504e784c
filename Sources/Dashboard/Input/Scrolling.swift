import TerminalUI

extension ScrollPosition {
  /// Scrolls as the key asks for.
  /// - Returns: whether it asked for scrolling at all.
  mutating func follow(_ command: Command?, count: Int, rows: Int) -> Bool {
    switch command {
    case .up: move(by: -1, count: count, rows: rows)
    case .down: move(by: 1, count: count, rows: rows)
    case .pageUp: move(by: -rows, count: count, rows: rows)
    case .pageDown: move(by: rows, count: count, rows: rows)
    case .first: move(by: -count, count: count, rows: rows)
    case .last: move(by: count, count: count, rows: rows)
    default: return false
    }
    return true
  }
}
