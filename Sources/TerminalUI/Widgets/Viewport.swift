/// Which rows of a long list are on the screen, and which one is selected.
public struct Viewport: Equatable, Sendable {
  /// Index of the selected row; 0 in an empty list.
  public private(set) var selected: Int
  /// Index of the first row on the screen.
  public private(set) var first: Int

  public init(selected: Int = 0, first: Int = 0) {
    self.selected = selected
    self.first = first
  }

  /// Selects a row and scrolls no further than needed to show it.
  public mutating func select(_ index: Int, count: Int, rows: Int) {
    selected = min(max(0, index), max(0, count - 1))
    fit(count: count, rows: rows)
  }

  /// Keeps the selection visible after the list or the room changed.
  public mutating func fit(count: Int, rows: Int) {
    let rows = max(1, rows)
    selected = min(max(0, selected), max(0, count - 1))
    if selected < first { first = selected }
    if selected >= first + rows { first = selected - rows + 1 }
    first = min(max(0, first), max(0, count - rows))
  }

  /// Indices on the screen.
  public func visible(count: Int, rows: Int) -> Range<Int> {
    let start = min(first, count)
    return start..<min(count, start + max(0, rows))
  }
}

/// How far a text is scrolled that is longer than its room.
public struct ScrollPosition: Equatable, Sendable {
  public private(set) var first = 0

  public init() {}

  public mutating func move(by lines: Int, count: Int, rows: Int) {
    first = min(max(0, first + lines), max(0, count - rows))
  }
}
