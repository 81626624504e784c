import TerminalUI

/// Clicks on the matrix of coverage.
extension State {
  /// The first click goes to a cell, the second opens who hears it.
  mutating func clickedCoverage(_ row: Int, _ column: Int) -> [Effect] {
    guard case .coverage(var coverage) = screen, coverage.rows.indices.contains(row) else { return [] }
    if row == coverage.viewport.selected, coverage.cursor?.column == column, !coverage.isList { return pressed(.enter) }
    coverage.go(toRow: row, column: column, CoverageLayout(size, of: coverage))
    screen = .coverage(coverage)
    return []
  }

  mutating func clickedFinding(_ index: Int) -> [Effect] {
    guard case .coverage(var coverage) = screen else { return [] }
    if index == coverage.list.selected, coverage.isList { return pressed(.enter) }
    coverage.go(toFinding: index, CoverageLayout(size, of: coverage))
    screen = .coverage(coverage)
    return []
  }
}
