import FintoroWebhooks
import TerminalUI

extension State {
  mutating func boardPressed(_ key: Key, _ command: Command?) -> [Effect] {
    if board.filterField != nil { return filterPressed(key, command) }
    switch command {
    case .new: return openForm()
    case .open: return openDetail()
    case .refresh: return refreshNow()
    case .filter: board.filterField = TextField(board.filter, limit: 200)
    case .back: board.setFilter("", rows: listRows)
    case .troubleOnly: board.toggleTroubleOnly(rows: listRows)
    case .times: board.usesRelativeTimes.toggle()
    case .up: board.moveSelection(by: -1, rows: listRows)
    case .down: board.moveSelection(by: 1, rows: listRows)
    case .pageUp: board.moveSelection(by: -listRows, rows: listRows)
    case .pageDown: board.moveSelection(by: listRows, rows: listRows)
    case .first: board.selectFirst(rows: listRows)
    case .last: board.selectLast(rows: listRows)
    default: return globalPressed(command)
    }
    return []
  }

  mutating func boardPasted(_ text: String) -> [Effect] {
    board.filterField?.insert(text)
    return applyFilter()
  }

  private mutating func filterPressed(_ key: Key, _ command: Command?) -> [Effect] {
    switch command {
    case .keepFilter: board.filterField = nil
    case .dropFilter:
      board.filterField = nil
      board.setFilter("", rows: listRows)
    case .up: board.moveSelection(by: -1, rows: listRows)
    case .down: board.moveSelection(by: 1, rows: listRows)
    default:
      _ = board.filterField?.handle(key)
      return applyFilter()
    }
    return []
  }

  private mutating func applyFilter() -> [Effect] {
    if let text = board.filterField?.text { board.setFilter(text, rows: listRows) }
    return []
  }

  private var listRows: Int { BoardLayout(size: size).listRows }
}
