import FintoroWebhooks
import Foundation

/// Time, zone and randomness as everything else receives them: the only place that asks the system for any of them.
struct LiveClock: Sendable {
  var now: @Sendable () -> Date
  var zone: TimeZone
  /// In 0..<1, for jitter.
  var random: @Sendable () -> Double
  /// A key that was never used before.
  var newKey: @Sendable () -> IdempotencyKey

  static let system = LiveClock(
    now: { Date() }, zone: .current, random: { Double.random(in: 0..<1) },
    newKey: { IdempotencyKey(rawValue: UUID().uuidString.lowercased()) })
}
