public import struct Foundation.Date

/// From when on what changed has to be fetched again after an outage, and how well that is known.
public struct BackfillWindow: Hashable, Sendable {
  public enum Basis: Hashable, Sendable {
    /// Deliveries have failed since some time after the last success.
    case lastSuccess
    /// Nothing was ever accepted: from the creation on.
    case creation
    /// Deliveries are accepted again; hooktop saw the last success before the outage while it watched.
    case watchedSuccess
    /// Deliveries are accepted again and their success before the outage is overwritten: what failed at the last
    /// failure was first tried one retry window earlier at the most. The outage may have begun long before.
    case lastFailure(Date)
    /// Deliveries are switched off: from the last success, since nothing later was accepted.
    case switchedOff
    /// No failure is recorded and deliveries are on: there is no gap to fetch.
    case noGap
    /// A time that would be needed is missing or cannot be believed.
    case unknown
  }

  /// Nil where no moment can be named.
  public var from: Date?
  public var to: Date
  public var basis: Basis

  /// - Parameter watchedSuccess: the last success before the outage, where successive answers showed it.
  public init(_ assessed: AssessedSubscription, at time: ServerTime, watchedSuccess: Date? = nil) {
    let (start, basis) = Self.start(assessed, watchedSuccess: watchedSuccess)
    to = time.now
    from = start.map { min($0, time.now) }
    self.basis = basis
  }

  private static func start(_ assessed: AssessedSubscription, watchedSuccess: Date?) -> (Date?, Basis) {
    let success = assessed.subscription.lastSuccessAt.date
    let failure = assessed.subscription.lastFailureAt.date
    switch assessed.health.state {
    case .failing: return (success, .lastSuccess)
    case .neverOK: return sinceCreation(assessed.subscription)
    case .disabled:
      if let success { return (success, .switchedOff) }
      return sinceCreation(assessed.subscription)
    case .recovered, .ok, .quiet:
      guard let failure else { return (nil, .noGap) }
      if let watchedSuccess, watchedSuccess <= failure { return (watchedSuccess, .watchedSuccess) }
      return (failure.addingTimeInterval(-Double(DeliverySchedule.window)), .lastFailure(failure))
    case .new, .silent: return (nil, .noGap)
    case .odd: return (nil, .unknown)
    }
  }

  private static func sinceCreation(_ subscription: Subscription) -> (Date?, Basis) {
    subscription.createdAt.date.map { ($0, .creation) } ?? (nil, .unknown)
  }
}
