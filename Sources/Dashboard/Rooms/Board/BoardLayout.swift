import FintoroWebhooks
import TerminalUI

/// Where things stand on the board at a size, from top to bottom: header, column titles, list, rule, reason pane,
/// summary, footer. In a wide window the detail of the selected one stands beside the list instead of the pane below it.
struct BoardLayout: Equatable {
  let size: Size
  /// Subscriptions of the company. Not how many are shown: the line between list and pane stays where it is while a
  /// filter is typed.
  let count: Int

  /// Rows of the reason pane. It gives way before the list does, and takes what a short list leaves empty.
  var paneRows: Int {
    let least =
      switch size.rows {
      case ..<20: 3
      case ..<28: 7
      default: 9
      }
    return max(least, min(Self.maxPaneRows, size.rows - listTop - count - 4))
  }

  private static let maxPaneRows = 12

  var listTop: Int { 2 }
  var listRows: Int { max(1, size.rows - listTop - (isSideBySide ? 2 : paneRows + 3)) }
  var isSideBySide: Bool { size.columns >= 160 }
  /// Columns of the list: all, or what the detail beside it leaves.
  var listColumns: Int { isSideBySide ? size.columns - min(86, size.columns * 42 / 100) : size.columns }
  /// The row above the pane; beside the list it is that of the column titles.
  var ruleRow: Int { isSideBySide ? 1 : listTop + listRows }
  var pane: Rect {
    isSideBySide
      ? Rect(column: listColumns + 2, row: listTop, columns: size.columns - listColumns - 3, rows: listRows)
      : Rect(column: 1, row: ruleRow + 1, columns: size.columns - 2, rows: paneRows)
  }
  /// Where a hint of the tour stands.
  var hint: Rect {
    isSideBySide
      ? Rect(column: pane.column, row: ruleRow, columns: pane.columns, rows: 1)
      : Rect(column: 0, row: ruleRow, columns: size.columns, rows: 1)
  }
  var summaryRow: Int { size.rows - 2 }
  var footerRow: Int { size.rows - 1 }

  /// Whether the room is so narrow that titles and URLs are shortened.
  var isNarrow: Bool { listColumns < 96 }

  struct Column: Equatable {
    let id: SubscriptionColumn.ID
    let start: Int
    let columns: Int
  }

  /// The chosen columns with their places. Name and URL share what the others leave; where that is too little, whole
  /// columns give way.
  func columns(_ chosen: Set<SubscriptionColumn.ID>, relativeTimes: Bool) -> [Column] {
    var ids = BoardColumns.all.filter { chosen.contains($0) || BoardColumns.always.contains($0) }
    let width: (SubscriptionColumn.ID) -> Int = { self.width($0, relativeTimes: relativeTimes) }
    func taken() -> Int { Self.left + 1 + ids.reduce(0) { $0 + ($1 == .name ? 0 : width($1)) + Self.gap } - Self.gap }
    for id in BoardColumns.givingWay where listColumns - taken() < Self.minNameColumns { ids.removeAll { $0 == id } }
    let room = max(Self.minNameColumns, listColumns - taken())
    // The URL shrinks to nothing before another column goes; 0 columns are not drawn.
    let name =
      ids.contains(.url) ? min(36, max(Self.minNameColumns, room * (isNarrow ? 55 : 42) / 100)) : min(60, room)
    var at = Self.left
    return ids.map { id in
      let columns = id == .name ? name : id == .url ? max(0, room - name) : width(id)
      defer { at += columns + Self.gap }
      return Column(id: id, start: at, columns: columns)
    }
  }

  private static let left = 3
  private static let gap = 2
  private static let minNameColumns = 12

  /// What a column needs; the URL takes what is left.
  private func width(_ id: SubscriptionColumn.ID, relativeTimes: Bool) -> Int {
    switch id {
    case .state: 11
    case .lastSuccess, .lastFailure: relativeTimes ? (isNarrow ? 10 : 12) : 15
    case .retries: relativeTimes ? (isNarrow ? 11 : 12) : 15
    case .events, .id: 6
    case .name, .url: 0
    }
  }
}

extension World {
  /// Where things stand on the board now.
  var boardLayout: BoardLayout { BoardLayout(size: size, count: list.rows?.count ?? 0) }
}
