import FintoroWebhooks
import TerminalUI

/// Where things stand on the coverage screen. In a wide window the findings stand beside the matrix instead of in its
/// place.
struct CoverageLayout {
  let size: Size
  /// Rows that the matrix has; what is said of its cursor follows right below where all fit.
  let count: Int

  init(_ size: Size, of coverage: CoverageState) {
    self.size = size
    count = coverage.rows.count
  }

  var isSideBySide: Bool { size.columns >= 160 }
  var matrixColumns: Int { isSideBySide ? 98 : size.columns }
  /// Where the findings stand.
  var list: Rect {
    let start = isSideBySide ? matrixColumns + 1 : 0
    return Rect(column: start, row: top, columns: size.columns - start, rows: max(1, size.rows - 6))
  }

  var top: Int { 3 }
  /// Below the matrix: what the event is, who hears it, what is wrong with it.
  var paneRows: Int { size.rows < 34 ? 4 : 6 }
  var matrixRows: Int { max(1, min(count, size.rows - top - paneRows - 3)) }
  var paneRow: Int { top + matrixRows + 1 }

  var columns: MatrixColumns { MatrixColumns(Rect(column: 0, row: top, columns: matrixColumns, rows: size.rows - top)) }
}
