import TerminalUI

/// Clicks on the two matrices of event types.
extension State {
  /// A click on a cell goes there and turns it; one on a name only goes there, and on a group's a second one folds it.
  mutating func clickedPicker(_ row: Int, column: Int?) -> [Effect] {
    guard case .form(var form) = screen, var picker = form.picker, !picker.isAsking, picker.rows.indices.contains(row)
    else { return [] }
    let isSecond = row == picker.row
    picker.moveRow(by: row - picker.row)
    if let column {
      picker.moveColumn(to: column)
      picker.toggle(picker.types(picker.rows[row], column: column))
    } else if isSecond, case .group = picker.rows[row] {
      picker.toggleFold()
    }
    form.picker = picker
    screen = .form(form)
    return []
  }

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
