import AsyncHTTPClient
import FintoroWebhooks
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Translates errors of the network library. `unreachable` is used only if surely no byte of the request was sent.
enum TransportFailure {
  /// - Parameters:
  ///   - response: status and headers, if they came before the error.
  ///   - idleTimeout: how long a connection may be silent.
  static func failure(_ error: any Error, response: RawResponse?, idleTimeout: Duration) -> Failure {
    var failure = failure(error, idleTimeout)
    failure.status = response?.status
    failure.requestID = response?.headers["x-request-id"]
    return failure
  }

  private static func failure(_ error: any Error, _ idleTimeout: Duration) -> Failure {
    switch error {
    case is CancellationError: Failure(.cancelled)
    case let error as HTTPClientError: failure(error, idleTimeout)
    case let error as NIOConnectionError: unreachable(error)
    case let error as NIOSSLError: failure(error)
    case is NIOSSLExtraError: Failure(.unreachable(.tls), detail: "its certificate is for another name")
    // After a connection stands the system reports a reset, never a refusal.
    case let error as IOError where error.errnoCode == ECONNREFUSED:
      Failure(.unreachable(.refused), detail: "connection refused")
    case let error as HTTPParserError where [.invalidEOFState, .closedConnection].contains(error):
      Failure(.connectionLost, detail: "the answer was cut")
    case let error as HTTPParserError:
      Failure(.unreadable(problem: "the answer is not HTTP"), detail: "\(error)")
    default: Failure(.connectionLost, detail: "\(error)")
    }
  }

  private static func failure(_ error: HTTPClientError, _ idleTimeout: Duration) -> Failure {
    switch error {
    case .cancelled, .requestStreamCancelled: Failure(.cancelled)
    case .readTimeout, .writeTimeout, .deadlineExceeded:
      Failure(.timedOut(seconds: idleTimeout.wholeSeconds), detail: "the other side was silent")
    case .connectTimeout, .getConnectionFromPoolTimeout:
      Failure(.unreachable(.other), detail: "no connection in time")
    case .tlsHandshakeTimeout: Failure(.unreachable(.tls), detail: "the TLS handshake did not end in time")
    case .proxyAuthenticationRequired:
      Failure(.unreachable(.other), detail: "the proxy asks for a user name and password (407)")
    case .invalidProxyResponse: Failure(.unreachable(.other), detail: "the proxy refused the connection")
    case .httpProxyHandshakeTimeout: Failure(.unreachable(.other), detail: "the proxy did not answer in time")
    case .alreadyShutdown: Failure(.notSent(problem: "the connection was shut down"))
    case .remoteConnectionClosed: Failure(.connectionLost, detail: "the other side closed the connection")
    default: Failure(.connectionLost, detail: error.shortDescription)
    }
  }

  private static func unreachable(_ error: NIOConnectionError) -> Failure {
    guard let first = error.connectionErrors.first else {
      return Failure(.unreachable(.nameNotFound), detail: "\(error.host) was not found")
    }
    let isRefused = error.connectionErrors.allSatisfy { ($0.error as? IOError)?.errnoCode == ECONNREFUSED }
    return isRefused
      ? Failure(.unreachable(.refused), detail: "connection refused")
      : Failure(.unreachable(.other), detail: "\(first.error)")
  }

  private static func failure(_ error: NIOSSLError) -> Failure {
    switch error {
    case .handshakeFailed, .cannotMatchULabel, .noCertificateToValidate, .unableToValidateCertificate,
      .cannotFindPeerIP, .failedToLoadCertificate, .noSuchFilesystemObject:
      Failure(.unreachable(.tls), detail: handshakeDetail("\(error)"))
    default: Failure(.connectionLost, detail: "\(error)")
    }
  }

  /// Plain English for the common errors of BoringSSL, whose own texts are stacks of file names and numbers.
  private static func handshakeDetail(_ text: String) -> String {
    let meanings = [
      ("CERTIFICATE_VERIFY_FAILED", "its certificate is not trusted"),
      ("WRONG_VERSION_NUMBER", "the other side does not speak TLS there"),
      ("EOF during handshake", "the other side ended the handshake"),
      ("UNSUPPORTED_PROTOCOL", "no TLS version in common"),
    ]
    return meanings.first { text.contains($0.0) }?.1 ?? text
  }
}
