public import FintoroWebhooks
public import Foundation

/// What is known of the connection, and so how much the data on the screen may be believed.
public struct Connection: Equatable, Sendable {
  /// Seconds between two refreshes at rest. Contract: 120 requests a minute are shared by all the company's tokens.
  public static let interval: Double = 30

  public let startedAt: Date
  public private(set) var isLoading = false
  /// The headers of the last good answer.
  public private(set) var answer: AnswerContext?
  /// The last try's failure; nil when it succeeded.
  public private(set) var failure: Failure?
  /// Since when tries have failed without a success between.
  public private(set) var failingSince: Date?
  public private(set) var failures = 0
  public private(set) var nextTryAt: Date?

  public init(startedAt: Date) {
    self.startedAt = startedAt
  }

  public mutating func started() {
    isLoading = true
    nextTryAt = nil
  }

  public mutating func answered(_ context: AnswerContext) {
    self = Connection(startedAt: startedAt)
    answer = context
    nextTryAt = context.receivedAt.addingTimeInterval(Self.interval)
  }

  public mutating func failed(_ failure: Failure, at now: Date, random: Double) {
    isLoading = false
    self.failure = failure
    failures += 1
    failingSince = failingSince ?? now
    let delay = RequestRetryPolicy.delay(
      afterFailures: failures, random: random, retryAt: failure.retryAt, now: now)
    nextTryAt = now.addingTimeInterval(delay)
  }

  /// Whether asking is allowed: a 429 stops everything until its time.
  public func mayAsk(at now: Date) -> Bool {
    guard !isLoading else { return false }
    if failure?.kind == .rateLimited, let nextTryAt { return nextTryAt <= now }
    return true
  }
}
