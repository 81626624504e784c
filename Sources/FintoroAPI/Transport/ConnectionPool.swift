import AsyncHTTPClient
import FintoroWebhooks
import NIOCore
import NIOSSL

/// The library's client. It must be shut down before it is released: by `shutDown()`, else in `deinit`.
final class ConnectionPool: Sendable {
  /// A failure if the extra certificates cannot be read; nothing is sent then.
  let client: Result<HTTPClient, Failure>

  init(_ connection: APIConnection, idleTimeout: Duration) {
    client = Result { () throws(Failure) in
      HTTPClient(eventLoopGroupProvider: .singleton, configuration: try Self.configuration(connection, idleTimeout))
    }
  }

  deinit {
    // Fails where `shutDown()` was called before, which is what is wanted.
    if case .success(let client) = client { client.shutdown { _ in } }
  }

  func shutDown() async {
    if case .success(let client) = client { try? await client.shutdown() }
  }

  private static func configuration(
    _ connection: APIConnection, _ idleTimeout: Duration
  ) throws(Failure) -> HTTPClient.Configuration {
    var tls = TLSConfiguration.makeClientConfiguration()
    if let path = connection.extraCACertificatePath {
      tls.additionalTrustRoots = [.certificates(try certificates(path))]
    }
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: connectDeadline(connection.timeout), read: .init(idleTimeout)),
      decompression: .disabled)
    configuration.httpVersion = .http1Only
    // Shorter than servers commonly keep an idle connection, so that a request seldom meets a closing one.
    configuration.connectionPool.idleTimeout = .seconds(20)
    // Otherwise the library silently repeats a refused connection until the connect deadline.
    configuration.connectionPool.retryConnectionEstablishment = false
    if let proxy = connection.proxy, !connection.baseURL.isLoopback {
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

  private static func certificates(_ path: String) throws(Failure) -> [NIOSSLCertificate] {
    do {
      let certificates = try NIOSSLCertificate.fromPEMFile(path)
      if !certificates.isEmpty { return certificates }
    } catch {
      throw Failure(.notSent(problem: "the extra CA file \(path) cannot be read as PEM certificates"))
    }
    throw Failure(.notSent(problem: "the extra CA file \(path) holds no certificate"))
  }
}
