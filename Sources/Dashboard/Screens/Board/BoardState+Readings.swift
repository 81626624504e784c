import FintoroWebhooks

/// What a new reading makes of the rows that are there. Changes nothing by itself.
extension BoardState {
  /// - Parameter earlier: what it was before; it stays where nothing has changed, as most have not.
  func judge(
    _ subscription: Subscription, at time: ServerTime, like earlier: JudgedSubscription?
  ) -> JudgedSubscription {
    let judged = JudgedSubscription(subscription, at: time, limits: quiet.limits(of: subscription.id))
    if let earlier, earlier == judged { return earlier }
    return judged
  }

  /// Rows in this order. One of which nothing has changed stays, with all that was prepared for filters.
  func readable(_ judged: [JudgedSubscription]) -> [BoardRow] {
    let known = Dictionary((rows ?? []).map { ($0.id, $0) }) { first, _ in first }
    return judged.map { judged in
      if let row = known[.subscription(judged.id)], row.judged === judged { return row }
      return BoardRow(.subscription(judged))
    }
  }

  /// What a list under an open dialog looks like: nothing jumps, new ones come last.
  func keepingOrder(_ judged: [JudgedSubscription]) -> [JudgedSubscription] {
    let byID = Dictionary(judged.map { ($0.id, $0) }) { first, _ in first }
    let known = subscriptions.compactMap { byID[$0.id] }
    let knownIDs = Set(known.map(\.id))
    return known + judged.filter { !knownIDs.contains($0.id) }
  }
}
