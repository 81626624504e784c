public import struct Foundation.Date

/// Fintoro's attempts at one delivery (theirs, not our retry policy). All durations in seconds.
///
/// Contract: 5 attempts, at once and then after about 10, 100, 1000 and 10000 s, each given 10 s.
public enum DeliverySchedule {
  public static let attempts = 5
  /// When each attempt starts, counted from the first.
  public static let attemptOffsets = [0, 10, 110, 1_110, 11_110]
  public static let attemptTimeout = 10
  /// When the last attempt starts, counted from the first.
  public static let lastAttemptOffset = 11_110
  /// The one bound used: a delivery is over this long after its first attempt started (five time-outs of 10 s).
  public static let window = 11_160
}

/// The two moments of a subscription whose deliveries fail or failed a short time ago. Both are bounds: the API tells
/// neither when failures began nor which attempt failed last.
///
/// Contract, "unknown" table: whether `lastFailureAt` moves at each attempt or only at the last is not known.
public struct RetryClock: Hashable, Sendable {
  public var failedAt: Date
  /// From when on a delivery can be lost: an event right after the last success may have had its fifth attempt by then.
  /// Nil where the last success before the failures is not known.
  public var lossPossibleFrom: Date?

  /// By when everything that failed up to `failedAt` is accepted or lost. Newer failures have their own time.
  public var givesUpAt: Date { failedAt.addingTimeInterval(Double(DeliverySchedule.window)) }

  /// Nil in states without retries, and where the last failure has no readable time.
  public init?(_ subscription: Subscription, state: HealthState) {
    guard state.hasRetryWindow, let failedAt = subscription.lastFailureAt.date else { return nil }
    self.failedAt = failedAt
    let lastAccepted: Date? =
      switch state {
      case .failing: subscription.lastSuccessAt.date
      case .neverOK: subscription.createdAt.date
      // The success before the failures is overwritten.
      default: nil
      }
    lossPossibleFrom = lastAccepted?.addingTimeInterval(Double(DeliverySchedule.lastAttemptOffset))
  }

  /// The share of the window that is left, 0...1.
  public func remaining(at now: Date) -> Double {
    min(1, max(0, givesUpAt.timeIntervalSince(now) / Double(DeliverySchedule.window)))
  }
}
