import FintoroWebhooks
import TerminalUI

extension State {
  mutating func boardPressed(_ key: Key, _ command: Command?) -> [Effect] {
    if board.filterField != nil { return filterPressed(key, command) }
    switch command {
    case .new: return openForm()
    case .open: return openDetail()
    case .edit: return startEdit(.edit, of: selectedSubscription)
    case .pause where !board.marked.isEmpty: return openMarked()
    case .pause: return startEdit(nil, of: selectedSubscription)
    case .rotate: return selectedSubscription.map { ask(.rotate($0)) } ?? nothingSelected()
    case .delete: return selectedSubscription.map { ask(.delete($0)) } ?? nothingSelected()
    case .pending: return openPending()
    case .refresh: return refreshNow()
    case .hold: return toggleHold()
    case .filter: board.filterField = TextField(board.filter, limit: 200)
    case .back: dropNext()
    case .troubleOnly: board.toggleTroubleOnly(rows: boardRows)
    case .mark:
      if !board.toggleMark(rows: boardRows), board.selected != nil {
        return showMessage("This one could not be read, so nothing can be done with it.", .bad)
      }
    case .markAll: board.toggleAllMarks()
    case .actOnMarked: return openMarked()
    case .sort: modal = .sort(SortChoice(board.order))
    case .columns: modal = .columns(ColumnChoice(before: board.columns))
    case .log: return openLog()
    case .coverage: return openCoverage()
    case .backfill: return openBackfill(board.selected?.assessed?.id)
    case .times: board.usesRelativeTimes.toggle()
    case .up: board.moveSelection(by: -1, rows: boardRows)
    case .down: board.moveSelection(by: 1, rows: boardRows)
    case .pageUp: board.moveSelection(by: -boardRows, rows: boardRows)
    case .pageDown: board.moveSelection(by: boardRows, rows: boardRows)
    case .first: board.selectFirst(rows: boardRows)
    case .last: board.selectLast(rows: boardRows)
    default: return globalPressed(command)
    }
    return []
  }

  /// Esc takes one thing away at a time: the filter, then the marks.
  private mutating func dropNext() {
    if board.filter.isEmpty { board.marked = [:] } else { board.setFilter("", rows: boardRows) }
  }

  mutating func boardPasted(_ text: String) -> [Effect] {
    board.filterField?.insert(text)
    return applyFilter()
  }

  private mutating func filterPressed(_ key: Key, _ command: Command?) -> [Effect] {
    switch command {
    // What cannot be parsed is not kept: more would be shown, and marked, than was meant.
    case .keepFilter: if board.filterProblem == nil { board.filterField = nil }
    case .dropFilter:
      board.filterField = nil
      board.setFilter("", rows: boardRows)
    case .up: board.moveSelection(by: -1, rows: boardRows)
    case .down: board.moveSelection(by: 1, rows: boardRows)
    default:
      _ = board.filterField?.handle(key)
      return applyFilter()
    }
    return []
  }

  private mutating func applyFilter() -> [Effect] {
    if let text = board.filterField?.text { board.setFilter(text, rows: boardRows) }
    return []
  }

  private var selectedSubscription: Subscription? { board.selected?.assessed?.subscription }

  private mutating func nothingSelected() -> [Effect] { showMessage("No subscription is selected.", .bad) }
}
