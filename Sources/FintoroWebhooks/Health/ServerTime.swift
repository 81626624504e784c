public import struct Foundation.Date

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
