public import struct Foundation.Date

/// The server's clock as far as it is known: times in answers are judged by it, not by this machine's clock.
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
  public init(local now: Date, answer: AnswerContext) {
    let skew = answer.serverDate.map { $0.timeIntervalSince(answer.receivedAt).rounded() }
    // The header has whole seconds: less than two of them is rounding and the way here, not skew.
    let meant = skew.map { abs($0) < 2 ? 0 : $0 }
    self.init(now: now.addingTimeInterval(meant ?? 0), skew: meant)
  }
}
