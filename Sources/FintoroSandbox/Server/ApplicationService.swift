import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP server as a service: from a request of the socket to an answer on it.
///
/// Hummingbird's own `Application` is not used because it writes this machine's time into `Date` and answers 500 where
/// a connection is meant to be dropped.
struct ApplicationService: Service {
  let application: SandboxApplication
  let logger: Logger
  let onPort: @Sendable (Int?) -> Void

  func run() async throws {
    let server = try HTTPServerBuilder.http1().buildServer(
      configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: application.configuration.port)),
      eventLoopGroup: EventLoopGroupProvider.singleton.eventLoopGroup,
      logger: logger,
      responder: { [application, logger, responder = application.router().buildResponder()] request, writer, channel in
        let context = SandboxContext(source: .init(channel: channel, logger: logger))
        var response = try await responder.respond(to: request, context: context)
        response.headers[.date] = CivilTime(application.configuration.clock()).http
        let body = request.method == .head ? ResponseBody() : response.body
        try await writer.write(response: response.head, body: body)
      },
      onServerRunning: { [onPort] channel in onPort(channel.localAddress?.port) })
    try await server.run()
  }
}
