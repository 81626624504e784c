extension SandboxStore {
  /// What is to outlive a restart, and the revision that it is of.
  func state() -> (revision: Int, SandboxState) {
    let contents = SandboxState.Contents(
      nextID: nextID, subscriptions: subscriptions.values.sorted { $0.id < $1.id }, deliveries: book.kept,
      answers: ledger.kept)
    return (revision, SandboxState(contents))
  }

  /// Takes the place of what the scenario begins with.
  func restore(_ state: SandboxState) {
    let contents = state.contents
    subscriptions = Dictionary(contents.subscriptions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    nextID = max(contents.nextID, (subscriptions.keys.max() ?? 0) + 1)
    book = DeliveryBook(contents.deliveries, at: clock())
    ledger = IdempotencyLedger(contents.answers)
    alarm.ring()
  }
}
