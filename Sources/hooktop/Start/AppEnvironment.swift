import FintoroWebhooks
import Foundation

/// What the system gives the program. Everything else receives it as an argument.
struct AppEnvironment: Sendable {
  var variables: [String: String]
  var paths: Paths
  var clock: LiveClock
  /// The folder that relative paths on the command line start from.
  var folder: String

  static var system: AppEnvironment {
    let environment = ProcessInfo.processInfo.environment
    return AppEnvironment(
      variables: environment, paths: Paths(environment: environment), clock: .system, folder: Paths.currentFolder())
  }
}

/// Time, zone and randomness. Nothing else asks the system for them.
struct LiveClock: Sendable {
  var now: @Sendable () -> Date
  var zone: TimeZone
  /// 0..<1, for jitter.
  var random: @Sendable () -> Double
  /// A new key.
  var newKey: @Sendable () -> IdempotencyKey

  static let system = LiveClock(
    now: { Date() }, zone: .current, random: { Double.random(in: 0..<1) },
    newKey: { IdempotencyKey(rawValue: UUID().uuidString.lowercased()) })
}
