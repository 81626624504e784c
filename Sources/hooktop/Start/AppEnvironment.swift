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
