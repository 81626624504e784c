import AsyncHTTPClient
import Files
import FintoroWebhooks
import NIOCore
import NIOSSL
import Synchronization

/// The library's client: opened by the first request, and anew after certificates were not accepted, so that a renewed
/// CA file or an installed package needs no restart.
final class ConnectionPool: Sendable {
  private enum State {
    case closed
    case open(OpenPool)
    case shutDown
  }

  private let connection: APIConnection
  private let idleTimeout: Duration
  private let state = Mutex(State.closed)

  init(_ connection: APIConnection, idleTimeout: Duration) {
    self.connection = connection
    self.idleTimeout = idleTimeout
  }

  /// - Throws: `notSent` where certificates cannot be read, or after `shutDown()`.
  func opened() async throws(Failure) -> OpenPool {
    if let pool = try current() { return pool }
    let (connection, idleTimeout) = (connection, idleTimeout)
    let tls = try await BlockingWork.run { () throws(Failure) in try Self.tls(connection) }
    return try state.withLock { state throws(Failure) in
      switch state {
      case .closed:
        let pool = OpenPool(Self.configuration(connection, tls, idleTimeout), tls: tls)
        state = .open(pool)
        return pool
      // Another request was faster.
      case .open(let pool): return pool
      case .shutDown: throw Self.isShutDown
      }
    }
  }

  private func current() throws(Failure) -> OpenPool? {
    try state.withLock { state throws(Failure) in
      switch state {
      case .closed: return nil
      case .open(let pool): return pool
      case .shutDown: throw Self.isShutDown
      }
    }
  }

  /// The next request reads the certificates again. Requests under way go on with what they have.
  func renew(_ used: OpenPool) {
    state.withLock { state in
      if case .open(let pool) = state, pool === used { state = .closed }
    }
  }

  func shutDown() async {
    let pool = state.withLock { state -> OpenPool? in
      defer { state = .shutDown }
      if case .open(let pool) = state { return pool }
      return nil
    }
    try? await pool?.client.shutdown()
  }

  private static let isShutDown = Failure(.notSent(problem: "the connection was shut down"))

  private static func tls(_ connection: APIConnection) throws(Failure) -> TLSConfiguration {
    var tls = TLSConfiguration.makeClientConfiguration()
    do throws(AuthorityProblem) {
      tls.trustRoots = .certificates(
        try AuthorityStore.system.certificates(connection.authorities, needsSystem: connection.baseURL.isHTTPS))
    } catch {
      throw Failure(.notSent(problem: error.sentence))
    }
    return tls
  }

  private static func configuration(
    _ connection: APIConnection, _ tls: TLSConfiguration, _ idleTimeout: Duration
  ) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: connectDeadline(connection.timeout), read: .init(idleTimeout)),
      decompression: .disabled)
    configuration.httpVersion = .http1Only
    // Shorter than servers commonly keep an idle connection, so that a request seldom meets a closing one.
    configuration.connectionPool.idleTimeout = .seconds(20)
    // Otherwise the library silently repeats a refused connection until the connect deadline.
    configuration.connectionPool.retryConnectionEstablishment = false
    if let proxy = connection.usedProxy {
      configuration.proxy = .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.credentials.map { .basic(username: $0.user, password: $0.revealPassword()) })
    }
    return configuration
  }

  /// A little before the whole deadline, so that a failed connection is reported as such.
  private static func connectDeadline(_ timeout: Duration) -> TimeAmount {
    .init(min(AsyncHTTPTransport.connectDeadline, timeout * 0.9))
  }
}

/// One opened client and the connections that it has made. It closes them when nobody holds it any more.
final class OpenPool: Sendable {
  let client: HTTPClient
  let tls: TLSConfiguration
  private let connections: ConnectionCount

  fileprivate init(_ configuration: HTTPClient.Configuration, tls: TLSConfiguration) {
    let connections = ConnectionCount()
    var configuration = configuration
    configuration.http1_1ConnectionDebugInitializer = { channel in
      connections.opened()
      channel.closeFuture.whenComplete { _ in connections.closed() }
      return channel.eventLoop.makeSucceededVoidFuture()
    }
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.tls = tls
    self.connections = connections
  }

  deinit {
    // Fails where it was shut down before, which is what is wanted.
    client.shutdown { _ in }
  }

  /// What is there now; ask it later whether there was any connection since.
  func mark() -> ConnectionCount.Mark { connections.mark() }

  /// Whether surely no connection has stood since the mark, so that no request can have used one.
  func neverConnected(since mark: ConnectionCount.Mark) -> Bool {
    mark.open == 0 && connections.mark().total == mark.total
  }
}

/// How many connections stand, with all handshakes done, and how many have stood.
final class ConnectionCount: Sendable {
  struct Mark: Sendable {
    var open = 0
    var total = 0
  }

  private let count = Mutex(Mark())

  func opened() {
    count.withLock { count in
      count.open += 1
      count.total += 1
    }
  }

  func closed() { count.withLock { $0.open -= 1 } }

  func mark() -> Mark { count.withLock { $0 } }
}
