public import FintoroWebhooks
public import Foundation

/// What is known of the connection, and so how much the data on the screen may be believed.
public struct Connection: Equatable, Sendable {
  /// Seconds between two refreshes at rest. Contract: 120 requests a minute are shared by all the company's tokens.
  public static let interval: Double = 30
  /// The same while somebody presses keys.
  public static let intervalInUse: Double = 15
  /// Seconds without a key after which nobody uses the board any more.
  public static let usedFor: Double = 60
  /// A person's refresh sooner than this after an answer would show the same list: a key that is held down must not
  /// use up the budget of all the company's tokens.
  public static let shortestInterval: Double = 2

  public let startedAt: Date
  /// Seconds between two refreshes at rest, as it was chosen; never less than `interval`.
  public var restInterval = interval
  public private(set) var isLoading = false
  /// The headers of the last good answer.
  public private(set) var answer: AnswerContext?
  /// The last try's failure; nil when it succeeded.
  public private(set) var failure: Failure?
  /// Since when tries have failed without a success between.
  public private(set) var failingSince: Date?
  public private(set) var failures = 0
  public private(set) var nextTryAt: Date?
  /// Nothing at all may be asked before: some answer was a 429.
  public private(set) var limitedUntil: Date?
  /// Since when a person has stopped polling; nil while it goes on.
  public private(set) var heldSince: Date?
  private var usedAt: Date?
  private var companyAskedAt: Date?

  public init(startedAt: Date) {
    self.startedAt = startedAt
  }

  public var isHeld: Bool { heldSince != nil }

  public mutating func started() {
    isLoading = true
    nextTryAt = nil
  }

  public mutating func answered(_ context: AnswerContext) {
    isLoading = false
    answer = context
    (failure, failingSince, failures) = (nil, nil, 0)
    if let until = limitedUntil, until <= context.receivedAt { limitedUntil = nil }
    nextTryAt = max(
      context.receivedAt.addingTimeInterval(
        isInUse(at: context.receivedAt) ? min(Self.intervalInUse, restInterval) : restInterval),
      limitedUntil ?? .distantPast)
  }

  public mutating func failed(_ failure: Failure, at now: Date, random: Double) {
    isLoading = false
    self.failure = failure
    failures += 1
    failingSince = failingSince ?? now
    let delay = RequestRetryPolicy.delay(
      afterFailures: failures, random: random, retryAt: failure.retryAt, now: now)
    let next = now.addingTimeInterval(delay)
    if failure.kind == .rateLimited { limit(until: next) }
    nextTryAt = max(next, limitedUntil ?? .distantPast)
  }

  /// A 429 to any other request: the budget is one for all of them.
  public mutating func limited(_ failure: Failure, at now: Date) {
    guard failure.kind == .rateLimited else { return }
    let delay = RequestRetryPolicy.delay(afterFailures: 1, random: 1, retryAt: failure.retryAt, now: now)
    limit(until: now.addingTimeInterval(delay))
    nextTryAt = nextTryAt.map { max($0, limitedUntil ?? $0) }
  }

  /// Whether asking is allowed: a 429 stops everything until its time.
  public func mayAsk(at now: Date) -> Bool {
    !isLoading && !isLimited(at: now)
  }

  /// Whether a 429's time is not over yet.
  public func isLimited(at now: Date) -> Bool {
    limitedUntil.map { $0 > now } ?? false
  }

  /// Whether the company's name may be asked for; once in five minutes, so that a `whoami` that keeps failing does not
  /// double what polling costs.
  public mutating func mayAskCompany(at now: Date) -> Bool {
    if isLimited(at: now) || companyAskedAt.map({ now.timeIntervalSince($0) < 300 }) == true { return false }
    companyAskedAt = now
    return true
  }

  /// Somebody presses keys: from the next answer on the list is asked for more often.
  public mutating func used(at now: Date) { usedAt = now }

  /// Stops polling, or goes on with it.
  public mutating func toggleHold(at now: Date) { heldSince = isHeld ? nil : now }

  /// This machine's clock was set back: every moment noted by it moves along, or the next try would be as far away.
  public mutating func clockMoved(by seconds: Double) {
    func moved(_ date: Date?) -> Date? { date?.addingTimeInterval(seconds) }
    answer?.receivedAt.addTimeInterval(seconds)
    (failingSince, nextTryAt, limitedUntil) = (moved(failingSince), moved(nextTryAt), moved(limitedUntil))
    (heldSince, usedAt, companyAskedAt) = (moved(heldSince), moved(usedAt), moved(companyAskedAt))
  }

  private mutating func limit(until date: Date) { limitedUntil = max(date, limitedUntil ?? date) }

  private func isInUse(at now: Date) -> Bool {
    usedAt.map { now.timeIntervalSince($0) < Self.usedFor } ?? false
  }
}
