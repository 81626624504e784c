public import struct Foundation.Date

/// Until when the failure that a subscription shows can still turn into a success.
///
/// Contract, "unknown" table: whether `lastFailureAt` moves at each attempt is not known, so the end is the latest
/// possible one and the delivery may be lost before it.
public struct RetryClock: Hashable, Sendable {
  public var failedAt: Date

  /// The latest moment at which Fintoro can still be trying.
  public var endsAt: Date { failedAt.addingTimeInterval(Double(DeliverySchedule.window)) }

  /// The clock of a subscription whose last failure is still open; nil in states without one.
  public init?(_ subscription: Subscription, state: HealthState) {
    guard [.failing, .neverOK, .recovered].contains(state), let failedAt = subscription.lastFailureAt.date else {
      return nil
    }
    self.failedAt = failedAt
  }

  /// The share of the window that is left, 0...1.
  public func remaining(at now: Date) -> Double {
    min(1, max(0, endsAt.timeIntervalSince(now) / Double(DeliverySchedule.window)))
  }
}
