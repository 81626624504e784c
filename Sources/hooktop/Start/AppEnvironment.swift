import FintoroWebhooks
import Foundation
import Glibc

/// What the system gives the program. Everything else receives it as an argument.
struct AppEnvironment: Sendable {
  var variables: [String: String]
  var paths: Paths
  var clock: LiveClock
  /// The user's name, for what a person decides.
  var person = "somebody"
  /// The folder that relative paths on the command line start from. Nil if it was removed.
  var folder: String?

  static var system: AppEnvironment {
    get throws(ConfigurationProblem) {
      let environment = ProcessInfo.processInfo.environment
      return AppEnvironment(
        variables: environment, paths: try Paths(environment: environment), clock: .system,
        person: accountName, folder: Paths.currentFolder())
    }
  }

  /// In a container a user may have no name.
  static var accountName: String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid \(geteuid())"
  }

  /// A path typed on the command line as an absolute one.
  func absolute(_ typed: String) throws(PathProblem) -> String { try paths.absolute(typed, from: folder) }
}

/// Time, zone and randomness. Nothing else asks the system for them.
struct LiveClock: Sendable {
  var now: @Sendable () -> Date
  var zone: LocalZone
  /// 0..<1, for jitter.
  var random: @Sendable () -> Double
  /// A new key.
  var newKey: @Sendable () -> IdempotencyKey

  static let system = LiveClock(
    now: { Date() }, zone: .system, random: { Double.random(in: 0..<1) },
    newKey: { IdempotencyKey(rawValue: UUID().uuidString.lowercased()) })
}

extension LocalZone {
  /// The C library's, which reads all forms of `TZ` and is what `date` and every other program goes by.
  fileprivate static let system: LocalZone = {
    tzset()
    return LocalZone(name: "the C library's") { date in
      var time = time_t(date.timeIntervalSince1970.rounded(.down))
      var local = tm()
      return localtime_r(&time, &local) == nil ? 0 : local.tm_gmtoff
    }
  }()
}
