import FintoroWebhooks

/// Screens that are opened with facts, or as they were left.
extension State {
  /// The selected subscription, from the board.
  mutating func openDetail() -> [Effect] {
    guard let selected = board.selected else { return [] }
    guard let assessed = selected.assessed else {
      return showMessage("This one could not be read, so there is nothing more to show.", .bad)
    }
    backStack = []
    go(to: .detail(DetailRoom(id: assessed.id)))
    return [.inspectSecrets([assessed.id])]
  }

  mutating func openCoverage() -> [Effect] {
    guard list.rows != nil else { return showMessage("No list was received yet, so coverage is not known.", .bad) }
    go(to: .coverage(lastCoverage))
    return []
  }

  mutating func openLog() -> [Effect] {
    go(to: .log(lastLog))
    return []
  }
}
