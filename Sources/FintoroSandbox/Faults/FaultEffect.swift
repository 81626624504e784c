/// What goes wrong. See `Fault` for each as text.
public enum FaultEffect: Hashable, Sendable {
  /// Another answer in place of the real one.
  case answer(SubstituteAnswer, FaultMoment)
  /// No answer: the connection is closed.
  case drop(FaultMoment)
  /// The real answer up to that many bytes, head included; then the connection is closed.
  case cut(bytes: Int)
  /// Seconds before the request is looked at.
  case delay(seconds: Double)
  /// Seconds that the request is in work, its idempotency key reserved.
  case hold(seconds: Double)
}

/// Whether what the request asked for is done.
public enum FaultMoment: Hashable, Sendable {
  /// The request never reaches its handler: nothing is done.
  case beforeHandler
  /// The handler ran and its change is kept: only the answer is spoilt.
  case afterCommit
}

/// An answer that is sent in place of the real one.
public enum SubstituteAnswer: Hashable, Sendable {
  /// 429 with the seconds of its `Retry-After`.
  case tooManyRequests(retryAfter: Int)
  /// 500 in the API's JSON.
  case serverError
  /// 503 in the API's JSON.
  case unavailable
  /// A proxy's HTML page, without a request id.
  case page(status: Int)
  /// 302 to another place.
  case redirect(to: String)
}
