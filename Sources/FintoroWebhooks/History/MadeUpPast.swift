public import struct Foundation.Date

extension RecentHistory {
  /// What could have been seen of these subscriptions in the last hours; for the demo, whose screens say what it is.
  public static func madeUp(for subscriptions: [Subscription], at now: Date) -> RecentHistory {
    let start = start(endingAt: now)
    var changes: [Int: [(at: Date, state: HealthState)]] = [:]
    for subscription in subscriptions {
      changes[subscription.id] = states(of: subscription, from: start, at: now)
    }
    return RecentHistory(changes, watched: [WatchedSpan(from: start, to: now)])
  }

  private static func states(
    of subscription: Subscription, from start: Date, at now: Date
  ) -> [(at: Date, state: HealthState)] {
    let state = Health.of(subscription, at: ServerTime(now: now)).state
    let success = subscription.lastSuccessAt.date ?? .distantPast
    let failure = subscription.lastFailureAt.date ?? .distantPast
    switch state {
    // Its first failure came some time after its last success.
    case .failing: return [(start, .ok), (max(start, min(failure, success.addingTimeInterval(60))), .failing)]
    // It failed for a while before its last failure.
    case .recovered:
      let began = max(start, failure.addingTimeInterval(-2_400))
      return [(start, .ok), (began, .failing), (max(began, failure.addingTimeInterval(300)), .recovered)]
    default: return [(max(start, subscription.createdAt.date ?? start), state)]
    }
  }
}
