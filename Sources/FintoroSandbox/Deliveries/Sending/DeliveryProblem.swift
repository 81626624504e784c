import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Why an attempt brought no status, in words for the log.
enum DeliveryProblem {
  static func clause(_ error: any Error, at destination: Destination, patience: Duration) -> String {
    switch error {
    case let error as HTTPClientError where timeOuts.contains(error):
      "no answer within \(patience.formatted(.units(allowed: [.seconds, .milliseconds], width: .narrow)))"
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
