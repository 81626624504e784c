import FintoroWebhooks
public import TerminalUI

/// The screen of one subscription, found anew in every list by its id.
public struct DetailState: Equatable, Sendable {
  public var id: Int
  public var scroll = ScrollPosition()

  public init(id: Int) {
    self.id = id
  }
}

extension State {
  mutating func openDetail() -> [Effect] {
    guard let selected = board.selected else { return [] }
    guard let judged = selected.judged else {
      return say("This one could not be read, so there is nothing more to show.", .bad)
    }
    screen = .detail(DetailState(id: judged.id))
    return []
  }

  mutating func detailPressed(_ detail: DetailState, _ command: Command?) -> [Effect] {
    var detail = detail
    let count = DetailLines.of(detail.id, self).count
    let rows = DetailView.rows(size)
    switch command {
    case .back:
      screen = .board
      return []
    case .refresh: return refreshNow()
    case .new: return openForm()
    case .theme: modal = .themes(ThemeChoice(current: theme, among: themes))
    case .help: modal = .help(HelpState())
    case .up: detail.scroll.move(by: -1, count: count, rows: rows)
    case .down: detail.scroll.move(by: 1, count: count, rows: rows)
    case .pageUp: detail.scroll.move(by: -rows, count: count, rows: rows)
    case .pageDown: detail.scroll.move(by: rows, count: count, rows: rows)
    case .first: detail.scroll.move(by: -count, count: count, rows: rows)
    case .last: detail.scroll.move(by: count, count: count, rows: rows)
    default: return []
    }
    screen = .detail(detail)
    return []
  }
}
