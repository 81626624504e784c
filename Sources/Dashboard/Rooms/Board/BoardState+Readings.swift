import FintoroWebhooks

/// What a new reading makes of the rows that are there. Changes nothing by itself.
extension BoardState {
  /// - Parameter earlier: what it was before; it stays where nothing has changed, as most have not.
  func judge(
    _ subscription: Subscription, at time: ServerTime, like earlier: AssessedSubscription?
  ) -> AssessedSubscription {
    let assessed = AssessedSubscription(subscription, at: time, limits: quiet.limits(of: subscription.id))
    if let earlier, earlier == assessed { return earlier }
    return assessed
  }

  /// Rows in this order. One of which nothing has changed stays, with all that was prepared for filters.
  func readable(_ assessed: [AssessedSubscription]) -> [BoardRow] {
    let known = Dictionary((rows ?? []).map { ($0.id, $0) }) { first, _ in first }
    return assessed.map { assessed in
      if let row = known[.subscription(assessed.id)], row.assessed === assessed { return row }
      return BoardRow(.subscription(assessed))
    }
  }

  /// What a list under an open dialog looks like: nothing jumps, new ones come last.
  func keepingOrder(_ assessed: [AssessedSubscription]) -> [AssessedSubscription] {
    let byID = Dictionary(assessed.map { ($0.id, $0) }) { first, _ in first }
    let known = subscriptions.compactMap { byID[$0.id] }
    let knownIDs = Set(known.map(\.id))
    return known + assessed.filter { !knownIDs.contains($0.id) }
  }
}
