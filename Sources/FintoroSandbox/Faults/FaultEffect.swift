/// What goes wrong. See `Fault` for each as text.
public enum FaultEffect: Hashable, Sendable {
  /// Another answer in place of the real one.
  case answer(SubstituteAnswer, FaultMoment)
  /// No answer: the connection is reset at once, as by a server that takes no more. Nothing is done.
  case refuse
  /// No answer: the connection is closed.
  case drop(FaultMoment)
  /// The real answer up to that many bytes, head included; then the connection is closed.
  case cut(bytes: Int)
  /// The real answer with something else in its JSON.
  case change(AnswerChange)
  /// Seconds before the request is looked at.
  case delay(seconds: Double)
  /// Seconds that the request is in work, its idempotency key reserved.
  case hold(seconds: Double)
  /// The body of the real answer comes that slowly.
  case dribble(bytesPerSecond: Int)
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
  /// 401, with what `Assumptions` says comes with it.
  case unauthenticated
  /// 403 in the API's JSON.
  case forbidden
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

/// What becomes of the JSON of a real answer.
public enum AnswerChange: Hashable, Sendable {
  /// It ends after so many bytes, in a well-formed HTTP answer; nil for half of them.
  case cut(bytes: Int?)
  /// That field has a value of another type; nil for every field.
  case wrongTypes(field: String?)
  /// The answer, and each entry of a list, has fields that no contract knows.
  case extraFields
  /// Each subscription has event types that no contract knows.
  case unknownEvents
  /// A list has so many entries: its own, again and again, under further ids.
  case hugeList(count: Int)
}
