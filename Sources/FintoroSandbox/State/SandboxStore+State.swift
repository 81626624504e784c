extension SandboxStore {
  /// What is to outlive a restart, and the revision that it is of.
  func state() -> (revision: Int, SandboxState) {
    let contents = SandboxState.Contents(
      nextID: nextID, subscriptions: subscriptions.values, deliveries: book.kept,
      answers: ledger.kept)
    return (revision, SandboxState(contents))
  }

  /// Takes the place of what the scenario begins with.
  func restore(_ state: SandboxState) {
    let contents = state.contents
    subscriptions = SubscriptionTable(contents.subscriptions)
    nextID = max(contents.nextID, subscriptions.nextID)
    book = DeliveryBook(contents.deliveries, at: clock())
    for id in Set(book.deliveries.values.map(\.subscriptionID)) where subscriptions[id] == nil {
      book.cancel(subscriptionID: id)
    }
    ledger = IdempotencyLedger(contents.answers, life: assumptions.keyLife)
    alarm.ring()
  }
}
