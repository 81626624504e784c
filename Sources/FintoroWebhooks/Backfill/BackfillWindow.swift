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
  public init(_ judged: JudgedSubscription, at time: ServerTime, watchedSuccess: Date? = nil) {
    let subscription = judged.subscription
    let success = subscription.lastSuccessAt.date
    let failure = subscription.lastFailureAt.date
    to = time.now
    switch judged.health.state {
    case .failing: (from, basis) = (success, .lastSuccess)
    case .neverOK: (from, basis) = Self.sinceCreation(subscription)
    case .disabled:
      (from, basis) = success.map { ($0, .switchedOff) } ?? Self.sinceCreation(subscription)
    case .recovered, .ok, .quiet:
      guard let failure else {
        (from, basis) = (nil, .noGap)
        return
      }
      if let watchedSuccess, watchedSuccess <= failure {
        (from, basis) = (watchedSuccess, .watchedSuccess)
      } else {
        (from, basis) = (
          failure.addingTimeInterval(-Double(DeliverySchedule.window)), .lastFailure(failure)
        )
      }
    case .new, .silent: (from, basis) = (nil, .noGap)
    case .odd: (from, basis) = (nil, .unknown)
    }
    if let start = from, start > to { from = to }
  }

  private static func sinceCreation(_ subscription: Subscription) -> (Date?, Basis) {
    subscription.createdAt.date.map { ($0, .creation) } ?? (nil, .unknown)
  }
}
