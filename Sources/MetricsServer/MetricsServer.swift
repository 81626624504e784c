public import FintoroWebhooks
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

// Figures over HTTP, for Prometheus.
//
// Invariant: answers GET alone, reads no file and asks nobody: what it serves is handed to it.

/// Serves `/metrics` and `/healthz`.
public struct MetricsServer: Sendable {
  /// Where it listens.
  public struct Address: Hashable, Sendable {
    public var host: String
    public var port: Int

    /// `127.0.0.1:9464`, `[::1]:9464`, `:9464` for every address; nil for anything else.
    public init?(_ text: String) {
      guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
        (0...65_535).contains(port), text[text.index(after: colon)...].allSatisfy(\.isNumber)
      else { return nil }
      let host = String(text[..<colon])
      let isSixParts = host.hasPrefix("[") && host.hasSuffix("]")
      guard isSixParts || !host.contains(":") else { return nil }
      self.host = host.isEmpty ? "0.0.0.0" : isSixParts ? String(host.dropFirst().dropLast()) : host
      self.port = port
    }

    /// Whether only this machine can reach it.
    public var isLoopback: Bool {
      host == "localhost" || host == "::1"
        || host.hasPrefix("127.") && (try? SocketAddress(ipAddress: host, port: 0)) != nil
    }

    public var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
  }

  /// Whether all is as it should be, and the sentence to say.
  public struct Health: Hashable, Sendable {
    public var isGood: Bool
    public var text: String

    public init(isGood: Bool, text: String) {
      self.isGood = isGood
      self.text = text
    }
  }

  let address: Address
  let limits: Limits
  let metrics: @Sendable (MetricsText.Format) -> String
  let health: @Sendable () -> Health

  public init(
    _ address: Address, metrics: @escaping @Sendable (MetricsText.Format) -> String,
    health: @escaping @Sendable () -> Health
  ) {
    self.init(address, limits: Limits(), metrics: metrics, health: health)
  }

  init(
    _ address: Address, limits: Limits, metrics: @escaping @Sendable (MetricsText.Format) -> String,
    health: @escaping @Sendable () -> Health
  ) {
    (self.address, self.limits, self.metrics, self.health) = (address, limits, metrics, health)
  }

  /// Serves until its task is cancelled.
  /// - Parameter onPort: called when it listens, with the real port.
  /// - Throws: `MetricsServerFailure`.
  public func run(onPort: @escaping @Sendable (Int) -> Void) async throws {
    let logger = Logger(label: "metrics", factory: { _ in SwiftLogNoOpLogHandler() })
    do {
      let server = try HTTPServerBuilder.http1(configuration: limits.channel).buildServer(
        configuration: ServerConfiguration(
          address: .hostname(address.host, port: address.port),
          availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
        eventLoopGroup: EventLoopGroupProvider.singleton.eventLoopGroup,
        logger: logger,
        responder: { request, writer, _ in
          let response = answer(request)
          try await writer.write(response: response.head, body: response.body)
          // Nobody waits for a body that is not wanted.
          if request.hasBody { throw UnwantedBody() }
        },
        onServerRunning: { channel in onPort(channel.localAddress?.port ?? 0) })
      try await server.run()
    } catch let error as IOError {
      throw MetricsServerFailure(address: address, code: error.errnoCode)
    } catch is SocketAddressError.UnknownHost {
      throw MetricsServerFailure(address: address, code: nil)
    }
  }
}

/// Why it cannot serve.
public struct MetricsServerFailure: Error, Hashable, Sendable {
  public var address: MetricsServer.Address
  /// The system's error number; nil where its host has no address.
  public var code: Int32?
}

/// Thrown after the answer to a request with a body: the server closes the connection.
private struct UnwantedBody: Error {}

extension Request {
  fileprivate var hasBody: Bool {
    headers[.transferEncoding] != nil || headers[.contentLength].map { $0 != "0" } ?? false
  }
}
