public import FintoroWebhooks
public import Foundation

/// What is known of the connection, and so how much the data on the screen may be believed.
public struct Connection: Equatable, Sendable {
  /// Seconds between two refreshes at rest. Contract: 120 requests a minute are shared by all the company's tokens.
  public static let interval: Double = 30
  /// The same while somebody presses keys.
  public static let intervalInUse: Double = 15
  /// How many requests for the list a minute may see at the most, at rest and in use.
  static let (pollsAtRest, pollsInUse) = (2, 4)
  /// Seconds without a key after which nobody uses the board any more.
  public static let usedFor: Double = 60
  /// A person's refresh sooner than this after an answer would show the same list: a key that is held down must not
  /// use up the budget of all the company's tokens.
  public static let minInterval: Double = 2
  /// Seconds after which a budget is an old one. Contract: the limit is one of requests per minute.
  public static let budgetWindow: Double = 60

  public let startedAt: Date
  /// Seconds between two refreshes at rest, as it was chosen; never less than `interval`.
  public var restInterval = interval
  public private(set) var isLoading = false
  /// The headers of the last good answer.
  public private(set) var answer: AnswerContext?
  /// The last try's failure; nil when it succeeded.
  public private(set) var failure: Failure?
  /// Since when tries have failed, without a success between: for want of a connection, or with one.
  public private(set) var failingSince: Date?
  public private(set) var failures = 0
  public private(set) var nextTryAt: Date?
  /// Nothing at all may be asked before: some answer was a 429.
  public private(set) var limitedUntil: Date?
  /// Whether an answer named that time; else it is our own patience.
  public private(set) var isLimitTold = false
  /// Since when a person has stopped polling; nil while it goes on.
  public private(set) var heldSince: Date?
  /// When the last try at the list began.
  private var triedAt: Date?
  private var isTriedByPerson = false
  /// When the last tries began that the clock asked for and that may have cost something, four at the most.
  private var polls: [Date] = []
  private var usedAt: Date?
  private var companyAskedAt: Date?

  public init(startedAt: Date) {
    self.startedAt = startedAt
  }

  public var isHeld: Bool { heldSince != nil }

  public mutating func started(at now: Date, byPerson: Bool = false) {
    isLoading = true
    nextTryAt = nil
    (triedAt, isTriedByPerson) = (now, byPerson)
  }

  public mutating func answered(_ context: AnswerContext, at now: Date) {
    isLoading = false
    var context = context
    // The clock may have been set back since.
    let ahead = context.receivedAt.timeIntervalSince(now)
    if ahead > 0 { context.move(by: -ahead) }
    answer = context
    (failure, failingSince, failures) = (nil, nil, 0)
    notePoll()
    if let until = limitedUntil, until <= now { limitedUntil = nil }
    // One that was under way for so long is old already: this machine may have slept.
    let isLate = context.receivedAt.timeIntervalSince(context.askedAt) > maxLiveAge
    let wait = isLate ? 0 : isInUse(at: context.receivedAt) ? min(Self.intervalInUse, restInterval) : restInterval
    nextTryAt = max(context.receivedAt.addingTimeInterval(wait), limitedUntil ?? .distantPast, nextPoll(at: now))
  }

  public mutating func failed(_ failure: Failure, at date: Date, now: Date, random: Double) {
    isLoading = false
    let date = min(date, now)
    // A server that answers badly and none at all are two troubles, each with its own beginning.
    if failure.isOffline != self.failure?.isOffline { failingSince = date }
    self.failure = failure
    // Somebody who is impatient does not make the board wait longer.
    if !isTriedByPerson || failures == 0 { failures += 1 }
    if failure.mayHaveCost { notePoll() }
    let delay = RequestRetryPolicy.delay(
      afterFailures: failures, random: random, retryAt: failure.retryAt, now: date)
    let next = date.addingTimeInterval(delay)
    if failure.kind == .rateLimited { limit(until: next, failure, at: date) }
    // Whoever failed together is to be spread here as well.
    let paced = nextPoll(at: date).timeIntervalSince(date) * (1 + 0.25 * random)
    nextTryAt = max(next, limitedUntil ?? .distantPast, date.addingTimeInterval(paced))
  }

  /// A 429 to any other request: the budget is one for all of them.
  public mutating func limited(_ failure: Failure, at now: Date) {
    guard failure.kind == .rateLimited else { return }
    let delay = RequestRetryPolicy.delay(afterFailures: 1, random: 1, retryAt: failure.retryAt, now: now)
    limit(until: now.addingTimeInterval(delay), failure, at: now)
    nextTryAt = nextTryAt.map { max($0, limitedUntil ?? $0) }
  }

  /// The list is known to be another by now.
  public mutating func outdated(at now: Date) {
    if !isLoading { nextTryAt = max(now, limitedUntil ?? now) }
  }

  /// Whether asking is allowed: a 429 stops everything until its time.
  public func mayAsk(at now: Date) -> Bool {
    !isLoading && !isLimited(at: now)
  }

  /// Whether a 429's time is not over yet.
  public func isLimited(at now: Date) -> Bool {
    limitedUntil.map { $0 > now } ?? false
  }

  /// Whether a try began so short a time ago that another would be no news.
  public func hasJustTried(at now: Date) -> Bool {
    triedAt.map { now.timeIntervalSince($0) < Self.minInterval } ?? false
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
    answer?.move(by: seconds)
    (failingSince, nextTryAt, limitedUntil) = (moved(failingSince), moved(nextTryAt), moved(limitedUntil))
    (heldSince, usedAt, companyAskedAt) = (moved(heldSince), moved(usedAt), moved(companyAskedAt))
    (triedAt, polls) = (moved(triedAt), polls.map { $0.addingTimeInterval(seconds) })
  }

  private mutating func notePoll() {
    if let triedAt, !isTriedByPerson { polls = (polls + [triedAt]).suffix(Self.pollsInUse) }
  }

  /// Before it no poll may begin, or a minute would see more of them than it may; now where that is past.
  private func nextPoll(at now: Date) -> Date {
    let most = isInUse(at: now) ? Self.pollsInUse : Self.pollsAtRest
    return polls.count < most ? now : max(now, polls[polls.count - most].addingTimeInterval(60))
  }

  private mutating func limit(until date: Date, _ failure: Failure, at now: Date) {
    guard date > limitedUntil ?? .distantPast else { return }
    limitedUntil = date
    isLimitTold = failure.retryAt.map { $0 > now } ?? false
  }

  private func isInUse(at now: Date) -> Bool {
    usedAt.map { now.timeIntervalSince($0) < Self.usedFor } ?? false
  }
}

extension AnswerContext {
  fileprivate mutating func move(by seconds: Double) {
    receivedAt.addTimeInterval(seconds)
    askedAt.addTimeInterval(seconds)
  }
}

extension Failure {
  /// Whether the request may have reached Fintoro, and so counts against the company's budget.
  fileprivate var mayHaveCost: Bool {
    switch kind {
    case .unreachable, .notSent, .cancelled: false
    default: true
    }
  }
}
