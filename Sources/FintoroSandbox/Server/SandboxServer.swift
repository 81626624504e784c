import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// A running sandbox. Made by `start`, ended by `stop`; it does not end by itself.
public final class SandboxServer: Sendable {
  /// The port it listens on, the real one where 0 was asked for.
  public let port: Int

  /// What a client is given as its base URL.
  public var baseURL: String { "http://127.0.0.1:\(port)\(APIPath.base)" }

  let store: SandboxStore
  let faults: FaultBoard
  let journal: RequestJournal
  private let group: ServiceGroup
  private let running: Task<Void, Never>

  private init(port: Int, application: SandboxApplication, group: ServiceGroup, running: Task<Void, Never>) {
    self.port = port
    store = application.store
    faults = application.faults
    journal = application.journal
    self.group = group
    self.running = running
  }

  /// Starts a sandbox and returns when it accepts connections.
  public static func start(
    _ configuration: SandboxConfiguration = SandboxConfiguration()
  ) async throws(SandboxStartFailure) -> SandboxServer {
    guard (0...65_535).contains(configuration.port) else { throw .portOutOfRange(configuration.port) }
    let application = SandboxApplication(configuration)
    let (openings, opening) = AsyncStream<Result<Int, SandboxStartFailure>>.makeStream()
    let group = serviceGroup(
      application, onPort: { opening.yield($0.map(Result.success) ?? .failure(.noPort)) })
    // Detached, because a sandbox outlives the task that started it and must not inherit that task's actor.
    let running = Task.detached {
      do {
        try await group.run()
      } catch {
        opening.yield(.failure(SandboxStartFailure(error, port: configuration.port)))
      }
      opening.finish()
    }
    for await opened in openings {
      let port = try opened.get()
      return SandboxServer(port: port, application: application, group: group, running: running)
    }
    // The stream ends without a word only when the caller's task was cancelled meanwhile.
    running.cancel()
    await running.value
    throw .system(port: configuration.port, reason: "the start was cancelled")
  }

  /// Ends the sandbox: answers under way get half a second, then every connection is closed.
  public func stop() async {
    await group.triggerGracefulShutdown()
    await faults.clear()
    await running.value
  }

  private static func serviceGroup(
    _ application: SandboxApplication, onPort: @escaping @Sendable (Int?) -> Void
  ) -> ServiceGroup {
    let silent = Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() })
    let server = ApplicationService(application: application, logger: silent, onPort: onPort)
    var configuration = ServiceGroupConfiguration(services: [server], logger: silent)
    configuration.maximumGracefulShutdownDuration = .milliseconds(500)
    return ServiceGroup(configuration: configuration)
  }
}
