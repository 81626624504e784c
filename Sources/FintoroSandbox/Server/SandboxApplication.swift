import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The parts of one sandbox, and how a request goes through them.
struct SandboxApplication: Sendable {
  let configuration: SandboxConfiguration
  let store: SandboxStore
  let faults: FaultRegistry
  let journal = RequestJournal()
  let random: SandboxRandom
  /// Nil where state is kept in memory alone.
  let stateWriter: StateWriter?

  init(_ configuration: SandboxConfiguration) {
    self.configuration = configuration
    random = SandboxRandom(seed: configuration.seed)
    store = SandboxStore(configuration, random: random)
    stateWriter = configuration.state.map { [store] in StateWriter(store: store, storage: $0) }
    faults = FaultRegistry(
      configuration.scenario.faults + configuration.faults, seed: configuration.seed ?? .random(in: .min ... .max))
  }

  /// Outermost first. Faults lie outside what the API decides, so no route knows of them;
  /// the sandbox's own operations lie outside them all.
  func router() -> Router<SandboxContext> {
    let router = Router(context: SandboxContext.self)
    router.add(middleware: HostMiddleware())
    router.add(middleware: ControlMiddleware(responder: ControlRouting.router(self).buildResponder()))
    router.add(middleware: ExchangeMiddleware(journal: journal, random: random, bodyLimit: configuration.limits.body))
    router.add(middleware: FaultMiddleware(faults: faults, configuration: configuration))
    router.add(middleware: AuthenticationMiddleware(answer: configuration.scenario.assumptions.unauthenticated))
    router.add(middleware: RateLimitMiddleware(store: store))
    router.add(middleware: ErrorMiddleware())
    if let stateWriter { router.add(middleware: PersistenceMiddleware(writer: stateWriter)) }
    Routing.add(to: router, store: store, faults: faults, scenario: configuration.scenario)
    return router
  }
}

/// The HTTP server as a service.
///
/// Hummingbird's own `Application` would write this machine's time into `Date`, and answer 500 where a connection is to
/// be dropped.
struct ApplicationService: Service {
  let application: SandboxApplication
  let logger: Logger
  let onPort: @Sendable (Int?) -> Void

  func run() async throws {
    let limits = application.configuration.limits
    let server = try HTTPServerBuilder.http1(configuration: limits.channel).buildServer(
      configuration: ServerConfiguration(
        address: .hostname("127.0.0.1", port: application.configuration.port),
        availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
      eventLoopGroup: EventLoopGroupProvider.singleton.eventLoopGroup,
      logger: logger,
      responder: { [application, logger, responder = application.router().buildResponder()] request, writer, channel in
        let context = SandboxContext(source: .init(channel: channel, logger: logger))
        var response = try await responder.respond(to: request, context: context)
        response.headers[.date] = CivilTime(application.configuration.clock()).http
        let body = request.method == .head ? ResponseBody() : response.body
        try await writer.write(response: response.head, body: body)
      },
      onServerRunning: { [onPort] channel in
        try? await channel.eventLoop.submit {
          try channel.pipeline.syncOperations.addHandler(AcceptPause(), position: .first)
        }.get()
        onPort(channel.localAddress?.port)
      })
    try await server.run()
  }
}

/// Thrown where no answer is to be sent: the server closes the connection.
struct ConnectionDropped: Error {}
