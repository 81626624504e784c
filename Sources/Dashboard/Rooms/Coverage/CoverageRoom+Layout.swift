import FintoroWebhooks
import TerminalUI

extension CoverageRoom {
  /// The areas of the screen. What the cell under the cursor means stands beside the matrix, in a narrow window below it.
  /// The list of problems stands below or beside them where there is room, else in their place.
  struct Layout {
    let size: Size
    /// The number of matrix rows.
    let count: Int
    /// How many duplicates one event type has at most: they stand in the pane.
    private let mostDuplicates: Int

    init(_ size: Size, of room: CoverageRoom) {
      self.size = size
      count = room.rows.count
      let types = room.coverage.duplicates.flatMap(\.types)
      mostDuplicates = Dictionary(types.map { ($0, 1) }, uniquingKeysWith: +).values.max() ?? 0
    }

    var top: Int { 3 }
    /// For messages; the first row that no area uses.
    var statusRow: Int { size.rows - 2 }

    var hasSide: Bool { size.columns >= 120 }
    private var isWide: Bool { size.columns >= 160 }
    var matrixColumns: Int { isWide ? 98 : hasSide ? 80 : size.columns }
    var matrixRows: Int { max(1, min(count, statusRow - top - (hasSide ? 0 : paneRows + 1))) }
    var columns: MatrixColumns {
      MatrixColumns(Rect(column: 0, row: top, columns: matrixColumns, rows: size.rows - top))
    }

    /// The row below the matrix.
    var ruleRow: Int { top + matrixRows }

    /// What the cell under the cursor means.
    var cell: Rect {
      guard hasSide else { return Rect(column: 1, row: ruleRow + 1, columns: size.columns - 2, rows: paneRows) }
      let rows = isListBelow ? ruleRow - 2 : isWide ? min(14, (statusRow - 2) / 2) : statusRow - 2
      return Rect(column: matrixColumns + 2, row: 2, columns: size.columns - matrixColumns - 3, rows: rows)
    }

    /// Where the problems stand, and their title in the row above.
    var list: Rect {
      if isListBelow {
        return Rect(column: 0, row: statusRow - rowsBelow, columns: size.columns, rows: rowsBelow)
      }
      guard isWide else { return Rect(column: 0, row: top, columns: size.columns, rows: max(1, statusRow - top)) }
      let row = cell.maxRow + 1
      return Rect(
        column: matrixColumns + 1, row: row, columns: size.columns - matrixColumns - 1, rows: max(1, statusRow - row))
    }

    /// Whether matrix and problems are both on the screen.
    var showsBoth: Bool { isListBelow || isWide }
    var isListBelow: Bool { rowsBelow >= 6 }
    private var rowsBelow: Int { statusRow - ruleRow - 1 - (hasSide ? 0 : paneRows + 1) }
    /// Without the rule above them: the event, its subscribers, and what comes twice.
    private var paneRows: Int { 2 + min(mostDuplicates, size.rows < 34 ? 1 : 3) }
  }
}
