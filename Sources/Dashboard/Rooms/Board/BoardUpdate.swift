import FintoroWebhooks
import TerminalUI

extension State {
  mutating func boardPressed(_ key: Key, _ command: Command?) -> [Effect] {
    if board.filterField != nil { return filterPressed(key, command) }
    switch command {
    case .open: return openDetail()
    case .pause where !board.marked.isEmpty: return openMarked()
    case .filter: board.filterField = TextField(board.filter, limit: 200)
    case .back: dropNext()
    case .troubleOnly: board.toggleTroubleOnly(of: list, rows: boardRows)
    case .mark:
      if !board.toggleMark(rows: boardRows), board.selected != nil {
        return showMessage("This one could not be read, so nothing can be done with it.", .bad)
      }
    case .markAll: board.toggleAllMarks()
    case .times:
      var choices = choices
      choices.look.usesRelativeTimes.toggle()
      return choose(choices)
    case .up: board.moveSelection(by: -1, rows: boardRows)
    case .down: board.moveSelection(by: 1, rows: boardRows)
    case .pageUp: board.moveSelection(by: -boardRows, rows: boardRows)
    case .pageDown: board.moveSelection(by: boardRows, rows: boardRows)
    case .first: board.selectFirst(rows: boardRows)
    case .last: board.selectLast(rows: boardRows)
    default: return common(command)
    }
    return []
  }

  /// Esc takes one thing away at a time: the filter, then the marks.
  private mutating func dropNext() {
    if board.filter.isEmpty { board.marked = [:] } else { board.setFilter("", of: list, rows: boardRows) }
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
      board.setFilter("", of: list, rows: boardRows)
    case .up: board.moveSelection(by: -1, rows: boardRows)
    case .down: board.moveSelection(by: 1, rows: boardRows)
    default:
      _ = board.filterField?.handle(key)
      return applyFilter()
    }
    return []
  }

  private mutating func applyFilter() -> [Effect] {
    if let text = board.filterField?.text { board.setFilter(text, of: list, rows: boardRows) }
    return []
  }
}
