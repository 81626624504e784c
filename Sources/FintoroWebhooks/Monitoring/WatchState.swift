public import struct Foundation.Date

/// What a watcher knows of one company, and what it has not told yet. It is kept on the disk, so that a restart tells
/// nothing twice and forgets nothing.
///
/// Each answer is taken in by `take`, each failure by `noAnswer`; both add notices. A notice leaves by `told`.
public struct WatchState: Codable, Hashable, Sendable {
  public private(set) var version = 1
  /// Begins the ids of notices: another one for every state.
  public private(set) var key: String
  /// Not told yet, oldest first.
  public private(set) var notices: [WatchNotice] = []
  /// When there was an answer last; nil before the first.
  public private(set) var lastAnswerAt: Date?
  /// Since when there is no answer, where that was told.
  public private(set) var blindSince: Date?
  private var count = 0
  private var troubles: [Int: Trouble] = [:]
  /// Subscriptions that were active in the last answer: one that is not any more was disabled since.
  private var active: Set<Int> = []
  /// When waiting for an answer began: at a start, or with the last answer before it failed to come.
  private var waitingSince: Date?
  /// Whose subscriptions these are; nil before an answer told it.
  public private(set) var companyID: Int?

  struct Trouble: Codable, Hashable, Sendable {
    var state: HealthState
    var since: Date
    var name: String
    /// The first of the good answers in a row, and how many there are.
    var goodSince: Date?
    var goodAnswers = 0
    var hasGivenUp = false
    /// What was told last, where silence kept back that the state is another one; nil where all is told.
    var held: Held?

    struct Held: Codable, Hashable, Sendable {
      /// Nil where nobody was told of the trouble at all.
      var told: HealthState?
    }

    /// The state that was told last; nil where nobody was told.
    var told: HealthState? { if let held { held.told } else { state } }
  }

  /// Good answers in a row until a trouble counts as over: one may be a single accepted delivery among failing ones.
  public static let goodAnswersToClear = 2

  public init(key: String) {
    self.key = key
  }

  /// Takes up what another run has kept. While nobody asked there could be no answer: waiting begins anew, unless the
  /// run before waited in vain already.
  public mutating func resume(at now: Date) { waitingSince = waitingSince ?? now }

  /// The same for the purpose of keeping it: an answer that changes nothing is not worth a write.
  public func isWorthKeeping(over before: WatchState) -> Bool {
    var before = before
    before.lastAnswerAt = lastAnswerAt
    return self != before
  }
}

// MARK: Answers

extension WatchState {
  /// Takes in a list. Of a subscription whose open gaps are all acknowledged nothing is told; what holds when that ends
  /// is told then.
  /// - Parameters:
  ///   - time: of the server, when it gave the list.
  ///   - gaps: those that are not closed, by subscription.
  public mutating func take(
    _ list: SubscriptionList, at time: ServerTime, gaps: [Int: [GapRecord]] = [:], limits: (Int) -> HealthLimits,
    zone: LocalZone
  ) {
    begin(with: list.companyID)
    let isFirst = lastAnswerAt == nil
    func isSilenced(_ id: Int, _ state: HealthState?) -> Bool {
      gaps[id]?.areAcknowledged(in: state, at: time.now) ?? false
    }
    see(at: time.now)
    for subscription in list.subscriptions {
      let assessed = AssessedSubscription(subscription, at: time, limits: limits(subscription.id))
      judge(
        assessed, at: time, isFirst: isFirst, isSilenced: isSilenced(assessed.id, assessed.health.state),
        reason: HealthReason(
          assessed, at: time, in: zone, gapFrom: gaps[subscription.id]?.fetchFrom(at: time.now)
        ).text)
      if subscription.isActive { active.insert(subscription.id) }
    }
    // An element that cannot be read says nothing; one that is missing is gone.
    guard let all = list.allIDs else { return }
    for id in troubles.keys.sorted() where !all.contains(id) {
      good(id, state: nil, name: nil, at: time.now, isSilenced: isSilenced(id, nil), reason: "It was deleted.")
    }
    active.formIntersection(all)
  }

  /// Another company's subscriptions are others, whatever their ids: a token may be of another one than before.
  private mutating func begin(with company: Int?) {
    guard let company else { return }
    if let companyID, companyID != company { (troubles, active, lastAnswerAt) = ([:], [], nil) }
    companyID = company
  }

  /// Takes in that there was no answer.
  /// - Parameters:
  ///   - patience: seconds without an answer until that is told.
  ///   - reason: why there was none.
  public mutating func noAnswer(at now: Date, patience: Double, reason: String) {
    guard blindSince == nil else { return }
    let since = waitingSince ?? lastAnswerAt ?? now
    waitingSince = since
    guard now.timeIntervalSince(since) >= patience else { return }
    blindSince = since
    add(.blind, at: now, reason: reason)
  }

  private mutating func see(at now: Date) {
    if let since = blindSince {
      add(.sighted, at: now, lasted: max(0, now.timeIntervalSince(since)), reason: "Fintoro answers again.")
    }
    (blindSince, waitingSince, lastAnswerAt) = (nil, nil, now)
  }

  /// - Parameter reason: asked for where something is told, which is seldom.
  private mutating func judge(
    _ assessed: AssessedSubscription, at time: ServerTime, isFirst: Bool, isSilenced: Bool,
    reason: @autoclosure () -> String
  ) {
    let (id, state) = (assessed.id, assessed.health.state)
    switch evidence(assessed) {
    case .none: return
    case .good:
      good(
        id, state: state, name: assessed.subscription.displayName, at: time.now, isSilenced: isSilenced,
        reason: reason())
    case .bad:
      let known = troubles[id]
      let told = known?.told
      var trouble = known ?? Trouble(state: state, since: time.now, name: assessed.subscription.displayName)
      (trouble.state, trouble.name) = (state, assessed.subscription.displayName)
      (trouble.goodSince, trouble.goodAnswers) = (nil, 0)
      trouble.held = isSilenced && told != state ? Trouble.Held(told: told) : nil
      if !isSilenced { tell(&trouble, of: assessed, told: told, isInitial: isFirst, at: time, reason: reason()) }
      troubles[id] = trouble
    }
    if !assessed.subscription.isActive { active.remove(id) }
  }

  /// What of a trouble is not told yet.
  private mutating func tell(
    _ trouble: inout Trouble, of assessed: AssessedSubscription, told: HealthState?, isInitial: Bool,
    at time: ServerTime, reason: @autoclosure () -> String
  ) {
    let (id, state, name) = (assessed.id, trouble.state, trouble.name)
    if told != state {
      add(.trouble, at: time.now, id: id, name: name, from: told, to: state, isInitial: isInitial, reason: reason())
    }
    guard let clock = RetryClock(assessed.subscription, state: state) else { return }
    let isOver = clock.givesUpAt <= time.now
    if isOver, !trouble.hasGivenUp {
      add(.gaveUp, at: time.now, id: id, name: name, from: state, to: state, isInitial: isInitial, reason: reason())
    }
    // What fails later has retries of its own.
    trouble.hasGivenUp = isOver
  }

  private enum Evidence { case good, bad, none }

  private func evidence(_ assessed: AssessedSubscription) -> Evidence {
    switch assessed.health.state {
    case .failing, .neverOK, .silent: .bad
    // Whoever made it disabled knows that.
    case .disabled: active.contains(assessed.id) || troubles[assessed.id] != nil ? .bad : .none
    case .odd: .none
    case .recovered, .new, .quiet, .ok: .good
    }
  }

  private mutating func good(
    _ id: Int, state: HealthState?, name: String?, at now: Date, isSilenced: Bool,
    reason: @autoclosure () -> String
  ) {
    guard var trouble = troubles[id] else { return }
    trouble.goodSince = trouble.goodSince ?? now
    trouble.goodAnswers = min(trouble.goodAnswers + 1, Self.goodAnswersToClear)
    guard trouble.goodAnswers >= Self.goodAnswersToClear, !isSilenced else {
      troubles[id] = trouble
      return
    }
    troubles[id] = nil
    // Whoever was told of no trouble need not hear of its end.
    guard let told = trouble.told else { return }
    let lasted = max(0, (trouble.goodSince ?? now).timeIntervalSince(trouble.since))
    add(
      .recovery, at: now, id: id, name: name ?? trouble.name, from: told, to: state, lasted: lasted, reason: reason())
  }

  private mutating func add(
    _ kind: WatchNotice.Kind, at date: Date, id: Int? = nil, name: String? = nil, from: HealthState? = nil,
    to: HealthState? = nil, isInitial: Bool = false, lasted: Double? = nil, reason: String
  ) {
    count += 1
    notices.append(
      WatchNotice(
        id: "\(key)-\(count)", kind: kind, at: date, companyID: companyID, subscription: id, name: name,
        from: from?.word,
        to: to?.word ?? (kind == .recovery ? "deleted" : nil), isInitial: isInitial, lasted: lasted, reason: reason))
  }
}

// MARK: Telling

extension WatchState {
  public var unprinted: [WatchNotice] { notices.filter { !$0.progress.isPrinted } }

  /// - Parameter needsCommand: whether a command is still to be run for it.
  public mutating func printed(_ id: WatchNotice.ID, needsCommand: Bool) {
    guard let index = notices.firstIndex(where: { $0.id == id }) else { return }
    if needsCommand { notices[index].progress.isPrinted = true } else { notices.remove(at: index) }
  }

  /// Those whose command may be run now: for each subscription the oldest alone.
  public func due(at now: Date) -> [WatchNotice] {
    var subjects: Set<Int> = []
    return notices.filter { notice in
      subjects.insert(notice.subject).inserted && notice.progress.isPrinted
        && notice.progress.notBefore.map { $0 <= now } ?? true
    }
  }

  /// When `due` has more; nil where nothing waits for its time.
  public func nextDue(after now: Date) -> Date? {
    notices.compactMap(\.progress.notBefore).filter { $0 > now }.min()
  }

  /// Its command has ended with 0.
  public mutating func told(_ id: WatchNotice.ID) { notices.removeAll { $0.id == id } }

  /// Its command has failed, and is run again later.
  /// - Parameter random: 0..<1.
  public mutating func notTold(_ id: WatchNotice.ID, at now: Date, random: Double) {
    guard let index = notices.firstIndex(where: { $0.id == id }) else { return }
    notices[index].progress.failures += 1
    let delay = RequestRetryPolicy.delay(
      afterFailures: notices[index].progress.failures, random: random, retryAt: nil, now: now, maxDelay: 600)
    notices[index].progress.notBefore = now.addingTimeInterval(delay)
  }
}
