/// A running sandbox. Made by `start`, ended by `stop`; it does not end by itself.
public final class SandboxServer: Sendable {
  /// The port it listens on, the real one where 0 was asked for.
  public let port: Int

  /// The base URL for a client.
  public var baseURL: String { "http://127.0.0.1:\(port)\(APIPath.base)" }

  let store: SandboxStore
  let faults: FaultRegistry
  let journal: RequestJournal
  private let stateWriter: StateWriter?
  private let services: [RunningService]

  private init(port: Int, application: SandboxApplication, services: [RunningService]) {
    self.port = port
    store = application.store
    faults = application.faults
    journal = application.journal
    stateWriter = application.stateWriter
    self.services = services
  }

  /// Starts a sandbox and returns when it accepts connections.
  public static func start(
    _ configuration: SandboxConfiguration = SandboxConfiguration()
  ) async throws(SandboxStartFailure) -> SandboxServer {
    guard (0...65_535).contains(configuration.port) else { throw .portOutOfRange(configuration.port) }
    let application = SandboxApplication(configuration)
    if let saved = configuration.state?.saved { await application.store.restore(saved) }
    let (openings, opening) = AsyncStream<Result<Int, SandboxStartFailure>>.makeStream()
    let service = ApplicationService(
      application: application, logger: RunningService.silent,
      onPort: { opening.yield($0.map(Result.success) ?? .failure(.noPort)) })
    let server = RunningService(service) { error in
      if let error { opening.yield(.failure(SandboxStartFailure(error, port: configuration.port))) }
      opening.finish()
    }
    for await opened in openings {
      let port = try opened.get()
      var services = [server, RunningService(DeliveryService(application))]
      if let stateWriter = application.stateWriter {
        services.append(RunningService(PersistenceService(writer: stateWriter)))
      }
      return SandboxServer(port: port, application: application, services: services)
    }
    // The stream ends without a word only when the caller's task was cancelled meanwhile.
    await server.cancel()
    throw .system(port: configuration.port, reason: "the start was cancelled")
  }

  /// Ends the sandbox: answers and attempts under way get half a second, then every connection is closed and
  /// the state is saved.
  public func stop() async {
    async let cleared: Void = faults.clear()
    await withDiscardingTaskGroup { group in
      for service in services { group.addTask { await service.stop() } }
    }
    await cleared
    await stateWriter?.settle()
  }

  /// Saves the state now.
  /// - Returns: whether it is safe; true where none is saved.
  public func saveState() async -> Bool {
    await stateWriter?.settle() ?? true
  }
}

// What tests and demonstrations see and change without the API.
extension SandboxServer {
  /// The secret that was issued last for a subscription; nil when there is none with that id.
  public func secret(of id: Int) async -> String? {
    await store.secret(of: id)
  }

  /// Ids in the order of creation, of one company (15 or 16) or of all.
  public func subscriptionIDs(companyID: Int? = nil) async -> [Int] {
    await store.ids(companyID: companyID)
  }

  /// What arrived, oldest first: the last 10,000 requests, fewer where their bodies come to more than 64 MiB.
  public func recordedRequests() async -> [RecordedRequest] {
    await journal.requests
  }

  /// Adds a fault behind the others.
  public func inject(_ fault: Fault) async {
    await faults.inject(fault)
  }

  /// Removes every fault and ends the waits of requests that a fault delays.
  public func clearFaults() async {
    await faults.clear()
  }
}
