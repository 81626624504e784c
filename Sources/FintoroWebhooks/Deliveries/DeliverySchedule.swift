public import struct Foundation.Date

/// Fintoro's attempts at one delivery (theirs, not our retry policy). All durations in seconds.
///
/// Contract: 5 attempts, at once and then after about 10, 100, 1000 and 10000 s, each given 10 s.
public enum DeliverySchedule {
  public static let attempts = 5
  /// When each attempt starts, counted from the first.
  public static let attemptOffsets = [0, 10, 110, 1_110, 11_110]
  public static let attemptTimeout = 10
  /// The one bound used: a delivery is over this long after its first attempt started (five time-outs of 10 s).
  public static let window = 11_160
}

/// Until when Fintoro can still retry the failure that a subscription shows.
///
/// Contract, "unknown" table: whether `lastFailureAt` moves at each attempt is not known. The end is therefore the latest
/// possible one, and the delivery may be lost earlier.
public struct RetryClock: Hashable, Sendable {
  public var failedAt: Date

  /// The latest time of a retry.
  public var endsAt: Date { failedAt.addingTimeInterval(Double(DeliverySchedule.window)) }

  /// Nil in states without retries, and where the last failure has no readable time.
  public init?(_ subscription: Subscription, state: HealthState) {
    guard state.hasRetryWindow, let failedAt = subscription.lastFailureAt.date else {
      return nil
    }
    self.failedAt = failedAt
  }

  /// The share of the window that is left, 0...1.
  public func remaining(at now: Date) -> Double {
    min(1, max(0, endsAt.timeIntervalSince(now) / Double(DeliverySchedule.window)))
  }
}
