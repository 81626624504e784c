public import TerminalUI

/// What happened since the start, newest first.
public struct WatchLogState: Equatable, Sendable {
  public var viewport = Viewport()
  /// How many entries there were, dropped ones counted, when it was last looked at: the cursor stays on its entry.
  var known = 0

  public init() {}
}

extension State {
  mutating func openLog() -> [Effect] {
    var log = lastLog
    log.keepPlace(in: self.log, size)
    go(to: .log(log))
    return []
  }

  mutating func logPressed(_ log: WatchLogState, _ command: Command?) -> [Effect] {
    var log = log
    let rows = WatchLogView.rows(size)
    let count = self.log.entries.count
    switch command {
    case .back:
      goBack()
      return []
    case .open: return openLogged(log)
    case .refresh: return refreshNow()
    case .hold: return toggleHold()
    case .help: return common(command)
    case .up: log.viewport.select(log.viewport.selected - 1, count: count, rows: rows)
    case .down: log.viewport.select(log.viewport.selected + 1, count: count, rows: rows)
    case .pageUp: log.viewport.select(log.viewport.selected - rows, count: count, rows: rows)
    case .pageDown: log.viewport.select(log.viewport.selected + rows, count: count, rows: rows)
    case .first: log.viewport.select(0, count: count, rows: rows)
    case .last: log.viewport.select(count - 1, count: count, rows: rows)
    default: break
    }
    screen = .log(log)
    return []
  }

  /// New entries come first; whoever has moved down stays on the entry that is under the cursor.
  mutating func logChanged() {
    guard case .log(var log) = screen else { return }
    log.keepPlace(in: self.log, size)
    screen = .log(log)
  }

  private mutating func openLogged(_ log: WatchLogState) -> [Effect] {
    let entries = self.log.entries
    let index = entries.count - 1 - log.viewport.selected
    guard entries.indices.contains(index), case .subscription(let change) = entries[index].event else { return [] }
    guard !list.isGone(change.id) else {
      return showMessage("\(change.name) is not in Fintoro's list any more.", .bad)
    }
    go(to: .detail(DetailState(id: change.id)))
    return []
  }
}

extension WatchLogState {
  mutating func keepPlace(in log: WatchLog, _ size: Size) {
    let total = log.dropped + log.entries.count
    let rows = WatchLogView.rows(size)
    if viewport.selected > 0 {
      viewport.select(viewport.selected + total - known, count: log.entries.count, rows: rows)
    } else {
      viewport.fit(count: log.entries.count, rows: rows)
    }
    known = total
  }
}
