public import struct Foundation.Date

/// From when on changes have to be fetched again after an outage, and how certain that is.
public struct BackfillWindow: Hashable, Sendable {
  public enum Basis: Hashable, Sendable {
    /// Deliveries have failed since some time after the last success.
    case lastSuccess
    /// Nothing was ever accepted: from the creation on.
    case creation
    /// Deliveries are accepted again; hooktop saw the last success before the outage itself.
    case watchedSuccess
    /// hooktop saw the gap.
    case gap
    /// Deliveries are accepted again and the success before the outage is overwritten. What failed last was first tried
    /// at most one retry window earlier; the outage may have begun long before.
    case lastFailure(Date)
    /// The subscription is disabled: from the last success, because nothing later was accepted.
    case switchedOff
    /// No failure is recorded and the subscription is active: there is no gap to fetch.
    case noGap
    /// A time that is needed is missing or not credible.
    case unknown
  }

  /// Nil where it is not known.
  public var from: Date?
  public var to: Date
  public var basis: Basis

  /// - Parameters:
  ///   - watchedSuccess: the last success before the outage, if hooktop saw it in an earlier answer.
  ///   - gapFrom: since when deliveries may be lost by the oldest gap that nobody has fetched.
  public init(
    _ assessed: AssessedSubscription, at time: ServerTime, watchedSuccess: Date? = nil, gapFrom: Date? = nil
  ) {
    let (start, basis) = Self.start(assessed, watchedSuccess: watchedSuccess, gapFrom: gapFrom)
    to = time.now
    from = start.map { min($0, time.now) }
    self.basis = basis
  }

  private static func start(
    _ assessed: AssessedSubscription, watchedSuccess: Date?, gapFrom: Date?
  ) -> (Date?, Basis) {
    let success = assessed.subscription.lastSuccessAt.date
    let failure = assessed.subscription.lastFailureAt.date
    switch assessed.health.state {
    case .failing: return earlier(gapFrom, (success, .lastSuccess))
    case .neverOK: return sinceCreation(assessed.subscription)
    case .disabled:
      if let success { return earlier(gapFrom, (success, .switchedOff)) }
      return sinceCreation(assessed.subscription)
    case .recovered, .ok, .quiet:
      if let gapFrom { return (gapFrom, .gap) }
      guard let failure else { return (nil, .noGap) }
      if let watchedSuccess, watchedSuccess <= failure { return (watchedSuccess, .watchedSuccess) }
      return (failure.addingTimeInterval(-Double(DeliverySchedule.window)), .lastFailure(failure))
    case .new, .silent: return (nil, .noGap)
    case .odd: return (nil, .unknown)
    }
  }

  /// What was first refused before the last success may have had its last try after it.
  private static func earlier(_ gapFrom: Date?, _ known: (start: Date?, Basis)) -> (Date?, Basis) {
    guard let gapFrom, let start = known.start, gapFrom < start else { return known }
    return (gapFrom, .gap)
  }

  private static func sinceCreation(_ subscription: Subscription) -> (Date?, Basis) {
    subscription.createdAt.date.map { ($0, .creation) } ?? (nil, .unknown)
  }
}
