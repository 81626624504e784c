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
  /// The server's `Date` header: times in the answer are judged by it.
  public var serverDate: Date?
  public var requestID: String?
  public var rateLimit: RateLimit?

  public init(receivedAt: Date, serverDate: Date? = nil, requestID: String? = nil, rateLimit: RateLimit? = nil) {
    self.receivedAt = receivedAt
    self.serverDate = serverDate
    self.requestID = requestID
    self.rateLimit = rateLimit
  }
}
