public import struct Foundation.Date

/// A good answer with what its headers said.
public struct Answer<Value: Sendable>: Sendable {
  public var value: Value
  public var context: AnswerContext

  public init(_ value: Value, context: AnswerContext) {
    self.value = value
    self.context = context
  }
}

extension Answer: Equatable where Value: Equatable {}

/// What the headers of an answer said, and when it was here.
public struct AnswerContext: Hashable, Sendable {
  /// When the answer was complete, by the clock of this machine.
  public var receivedAt: Date
  /// When it was asked for, by the same clock: what the answer says is no younger than this for certain.
  public var askedAt: Date
  /// The server's `Date` header: times in the answer are assessed by it.
  public var serverDate: Date?
  public var requestID: String?
  public var rateLimit: RateLimit?

  /// - Parameter askedAt: nil where it is not known; the answer counts as given at once then.
  public init(
    receivedAt: Date, askedAt: Date? = nil, serverDate: Date? = nil, requestID: String? = nil,
    rateLimit: RateLimit? = nil
  ) {
    self.receivedAt = receivedAt
    // A clock that was set back in between tells nothing of the way.
    self.askedAt = min(askedAt ?? receivedAt, receivedAt)
    self.serverDate = serverDate
    self.requestID = requestID
    self.rateLimit = rateLimit
  }
}
