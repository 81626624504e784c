import FintoroWebhooks

/// Screens that are opened with data, or as they were left.
extension State {
  /// Opens the detail of the row selected on the board.
  mutating func openDetail() -> [Effect] {
    guard let selected = board.selected else { return [] }
    guard let assessed = selected.assessed else {
      return showMessage("This one could not be read; there are no details.", .bad)
    }
    backStack = []
    go(to: .detail(DetailRoom(id: assessed.id)))
    return [.inspectSecrets([assessed.id])]
  }

  mutating func openCoverage() -> [Effect] {
    guard list.rows != nil else { return showMessage("No list yet, so coverage is not known.", .bad) }
    rememberState()
    switchTo(.coverage(lastCoverage))
    return []
  }

  mutating func openBackfill(_ id: Int?) -> [Effect] {
    guard let id, let room = BackfillRoom(id, world) else { return [] }
    go(to: .backfill(room))
    return []
  }

  /// If saving failed, asks for the file name again where that field is still open.
  mutating func backfillSaved(_ result: SheetSaveResult) -> [Effect] {
    let told = deliver(.sheetSaved(result))
    switch result {
    case .saved(let path): return showMessage("Sheet saved to \(path)", .good)
    case .failed(let problem): return told ?? showAlert(problem)
    }
  }

  mutating func openLog() -> [Effect] {
    rememberState()
    switchTo(.log(lastLog))
    return []
  }

  /// Goes from one detail to the next or previous subscription of the board, or of the whole list where the board does
  /// not show this one.
  mutating func stepDetail(by offset: Int) -> [Effect] {
    guard case .detail(let detail) = screen else { return [] }
    let shown = board.shown.compactMap(\.assessed?.id)
    let ids = shown.contains(detail.id) ? shown : list.subscriptions.map(\.id)
    let index = ids.firstIndex(of: detail.id).map { $0 + offset }
    guard let index, ids.indices.contains(index) else {
      return showMessage(offset > 0 ? "No subscription after this one." : "No subscription before this one.")
    }
    screen = .detail(DetailRoom(id: ids[index]))
    board.move(to: ids[index], rows: boardRows)
    return [.inspectSecrets([ids[index]])]
  }
}
