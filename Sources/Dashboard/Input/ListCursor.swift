public import TerminalUI

/// The cursor of a list. All lists use it, so that the same keys work in each.
public struct ListCursor: Equatable, Sendable {
  public private(set) var viewport: Viewport

  public init(_ selected: Int = 0) {
    viewport = Viewport(selected: selected)
  }

  /// The index of the selected line; 0 in an empty list.
  public var selected: Int { viewport.selected }

  /// Moves the cursor if the command asks for it.
  /// - Parameters:
  ///   - count: the number of lines.
  ///   - rows: how many are visible at once.
  /// - Returns: whether the command was a movement.
  mutating func follow(_ command: Command?, count: Int, rows: Int) -> Bool {
    switch command {
    case .up: select(selected - 1, count: count, rows: rows)
    case .down: select(selected + 1, count: count, rows: rows)
    case .pageUp: select(selected - rows, count: count, rows: rows)
    case .pageDown: select(selected + rows, count: count, rows: rows)
    case .first: select(0, count: count, rows: rows)
    case .last: select(count - 1, count: count, rows: rows)
    default: return false
    }
    return true
  }

  mutating func select(_ index: Int, count: Int, rows: Int) {
    viewport.select(index, count: count, rows: rows)
  }

  /// Call after the list or the window has changed.
  mutating func fit(count: Int, rows: Int) { viewport.fit(count: count, rows: rows) }

  func visible(count: Int, rows: Int) -> Range<Int> { viewport.visible(count: count, rows: rows) }
}

extension ScrollPosition {
  /// Scrolls if the command asks for it.
  /// - Returns: whether the command was a movement.
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
