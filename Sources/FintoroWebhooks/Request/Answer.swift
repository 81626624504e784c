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

/// The company's request budget as an answer told it. Contract: without the headers it is unknown, never guessed.
public struct RateLimit: Hashable, Sendable {
  /// Requests allowed in the current 60 s, for all tokens of the company together.
  public var limit: Int
  public var remaining: Int

  public init(limit: Int, remaining: Int) {
    self.limit = limit
    self.remaining = remaining
  }
}

/// The server's clock as far as it is known: times in answers are assessed by it, not by this machine's clock.
public struct ServerTime: Hashable, Sendable {
  /// Now by the server's clock, or by this machine's where the server's is unknown.
  public var now: Date
  /// Seconds by which the server's clock is ahead of this machine's; nil when no answer carried a `Date`.
  public var skew: Double?

  public init(now: Date, skew: Double? = nil) {
    self.now = now
    self.skew = skew
  }

  /// The server's time at a moment of this machine's clock, from the last answer's headers.
  ///
  /// The `Date` was written at some moment between asking and receiving, which may lie far apart: an answer can dribble
  /// in, or this machine can sleep. Of the skews that are possible then the smallest counts.
  public init(local now: Date, answer: AnswerContext) {
    let skew = answer.serverDate.map { date in
      let (least, most) = (date.timeIntervalSince(answer.receivedAt), date.timeIntervalSince(answer.askedAt))
      return (least > 0 ? least : min(most, 0)).rounded()
    }
    // The header has whole seconds: less than two of them is rounding and the way here, not skew.
    let meant = skew.map { abs($0) < 2 ? 0 : $0 }
    self.init(now: now.addingTimeInterval(meant ?? 0), skew: meant)
  }
}
