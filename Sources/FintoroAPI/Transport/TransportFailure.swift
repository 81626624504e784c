import AsyncHTTPClient
import Files
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

/// Translates errors of the network library into failures, and none of its words.
///
/// `unreachable` is used only if surely no byte of the request was sent.
struct TransportFailure {
  /// How long a connection may be silent.
  let idleTimeout: Duration
  let proxy: Proxy?
  let isTLS: Bool
  /// Whether surely no connection stood for this request: what went wrong went wrong before.
  let neverConnected: Bool

  /// Whether the certificates of the server were not accepted. Why is not told by the library.
  static func isCertificateRefusal(_ error: any Error) -> Bool {
    error is NIOSSLError && "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
  }

  /// - Parameter response: status and headers, if they came before the error.
  func failure(_ error: any Error, response: RawResponse?) -> Failure {
    var failure = failure(error)
    failure.status = response?.status
    failure.requestID = response?.headers["x-request-id"]
    return failure
  }

  private func failure(_ error: any Error) -> Failure {
    switch error {
    case is CancellationError: Failure(.cancelled)
    case let error as HTTPClientError: failure(error)
    case let error as NIOConnectionError: unreachable(error)
    case let error as NIOSSLExtraError: failure(error)
    case let error as NIOSSLError: failure(error)
    case let error as BoringSSLError: tlsFailure("\(error)")
    // After a connection stands the system reports a reset, never a refusal.
    case let error as IOError where error.errnoCode == ECONNREFUSED: refused
    case let error as IOError: cut(Self.words(error.errnoCode))
    case let error as HTTPParserError where [.invalidEOFState, .closedConnection].contains(error):
      cut("the answer was cut")
    case is HTTPParserError: Failure(.unreadable(problem: "the answer is not HTTP"))
    default: cut(nil)
    }
  }

  private func failure(_ error: HTTPClientError) -> Failure {
    switch error {
    case .cancelled, .requestStreamCancelled: Failure(.cancelled)
    case .readTimeout, .writeTimeout, .deadlineExceeded:
      Failure(.timedOut(seconds: idleTimeout.wholeSeconds), detail: "the other side was silent")
    case .connectTimeout, .getConnectionFromPoolTimeout:
      proxyFailure(.silent) ?? Failure(.unreachable(.other), detail: "no connection in time")
    case .tlsHandshakeTimeout: Failure(.unreachable(.tls), detail: "the TLS handshake did not end in time")
    case .proxyAuthenticationRequired: proxyFailure(.wantsLogIn) ?? cut(nil)
    case .invalidProxyResponse: proxyFailure(.refusesToConnect) ?? cut(nil)
    case .httpProxyHandshakeTimeout: proxyFailure(.silent) ?? cut(nil)
    case .alreadyShutdown: Failure(.notSent(problem: "the connection was shut down"))
    case .remoteConnectionClosed: cut("the other side closed the connection")
    default: cut(nil)
    }
  }

  /// The proxy is to blame for all that goes wrong before a tunnel stands.
  private func proxyFailure(_ fault: Failure.ProxyFault, detail: String? = nil) -> Failure? {
    proxy.map { Failure(.unreachable(.proxy(name: $0.name, fault)), detail: detail) }
  }

  private var refused: Failure {
    proxyFailure(.refused) ?? Failure(.unreachable(.refused), detail: "connection refused")
  }

  /// The connection ended.
  private func cut(_ detail: String?) -> Failure {
    guard neverConnected else { return Failure(.connectionLost, detail: detail) }
    return proxyFailure(.closed) ?? Failure(.unreachable(isTLS ? .tls : .other), detail: detail)
  }

  private func unreachable(_ error: NIOConnectionError) -> Failure {
    let codes = error.connectionErrors.map { ($0.error as? IOError)?.errnoCode }
    guard let first = error.connectionErrors.first else {
      return proxyFailure(.nameNotFound) ?? Failure(.unreachable(.nameNotFound), detail: "\(error.host) was not found")
    }
    if codes.allSatisfy({ $0 == ECONNREFUSED }) { return refused }
    if case ChannelError.connectTimeout = first.error {
      return proxyFailure(.silent) ?? Failure(.unreachable(.other), detail: "no connection in time")
    }
    let detail = codes.compactMap(\.self).first { $0 != ECONNREFUSED }.flatMap(Self.words)
    return proxyFailure(.unreachable, detail: detail) ?? Failure(.unreachable(.other), detail: detail)
  }

  /// What an error number of the system means for a connection.
  private static func words(_ code: CInt) -> String? {
    switch code {
    case EHOSTUNREACH, EHOSTDOWN: "no way leads there"
    case ENETUNREACH, ENETDOWN, EADDRNOTAVAIL: "this machine has no network that leads there"
    case ETIMEDOUT: "no answer"
    case EACCES, EPERM: "this machine does not allow the connection; a firewall may forbid it"
    case EMFILE, ENFILE: "too many files are open; raise the limit, as by ulimit -n"
    case ENOBUFS, ENOMEM: "this machine is out of memory"
    case ECONNRESET, ECONNABORTED, EPIPE, ENOTCONN: "the other side closed the connection"
    default: SystemError(code: code).text
    }
  }
}

// TLS, whose library tells errors as stacks of source files and numbers.
extension TransportFailure {
  private func failure(_ error: NIOSSLError) -> Failure {
    switch error {
    case .handshakeFailed, .cannotMatchULabel, .noCertificateToValidate, .unableToValidateCertificate,
      .cannotFindPeerIP, .failedToLoadCertificate, .noSuchFilesystemObject:
      Failure(.unreachable(.tls), detail: Self.tlsWords("\(error)"))
    case .uncleanShutdown: cut("the other side closed the connection")
    default: tlsFailure("\(error)")
    }
  }

  private func failure(_ error: NIOSSLExtraError) -> Failure {
    switch error {
    case .failedToValidateHostname: Failure(.unreachable(.certificate(.otherName)))
    case .serverHostnameImpossibleToMatch, .cannotUseIPAddressInSNI, .invalidSNIHostname:
      Failure(.unreachable(.tls), detail: "no certificate can be for such a name")
    default: tlsFailure("")
    }
  }

  /// An error of TLS that may have come after the handshake.
  private func tlsFailure(_ text: String) -> Failure {
    neverConnected
      ? Failure(.unreachable(.tls), detail: Self.tlsWords(text))
      : Failure(.connectionLost, detail: Self.tlsWords(text) ?? "its TLS ended with an error")
  }

  /// Plain English for the errors that the library's stacks name; nil for others.
  static func tlsWords(_ text: String) -> String? {
    let meanings = [
      ("CERTIFICATE_VERIFY_FAILED", "its certificate was not accepted"),
      ("WRONG_VERSION_NUMBER", "the other side does not speak TLS there"),
      ("HTTP_REQUEST", "the other side does not speak TLS there"),
      ("EOF during handshake", "the other side ended the handshake"),
      ("UNSUPPORTED_PROTOCOL", "no TLS version in common"),
      ("PROTOCOL_VERSION", "no TLS version in common"),
      ("CERTIFICATE_REQUIRED", "the other side asks for a certificate of its clients"),
      ("BAD_CERTIFICATE", "the other side asks for a certificate of its clients"),
      ("HANDSHAKE_FAILURE", "the two sides have no TLS in common"),
      ("UNRECOGNIZED_NAME", "the other side does not know that name"),
      ("ACCESS_DENIED", "the other side allows no access"),
      ("_ALERT_", "the other side ended the handshake"),
    ]
    return meanings.first { text.contains($0.0) }?.1
  }
}
