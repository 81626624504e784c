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
    go(to: .coverage(lastCoverage))
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
    go(to: .log(lastLog))
    return []
  }
}
