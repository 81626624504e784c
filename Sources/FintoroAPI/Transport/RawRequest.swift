/// One request as it goes out.
public struct RawRequest: Sendable {
  public var method: String
  /// The whole address.
  public var url: String
  /// Sent as `Authorization: Bearer …`; apart from the other headers, so that printing a request shows dots.
  public var token: AccessToken
  /// Names and values of the other headers, in order.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]?
  /// For the whole exchange.
  public var timeout: Duration
  /// The most bytes of body that are taken; a longer answer is a failure.
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
