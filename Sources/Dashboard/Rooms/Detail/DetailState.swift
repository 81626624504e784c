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
    guard let assessed = selected.assessed else {
      return showMessage("This one could not be read, so there is nothing more to show.", .bad)
    }
    backStack = []
    go(to: .detail(DetailState(id: assessed.id)))
    return [.inspectSecrets([assessed.id])]
  }

  mutating func detailPressed(_ detail: DetailState, _ command: Command?) -> [Effect] {
    switch command {
    case .back: goBack()
    default:
      var detail = detail
      let count = DetailLines.of(detail.id, world).count
      if detail.scroll.follow(command, count: count, rows: DetailView.rows(size)) {
        screen = .detail(detail)
      } else {
        return common(command)
      }
    }
    return []
  }
}
