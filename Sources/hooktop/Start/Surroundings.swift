import Foundation

/// What the program finds around it, as everything else receives it.
struct Surroundings: Sendable {
  var environment: [String: String]
  var paths: Paths
  var clock: LiveClock
  /// What relative paths on the command line count from.
  var folder: String

  static var system: Surroundings {
    let environment = ProcessInfo.processInfo.environment
    return Surroundings(
      environment: environment, paths: Paths(environment: environment), clock: .system, folder: Paths.currentFolder())
  }
}
