public import FintoroWebhooks

/// Carries bytes to the API and back; it knows nothing of subscriptions.
///
/// A transport never follows a redirect, never sends a request twice, and ends by the request's time-out.
public protocol Transport: Sendable {
  /// - Returns: the response, whatever its status.
  /// - Throws: `unreachable` only if surely no byte of the request was sent; otherwise `timedOut`, `connectionLost`,
  ///   `cancelled`, `unreadable` (longer than allowed, or not HTTP) or `notSent`.
  func send(_ request: RawRequest) async throws(Failure) -> RawResponse

  /// Closes the connections. Later requests fail.
  func shutDown() async
}

/// One request as it is sent.
public struct RawRequest: Sendable {
  public var method: String
  /// The whole address.
  public var url: String
  /// Sent as `Authorization: Bearer …`; apart from the other headers, so that printing a request shows dots.
  public var token: AccessToken
  /// Names and values of the other headers, in order.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]?
  /// Time limit from the start of the request to the end of the response.
  public var timeout: Duration
  /// Bytes of the body; a longer response is a failure.
  public var maxResponseBytes: Int

  public init(
    method: String, url: String, token: AccessToken, headers: [(name: String, value: String)], body: [UInt8]?,
    timeout: Duration, maxResponseBytes: Int
  ) {
    self.method = method
    self.url = url
    self.token = token
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.maxResponseBytes = maxResponseBytes
  }
}

/// One response as it was received. Its body may hold a signing secret, so printing shows only its length.
public struct RawResponse: Sendable, CustomStringConvertible, CustomReflectable {
  public var status: Int
  /// By lower-case name; of a header that came more than once, the first.
  public var headers: [String: String]
  public var body: [UInt8]

  public init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public var description: String { "\(status), \(body.count) bytes" }
  public var customMirror: Mirror { Mirror(self, children: ["status": status, "bytes": body.count]) }
}
