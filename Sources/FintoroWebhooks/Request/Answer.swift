public import struct Foundation.Date

/// A good answer with its headers.
public struct Answer<Value: Sendable>: Sendable {
  public var value: Value
  public var context: AnswerContext

  public init(_ value: Value, context: AnswerContext) {
    self.value = value
    self.context = context
  }
}

extension Answer: Equatable where Value: Equatable {}

/// The headers of an answer, and its times.
public struct AnswerContext: Hashable, Sendable {
  /// When the answer was complete, by this machine's clock.
  public var receivedAt: Date
  /// What the answer says can be as old as that, by the same clock: when the request was sent, and before that by the
  /// time that a cache had kept the answer.
  public var askedAt: Date
  /// Seconds that caches on the way had kept the answer (`Age`), 0 where it came from the server itself.
  public var cacheAge: Double
  /// The server's clock when the answer came: `Date`, and what the answer has aged in caches since. Times in the answer
  /// are compared with it.
  public var serverDate: Date?
  public var requestID: String?
  public var rateLimit: RateLimit?
  /// Which of the client's tokens the request was sent with, from 0. A renewed token may be another company's.
  public var tokenNumber = 0

  /// - Parameters:
  ///   - askedAt: when the request was sent; nil where it is not known, as if the answer came at once.
  ///   - serverDate: the `Date` header as it came.
  public init(
    receivedAt: Date, askedAt: Date? = nil, cacheAge: Double = 0, serverDate: Date? = nil, requestID: String? = nil,
    rateLimit: RateLimit? = nil
  ) {
    self.receivedAt = receivedAt
    self.cacheAge = cacheAge
    // If the clock was set back in between, the time of the request is not known.
    self.askedAt = min(askedAt ?? receivedAt, receivedAt).addingTimeInterval(-cacheAge)
    self.serverDate = serverDate?.addingTimeInterval(cacheAge)
    self.requestID = requestID
    self.rateLimit = rateLimit
  }

  /// When the request was sent.
  public var sentAt: Date { askedAt.addingTimeInterval(cacheAge) }
}

/// The company's request budget in an answer. Contract: without the headers it is unknown and never guessed.
public struct RateLimit: Hashable, Sendable {
  /// Requests allowed in the current 60 s, for all tokens of the company together.
  public var limit: Int
  public var remaining: Int

  public init(limit: Int, remaining: Int) {
    self.limit = limit
    self.remaining = remaining
  }
}

/// The server's clock as far as it is known; times in answers are compared with it, not with this machine's clock.
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
  /// The server wrote `Date` between request and answer, and these can be far apart: an answer can be slow, or this
  /// machine can sleep. Of the possible skews the smallest is taken.
  public init(local now: Date, answer: AnswerContext) {
    let skew = answer.serverDate.map { date in
      let (least, most) = (date.timeIntervalSince(answer.receivedAt), date.timeIntervalSince(answer.sentAt))
      return (least > 0 ? least : min(most, 0)).rounded()
    }
    // The header has whole seconds: a difference below two is rounding and transport, not skew.
    let rounded = skew.map { abs($0) < 2 ? 0 : $0 }
    self.init(now: now.addingTimeInterval(rounded ?? 0), skew: rounded)
  }
}
