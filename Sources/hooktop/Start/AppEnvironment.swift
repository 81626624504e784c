import FintoroWebhooks
import Foundation

/// What the program finds around it, as everything else receives it.
struct AppEnvironment: Sendable {
  var variables: [String: String]
  var paths: Paths
  var clock: LiveClock
  /// What relative paths on the command line count from.
  var folder: String

  static var system: AppEnvironment {
    let environment = ProcessInfo.processInfo.environment
    return AppEnvironment(
      variables: environment, paths: Paths(environment: environment), clock: .system, folder: Paths.currentFolder())
  }
}

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
