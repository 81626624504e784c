public import FintoroWebhooks

/// One request and what came of it, for a log: neither token nor secret nor a body.
public struct RequestLogEntry: Hashable, Sendable {
  public var method: String
  /// The path below the base URL, such as `/webhook-subscriptions/801`.
  public var path: String
  /// Nil where no answer came.
  public var status: Int?
  /// By the client's clock, from before the request to the end of the answer.
  public var duration: Duration
  public var requestID: String?
  /// Nil where the answer was good.
  public var failure: Failure?

  public init(
    method: String, path: String, status: Int?, duration: Duration, requestID: String?, failure: Failure?
  ) {
    self.method = method
    self.path = path
    self.status = status
    self.duration = duration
    self.requestID = requestID
    self.failure = failure
  }
}
