public import FintoroWebhooks
public import Foundation

/// The state of the connection. It decides how far the data on the screen can be trusted.
public struct Connection: Equatable, Sendable {
  /// Seconds between two refreshes at rest. Contract: 120 requests a minute are shared by all the company's tokens.
  public static let interval: Double = 30
  /// Seconds between two refreshes while somebody presses keys.
  public static let intervalInUse: Double = 15
  /// The most list requests per minute, at rest and in use.
  static let (pollsAtRest, pollsInUse) = (2, 4)
  /// Seconds after the last key press for which the board counts as in use.
  public static let inUseSeconds: Double = 60
  /// Seconds after an answer in which a refresh by a person sends nothing: it would show the same list. A key held down
  /// must not use up the budget of all the company's tokens.
  public static let minInterval: Double = 2
  /// Seconds after which a budget is out of date. Contract: the limit counts requests per minute.
  public static let budgetWindow: Double = 60

  public let startedAt: Date
  /// The chosen seconds between two refreshes at rest; never less than `interval`.
  public var restInterval = interval
  public private(set) var isLoading = false
  /// The headers of the last good answer.
  public private(set) var answer: AnswerContext?
  /// The failure of the last try, or of a newer request that met no server; nil if it succeeded.
  public private(set) var failure: Failure?
  /// Whether another request brought that failure, so that the list has still to confirm it.
  private var isFailureLearned = false
  /// When the current series of failures began. Being offline and bad answers count as separate series.
  public private(set) var failingSince: Date?
  public private(set) var failures = 0
  public private(set) var nextTryAt: Date?
  /// Nothing may be sent before this time: an answer was a 429.
  public private(set) var limitedUntil: Date?
  /// Whether the answer named that time; otherwise hooktop chose it.
  public private(set) var isLimitFromServer = false
  /// When a person stopped refreshing; nil while it goes on.
  public private(set) var stoppedAt: Date?
  /// When the last try at the list began.
  private var triedAt: Date?
  private var isTriedByPerson = false
  /// When the last scheduled tries began that may count against the budget; at most four.
  private var polls: [Date] = []
  private var lastKeyPressAt: Date?
  private var companyRequestedAt: Date?

  public init(startedAt: Date) {
    self.startedAt = startedAt
  }

  public var isStopped: Bool { stoppedAt != nil }

  public mutating func started(at now: Date, byPerson: Bool = false) {
    isLoading = true
    nextTryAt = nil
    (triedAt, isTriedByPerson) = (now, byPerson)
  }

  public mutating func answered(_ context: AnswerContext, at now: Date) {
    isLoading = false
    var context = context
    // The clock may have been set back since the answer.
    let ahead = context.receivedAt.timeIntervalSince(now)
    if ahead > 0 { context.move(by: -ahead) }
    answer = context
    (failure, failingSince, failures, isFailureLearned) = (nil, nil, 0, false)
    notePoll()
    if let until = limitedUntil, until <= now { limitedUntil = nil }
    // An answer that took this long is old already: this machine may have slept.
    let isLate = context.receivedAt.timeIntervalSince(context.sentAt) > maxLiveAge
    let wait = isLate ? 0 : isInUse(at: context.receivedAt) ? min(Self.intervalInUse, restInterval) : restInterval
    nextTryAt = max(context.receivedAt.addingTimeInterval(wait), limitedUntil ?? .distantPast, nextPoll(at: now))
  }

  public mutating func failed(_ failure: Failure, at date: Date, now: Date, random: Double) {
    isLoading = false
    let date = min(date, now)
    // Bad answers and no answer are two different troubles, each with its own beginning.
    if failure.isOffline != self.failure?.isOffline { failingSince = date }
    (self.failure, isFailureLearned) = (failure, false)
    // Only a person's first try counts as a failure: impatience must not lengthen the delay.
    if !isTriedByPerson || failures == 0 { failures += 1 }
    if failure.mayCountAgainstLimit { notePoll() }
    let delay = RequestRetryPolicy.delay(
      afterFailures: failures, random: random, retryAt: failure.retryAt, now: date)
    let next = date.addingTimeInterval(delay)
    if failure.kind == .rateLimited { limit(until: next, failure, at: date) }
    // Jitter the poll as well, so that clients that failed together do not come back together.
    let paced = nextPoll(at: date).timeIntervalSince(date) * (1 + 0.25 * random)
    nextTryAt = max(next, limitedUntil ?? .distantPast, date.addingTimeInterval(paced))
  }

  /// Whether the last try at the list failed. What another request learned does not count: a create that fails alone
  /// would wake itself with every list.
  public var hasListFailed: Bool { failure != nil && !isFailureLearned }

  /// Takes what any other request learned: a 429, because all requests share one budget, and that no server answers.
  public mutating func learn(from failure: Failure, at now: Date) {
    if failure.kind == .rateLimited { noteRateLimit(failure, at: now) }
    guard failure.isOffline, failure.kind != .cancelled, self.failure == nil else { return }
    (self.failure, isFailureLearned, failingSince) = (failure, true, now)
    // The list tells whether that holds for everything: at once, within the polls of a minute.
    if !isLoading { nextTryAt = max(nextPoll(at: now), limitedUntil ?? now) }
  }

  /// Call when another request was answered: then a server is there.
  public mutating func learnAnswer() {
    if isFailureLearned { (failure, isFailureLearned, failingSince) = (nil, false, nil) }
  }

  private mutating func noteRateLimit(_ failure: Failure, at now: Date) {
    let delay = RequestRetryPolicy.delay(afterFailures: 1, random: 1, retryAt: failure.retryAt, now: now)
    limit(until: now.addingTimeInterval(delay), failure, at: now)
    nextTryAt = nextTryAt.map { max($0, limitedUntil ?? $0) }
  }

  /// Call when the list is known to have changed.
  public mutating func markOutdated(at now: Date) {
    if !isLoading { nextTryAt = max(now, limitedUntil ?? now) }
  }

  /// Whether the list may be requested: a 429 stops every request until its time.
  public func maySend(at now: Date) -> Bool {
    !isLoading && !isLimited(at: now)
  }

  /// Whether a rate limit from a 429 is still in force.
  public func isLimited(at now: Date) -> Bool {
    limitedUntil.map { $0 > now } ?? false
  }

  /// Whether the last try is so recent that another would bring nothing new.
  public func hasJustTried(at now: Date) -> Bool {
    triedAt.map { now.timeIntervalSince($0) < Self.minInterval } ?? false
  }

  /// Whether the company's name may be requested: once in five minutes, so that a `whoami` that keeps failing does not
  /// double the cost of polling.
  public mutating func startCompanyRequestIfAllowed(at now: Date) -> Bool {
    if isLimited(at: now) || companyRequestedAt.map({ now.timeIntervalSince($0) < 300 }) == true { return false }
    companyRequestedAt = now
    return true
  }

  /// Notes a key press: from the next answer on, refreshes are more frequent.
  public mutating func noteKeyPress(at now: Date) { lastKeyPressAt = now }

  /// Stops refreshing, or starts again.
  public mutating func toggleRefresh(at now: Date) { stoppedAt = isStopped ? nil : now }

  /// Call when this machine's clock was set back: moves all stored times, so that the next try does not come hours
  /// late.
  public mutating func clockMoved(by seconds: Double) {
    func moved(_ date: Date?) -> Date? { date?.addingTimeInterval(seconds) }
    answer?.move(by: seconds)
    (failingSince, nextTryAt, limitedUntil) = (moved(failingSince), moved(nextTryAt), moved(limitedUntil))
    (stoppedAt, lastKeyPressAt, companyRequestedAt) = (
      moved(stoppedAt), moved(lastKeyPressAt), moved(companyRequestedAt)
    )
    (triedAt, polls) = (moved(triedAt), polls.map { $0.addingTimeInterval(seconds) })
  }

  private mutating func notePoll() {
    if let triedAt, !isTriedByPerson { polls = (polls + [triedAt]).suffix(Self.pollsInUse) }
  }

  /// The earliest time of the next poll that keeps within the polls per minute; `now` where that is past.
  private func nextPoll(at now: Date) -> Date {
    let maxPolls = isInUse(at: now) ? Self.pollsInUse : Self.pollsAtRest
    return polls.count < maxPolls ? now : max(now, polls[polls.count - maxPolls].addingTimeInterval(60))
  }

  private mutating func limit(until date: Date, _ failure: Failure, at now: Date) {
    guard date > limitedUntil ?? .distantPast else { return }
    limitedUntil = date
    isLimitFromServer = failure.retryAt.map { $0 > now } ?? false
  }

  private func isInUse(at now: Date) -> Bool {
    lastKeyPressAt.map { now.timeIntervalSince($0) < Self.inUseSeconds } ?? false
  }
}

extension AnswerContext {
  fileprivate mutating func move(by seconds: Double) {
    receivedAt.addTimeInterval(seconds)
    askedAt.addTimeInterval(seconds)
  }
}

extension Failure {
  /// Whether the request may have reached Fintoro and so may count against the company's budget.
  fileprivate var mayCountAgainstLimit: Bool {
    switch kind {
    case .unreachable, .notSent, .cancelled: false
    default: true
    }
  }
}
