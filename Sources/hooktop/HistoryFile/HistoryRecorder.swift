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
  }

  /// Records a list of a board.
  func watch(_ answer: Answer<SubscriptionList>) async -> News? {
    // A disk that hangs must not gather tasks; the next list says what this one said.
    if isWriting { return nil }
    isWriting = true
    defer { isWriting = false }
    do throws(HistoryProblem) {
      let past = try await record(answer, pause: pause)
      told = nil
      return past.map(News.past)
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
    guard let key = await BlockingWork.run({ keys.key(of: answer.value) }),
      let store = try await history.store()
    else { return nil }
    let isFirst = begun != key && pause != nil
    let past = try await BlockingWork.run { () throws(HistoryProblem) -> RecentHistory? in
      let now = answer.context.saidAt
      var past: RecentHistory?
      if isFirst, isDemo {
        past = .madeUp(for: answer.value.subscriptions, at: now)
      } else if isFirst {
        let since = RecentHistory.start(endingAt: now)
        past = RecentHistory(
          try store.histories(of: key, since: since, now: now),
          watched: try store.watched(of: key, since: since, now: now), until: now, limits: limits)
      }
      try store.record(answer.value, of: key, at: now, pause: pause)
      return past
    }
    if isFirst { begun = key }
    return past
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
    (list.subscriptions.lazy.compactMap(\.companyID).first ?? pinned).map(key)
  }

  func key(_ companyID: Int) -> CompanyKey {
    CompanyKey(origin: origin, companyID: companyID, isLoopback: baseURL.isLoopback)
  }

  /// The company that the profile is pinned to, if its id is known. Blocks.
  var pinned: Int? {
    guard let profile else { return nil }
    return try? CompanyPins(paths: paths).pinned(profile, baseURL: baseURL.text)?.id
  }
}
