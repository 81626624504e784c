public import struct Foundation.Date

/// Why an operation has no answer, with the request id if there was one.
public struct Failure: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// 401: the token is missing, wrong or revoked.
    case unauthenticated
    /// 403: the token may not do this.
    case forbidden
    /// 404 in Fintoro's own JSON.
    case notFound
    /// 422 with texts per field (nested ones as `subscribedEvents.0`).
    case invalid(fields: [String: [String]])
    /// 422: the idempotency key was used before with other bytes.
    case idempotencyConflict
    /// 409 to a create: an earlier request with its idempotency key is still being processed.
    case inWork
    /// 429: nothing may be asked before `Failure.retryAt`.
    case rateLimited
    /// 500 and above.
    case server
    /// No connection: nothing was sent.
    case unreachable(Unreachable)
    /// The deadline passed before the whole answer was there.
    case timedOut(seconds: Int)
    /// The connection ended in the middle of the exchange.
    case connectionLost
    /// Something answered that is not what the contract describes; `problem` says what and where.
    case unreadable(problem: String)
    /// Another status that the contract does not list, redirects among them.
    case unexpectedStatus
    /// Stopped from our side.
    case cancelled
    /// Nothing was sent: something had to be in order first; `problem` says what, as a clause without a full stop.
    case notSent(problem: String)
  }

  public var kind: Kind
  /// The HTTP status, nil where there was no answer.
  public var status: Int?
  /// The server's own text, `message` or `error`, as received: clean it before it is drawn.
  public var message: String?
  /// `X-Request-Id`: support asks for it.
  public var requestID: String?
  /// When asking again makes sense, where the answer said so.
  public var retryAt: Date?
  /// The transport's reason, for the log and for the end of a sentence; nil where an answer came.
  public var detail: String?
  /// Whether the answer has the form of Fintoro's JSON. A page of a proxy or a captive portal settles nothing.
  public var isFintorosAnswer: Bool

  public init(
    _ kind: Kind, status: Int? = nil, message: String? = nil, requestID: String? = nil, retryAt: Date? = nil,
    detail: String? = nil, isFintorosAnswer: Bool = false
  ) {
    self.kind = kind
    self.status = status
    self.message = message
    self.requestID = requestID
    self.retryAt = retryAt
    self.detail = detail
    self.isFintorosAnswer = isFintorosAnswer
  }
}

extension Failure {
  /// Whether the same request may well be answered a little later.
  public var mayPass: Bool {
    switch kind {
    case .rateLimited, .server, .unreachable, .timedOut, .connectionLost: true
    default: false
    }
  }

  /// Whether this request certainly changed nothing: it never left, or Fintoro refused it in its own JSON with a 4xx
  /// that does not mean "not now".
  public var settlesThatNothingHappened: Bool {
    switch kind {
    case .unreachable, .notSent: true
    // Turned away before it was looked at.
    case .rateLimited: isFintorosAnswer
    default: PendingCreate.outcome(of: self) != .unknown
    }
  }
}
