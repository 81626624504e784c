public import struct Foundation.Date

/// When hooktop repeats a request after a failure; not Fintoro's delivery schedule.
public enum RequestRetryPolicy {
  /// The maxDelay wait in seconds that an answer can ask for; a longer one is cut to it.
  public static let maxRetryAfter: Double = 3_600

  /// Seconds to wait before the next try.
  ///
  /// Doubles from 2 s up to `maxDelay`, with jitter, and never ends before the time that the answer named, within an
  /// hour.
  /// - Parameters:
  ///   - failures: how many tries in a row have failed, 1 or more.
  ///   - random: a number in 0..<1 from the caller's source of randomness.
  ///   - retryAt: the time the last answer named, if it did.
  ///   - maxDelay: in seconds, 5 minutes for polling.
  public static func delay(
    afterFailures failures: Int, random: Double, retryAt: Date?, now: Date, maxDelay: Double = 300
  ) -> Double {
    let doubled = min(maxDelay, 2 * Double(1 << (min(max(failures, 1), 21) - 1)))
    let jittered = doubled * (0.75 + 0.25 * min(1, max(0, random)))
    return max(jittered, min(maxRetryAfter, retryAt.map { $0.timeIntervalSince(now) } ?? 0))
  }
}

/// Names one create: the same key with the same bytes never creates twice.
public struct IdempotencyKey: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public var description: String { rawValue }

  /// Contract: replay is safe at once; how long a key lives is unknown. Past this many seconds it counts as expired.
  public static let assumedLifetime = 55 * 60
}
