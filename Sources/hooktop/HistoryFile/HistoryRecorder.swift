import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import History

/// Writes what one account's lists say into the history. Nothing waits for it, and nothing fails by it.
actor HistoryRecorder {
  private let history: OpenHistory
  private let keys: CompanyKeys
  /// The longest time between two lists, in seconds, in which nothing was missed.
  private let pause: Double
  /// By subscription.
  private let limits: @Sendable (Int) -> HealthLimits
  private var isWriting = false
  private var told: HistoryProblem?
  private var isToldOff = false
  /// The company whose past was read.
  private var begun: CompanyKey?

  /// - Parameter refreshSeconds: between two lists at rest.
  init(
    _ history: OpenHistory, keys: CompanyKeys, refreshSeconds: Int,
    limits: @escaping @Sendable (Int) -> HealthLimits = { _ in HealthLimits() }
  ) {
    self.history = history
    self.keys = keys
    self.limits = limits
    pause = Double(max(30, refreshSeconds)) * 3
  }

  /// What a board is told of a list that was recorded.
  enum News: Equatable, Sendable {
    /// What was seen of the company before this board started; once.
    case past(RecentHistory)
    /// Why history is off; once for each reason.
    case off(HistoryProblem)
    /// The config turns it off; once.
    case turnedOff
  }

  /// Records a list of a board.
  func watch(_ answer: Answer<SubscriptionList>) async -> News? {
    // A disk that hangs must not gather tasks; the next list says what this one said.
    if isWriting { return nil }
    isWriting = true
    defer { isWriting = false }
    do throws(HistoryProblem) {
      if history.isOff {
        defer { isToldOff = true }
        return isToldOff ? nil : .turnedOff
      }
      let past = try await record(answer, pause: pause)
      // What could not be read comes once it can be.
      defer { told = nil }
      return past.map(News.past) ?? (told == nil ? nil : .past(RecentHistory()))
    } catch {
      defer { told = error }
      return error == told ? nil : .off(error)
    }
  }

  /// Records a list that is not one of many: what was seen, without claiming to watch.
  func look(_ answer: Answer<SubscriptionList>) async throws(HistoryProblem) {
    _ = try await record(answer, pause: nil)
  }

  /// - Returns: the company's past when it is recorded for the first time.
  private func record(
    _ answer: Answer<SubscriptionList>, pause: Double?
  ) async throws(HistoryProblem) -> RecentHistory? {
    let (keys, limits, isDemo) = (keys, limits, history.isDemo)
    // An empty list of an unknown company makes no file.
    guard var key = await BlockingWork.run({ keys.key(of: answer.value) }),
      let store = try await history.store()
    else { return nil }
    // The demo's server is on this machine, and its made-up days are older than one.
    if isDemo { key.isLoopback = false }
    let isFirst = begun != key && pause != nil
    let past = try await BlockingWork.run { [key] () throws(HistoryProblem) -> RecentHistory? in
      let now = answer.context.saidAt
      if isFirst, isDemo { try store.record(MadeUpPast(of: answer.value.subscriptions, at: now), of: key) }
      let past = isFirst ? try store.recent(.hours3, of: key, until: now, limits: limits) : nil
      try store.record(answer.value, of: key, at: now, pause: pause)
      return past
    }
    if isFirst { begun = key }
    return past
  }

  /// Notes what was changed in Fintoro. Where nothing was remembered yet no file is made for it, and nothing fails by it.
  /// - Parameter companyID: of the subscription, if it is known.
  func note(_ writes: [OwnWrite], companyID: Int?) async {
    let (keys, seen) = (keys, begun?.companyID)
    guard !writes.isEmpty, await history.isThere, let store = try? await history.store() else { return }
    await BlockingWork.run {
      guard let id = companyID ?? seen ?? keys.pinned, let last = writes.last else { return }
      try? store.record(writes, of: keys.key(id), now: last.at)
    }
  }

  /// What was seen of some subscriptions in the last 30 days, and what hooktop changed; nil before a list was recorded.
  func past(
    of ids: [Int], until now: Date
  ) async throws(HistoryProblem) -> (recent: RecentHistory, writes: [OwnWrite])? {
    let limits = limits
    return try await read { store, key throws(HistoryProblem) in
      let since = StripSpan.days30.start(endingAt: now)
      return (
        try store.recent(.days30, of: key, ids: ids, until: now, limits: limits),
        try store.writes(of: key, ids: ids, since: since, now: now).filter { $0.at <= now }
      )
    }
  }

  /// A board of the past; nil where nothing is known of the moment. Where the decisions cannot be read, which the board
  /// of now says, its gaps are those that the history shows.
  func look(_ question: LookBack) async throws(HistoryProblem) -> PastBoard? {
    let (limits, decisions) = (limits, DecisionsFile(path: keys.paths.gaps))
    return try await read { store, key throws(HistoryProblem) in
      try store.look(
        question, of: key, decided: { (try? decisions.read(until: $0).book(of: key)) ?? GapBook() }, limits: limits)
    } ?? nil
  }

  /// What happened between two moments, oldest first; nil before a list was recorded.
  func events(since: Date, until end: Date) async throws(HistoryProblem) -> [PastEvent]? {
    let limits = limits
    return try await read { store, key throws(HistoryProblem) in
      PastEvent.all(
        try store.histories(of: key, since: since, onlyStates: true, now: end),
        try store.writes(of: key, since: since, now: end), watched: try store.watched(of: key, now: end),
        since: since, until: end, limits: limits)
    }
  }

  /// Reads of the company whose list was recorded, or else of the one that the profile is known to belong to. Where it
  /// fails, whoever asked tells so, and the next list that is recorded may say that it works again.
  private func read<Value: Sendable>(
    _ question: @escaping @Sendable (HistoryStore, CompanyKey) throws(HistoryProblem) -> Value
  ) async throws(HistoryProblem) -> Value? {
    do throws(HistoryProblem) {
      let (keys, begun) = (keys, begun)
      guard await history.isThere, let store = try await history.store() else { return nil }
      return try await BlockingWork.run { () throws(HistoryProblem) -> Value? in
        guard let key = begun ?? keys.pinned.map({ keys.key($0) }) else { return nil }
        return try question(store, key)
      }
    } catch {
      told = error
      throw error
    }
  }
}

extension HistoryStore {
  /// - Parameter ids: nil for all subscriptions.
  func recent(
    _ reach: StripSpan, of key: CompanyKey, ids: [Int]? = nil, until now: Date, limits: (Int) -> HealthLimits
  ) throws(HistoryProblem) -> RecentHistory {
    let since = reach.start(endingAt: now)
    return RecentHistory(
      reach: reach,
      try histories(of: key, ids: ids, since: since, onlyStates: true, now: now).compactMap { $0.asOf(now) },
      watched: try watched(of: key, since: since, now: now).asOf(now), until: now, limits: limits)
  }

  /// Writes down a made-up past as if it had been watched.
  fileprivate func record(_ past: MadeUpPast, of key: CompanyKey) throws(HistoryProblem) {
    for span in past.watched {
      let signs = stride(from: span.from, to: span.to, by: 43_200) + [span.to - 30]
      let seen = past.histories.flatMap { $0.observations.map(\.at) }.filter { span.from <= $0 && $0 <= span.to }
      for date in Set(signs + seen).sorted() {
        let list = past.histories.compactMap { history in history.observations.last { $0.at <= date }?.subscription }
        try record(SubscriptionList(list.map { .readable($0) }), of: key, at: date, pause: 86_400)
      }
    }
  }
}

extension AnswerContext {
  /// The moment that the answer is about, by the server's clock: a cache may have kept it.
  var saidAt: Date { ServerTime(local: receivedAt, answer: self).now.addingTimeInterval(-cacheAge) }
}

/// Which company's history an account has part in.
struct CompanyKeys: Sendable {
  let baseURL: BaseURL
  /// Nil if the connection comes from the environment.
  let profile: String?
  let paths: Paths

  /// Scheme, host and port.
  var origin: String {
    let path = baseURL.text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return path.prefix(3).joined(separator: "/")
  }

  /// An empty list belongs to the company that the profile is pinned to; without a pin it is nobody's. May block.
  func key(of list: SubscriptionList) -> CompanyKey? {
    (list.companyID ?? pinned).map(key)
  }

  func key(_ companyID: Int) -> CompanyKey {
    CompanyKey(origin: origin, companyID: companyID, isLoopback: baseURL.isLoopback)
  }

  /// The company that the profile is pinned to, if its id is known. Blocks.
  var pinned: Int? { try? readPinned() }

  /// The same for those who must not take another company where the pin cannot be read.
  func readPinned() throws(CompanyPinProblem) -> Int? {
    guard let profile else { return nil }
    return try CompanyPins(paths: paths).pinned(profile, baseURL: baseURL.text)?.id
  }
}
