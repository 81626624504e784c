import Logging
import ServiceLifecycle

/// A service that runs from `init` until `stop`.
struct RunningService: Sendable {
  private let group: ServiceGroup
  private let task: Task<Void, Never>

  /// - Parameter ended: called once, with the error that ended it, if one did.
  init(_ service: any Service, ended: @escaping @Sendable ((any Error)?) -> Void = { _ in }) {
    var configuration = ServiceGroupConfiguration(services: [service], logger: Self.silent)
    configuration.maximumGracefulShutdownDuration = .milliseconds(500)
    let group = ServiceGroup(configuration: configuration)
    self.group = group
    // Detached, because a service outlives the task that started it and must not inherit that task's actor.
    task = Task.detached {
      do {
        try await group.run()
        ended(nil)
      } catch {
        ended(error)
      }
    }
  }

  static let silent = Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() })

  /// Returns when it has ended. Work under way gets half a second.
  func stop() async {
    await group.triggerGracefulShutdown()
    await task.value
  }

  /// Ends it without that half second.
  func cancel() async {
    task.cancel()
    await task.value
  }
}
