import FintoroWebhooks
import TerminalUI

/// Where things stand on the board at a size, from top to bottom: header, column titles, list, rule, reason pane,
/// summary, footer.
struct BoardLayout: Equatable {
  let size: Size

  /// Rows of the reason pane; it gives way before the list does.
  var paneRows: Int {
    switch size.rows {
    case ..<20: 3
    case ..<28: 7
    default: 9
    }
  }

  var listTop: Int { 2 }
  var listRows: Int { max(1, size.rows - listTop - paneRows - 3) }
  var ruleRow: Int { listTop + listRows }
  var pane: Rect {
    Rect(column: 1, row: ruleRow + 1, columns: size.columns - 2, rows: paneRows)
  }
  var summaryRow: Int { size.rows - 2 }
  var footerRow: Int { size.rows - 1 }

  /// Whether the room is so narrow that titles and URLs are shortened.
  var isNarrow: Bool { size.columns < 96 }

  struct Column: Equatable {
    let id: SubscriptionColumn.ID
    let start: Int
    let columns: Int
  }

  /// The columns with their places. Name and URL share what the others leave.
  func columns(relativeTimes: Bool) -> [Column] {
    let time = relativeTimes ? (isNarrow ? 10 : 12) : 15
    let fixed: [(SubscriptionColumn.ID, Int)] = [(.lastSuccess, time), (.lastFailure, time), (.events, 6)]
    let state = 11
    let gap = 2
    let left = 3
    let taken = left + state + gap + fixed.reduce(0) { $0 + $1.1 + gap } + gap + 1
    let room = max(0, size.columns - taken)
    let name = min(36, max(12, room * (isNarrow ? 55 : 42) / 100))
    var at = left
    return ([(.state, state), (.name, name)] + fixed + [(.url, max(0, room - name))]).map { id, columns in
      defer { at += columns + gap }
      return Column(id: id, start: at, columns: columns)
    }
  }
}
