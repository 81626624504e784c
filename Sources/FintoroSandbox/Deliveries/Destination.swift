import AsyncHTTPClient
import FintoroWebhooks
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Where an attempt connects to. Only receivers on this machine have one: a sandbox is offline.
struct Destination: Hashable, Sendable {
  /// The endpoint URL with the address in place of the name, so that DNS is never asked.
  let url: String
  /// The `Host` header: the URL's own host and port.
  let host: String

  /// Why there is none, as a clause for the log.
  struct Refusal: Error, Hashable {
    let problem: String
  }

  /// Contract: the URL is checked again before each delivery.
  init(_ url: String, _ policy: EndpointPolicy) throws(Refusal) {
    let broken = policy.violations(of: url)
    guard broken.isEmpty else {
      let rules = broken.map(\.sentence).joined(separator: "; ")
      throw Refusal(problem: "not sent: the URL does not pass the rules (\(rules))")
    }
    guard let address = policy.address(ofURL: url), InternetAddress(literal: address)?.isLoopback == true,
      var parts = URLComponents(string: url), let name = parts.encodedHost
    else {
      throw Refusal(problem: "not sent: the sandbox is offline and reaches receivers on this machine only")
    }
    host = name + (parts.port.map { ":\($0)" } ?? "")
    parts.encodedHost = address.contains(":") ? "[\(address)]" : address
    parts.fragment = nil
    guard let connecting = parts.string else { throw Refusal(problem: "not sent: the URL cannot be read") }
    self.url = connecting
  }
}

/// Why an attempt got no status, in words for the log.
enum DeliveryProblem {
  static func clause(_ error: any Error, at destination: Destination, timeout: Duration) -> String {
    switch error {
    case let error as HTTPClientError where timeOuts.contains(error):
      "no answer within \(timeout.formatted(.units(allowed: [.seconds, .milliseconds], width: .narrow)))"
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      "the receiver closed the connection without an answer"
    case is NIOConnectionError: "nothing accepts connections at \(destination.host)"
    case let error as IOError: connection(error.errnoCode, destination)
    case is HTTPParserError: "the answer is not HTTP"
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: "TLS failed: \(error)"
    default: "\(error)"
    }
  }

  private static let timeOuts: [HTTPClientError] = [.deadlineExceeded, .connectTimeout, .readTimeout]

  private static func connection(_ code: CInt, _ destination: Destination) -> String {
    switch code {
    case ECONNREFUSED: "nothing accepts connections at \(destination.host)"
    case ECONNRESET, EPIPE: "the receiver closed the connection without an answer"
    default: String(cString: strerror(code))
    }
  }
}
