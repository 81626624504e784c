import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import History

/// Notices the gaps of one account's subscriptions and writes down what people decide about them. Nothing waits for it,
/// and no list fails by it.
actor GapKeeper {
  private let history: OpenHistory
  private let keys: CompanyKeys
  private let file: DecisionsFile
  private let limits: @Sendable (Int) -> HealthLimits
  /// Whom decisions are noted for.
  private let person: String
  private var contents = DecisionsFile.Contents()
  /// The company that was seen last.
  private var key: CompanyKey?
  private var watches: [Int: GapWatch] = [:]
  private var lastSeenAt: Date?
  /// Subscriptions of which something was seen that is not written yet.
  private var unwritten: Set<Int> = []
  private var isBusy = false
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var told: LineFileProblem?

  init(
    _ history: OpenHistory, keys: CompanyKeys, person: String,
    limits: @escaping @Sendable (Int) -> HealthLimits = { _ in HealthLimits() }
  ) {
    (self.history, self.keys, self.person, self.limits) = (history, keys, person, limits)
    file = DecisionsFile(path: keys.paths.gaps)
  }

  /// What a list says of gaps.
  enum News: Equatable, Sendable {
    /// Every gap that is not closed.
    case gaps([GapRecord])
    /// Why they cannot be written down; once for each reason.
    case notKept(LineFileProblem)
  }

  /// Takes a list that was recorded in the history.
  func take(_ answer: Answer<SubscriptionList>) async -> News? {
    // A disk that hangs must not gather tasks; the next list says what this one said.
    if isBusy { return nil }
    isBusy = true
    defer { free() }
    let keys = keys
    guard let key = await BlockingWork.run({ keys.key(of: answer.value) }), !history.isOff else { return nil }
    if key != self.key { await begin(key, answer) }
    let seen = observe(answer)
    do throws(LineFileProblem) {
      let book = try await write(key, noting: seen)
      told = nil
      return .gaps(book.open(at: answer.context.saidAt))
    } catch {
      defer { told = error }
      return error == told ? nil : .notKept(error)
    }
  }

  /// Writes down what a person decides about gaps that are known.
  /// - Returns: every gap that is not closed then.
  func decide(_ decision: GapDecision, about ids: [GapID], at now: Date) async throws(LineFileProblem) -> [GapRecord] {
    while isBusy { await withCheckedContinuation { waiting.append($0) } }
    isBusy = true
    defer { free() }
    guard let key else { return [] }
    let person = person
    let book = try await change(key, createIfMissing: false) { book in
      ids.compactMap { id in
        let event = book[id].flatMap { decision.event(of: $0, by: person, at: now) }
        if let event { book.add(event) }
        return event
      }
    }
    return book.open(at: now)
  }

  private func free() {
    isBusy = false
    if !waiting.isEmpty { waiting.removeFirst().resume() }
  }

  /// Gaps that went on, or began, when nobody watched are found in what was seen before. Most subscriptions cannot have
  /// any, and their past is not read.
  private func begin(_ key: CompanyKey, _ answer: Answer<SubscriptionList>) async {
    let now = answer.context.saidAt
    (self.key, lastSeenAt) = (key, nil)
    let since = StripSpan.hours3.start(endingAt: now)
    watches = [:]
    guard let store = try? await history.store() else { return }
    // What is not over by the file may have ended since, and what fails soon after belongs to it.
    let book = try? await change(key, createIfMissing: false) { _ in [] }
    let open = Set(
      (book?.records ?? []).filter { $0.gap.decidedAt ?? .distantFuture >= since }.map(\.gap.subscriptionID))
    let skipped = Set(
      answer.value.subscriptions.lazy.map { ($0.id, $0.mayHaveGap(since: since)) }
        .filter { !$0.1 && !open.contains($0.0) }.map(\.0))
    let histories =
      await BlockingWork.run {
        try? store.histories(of: key, skipping: skipped, since: since, now: now)
      } ?? []
    unwritten = Set(histories.map(\.id))
    watches = Dictionary(
      histories.map { ($0.id, $0.gapWatch(limits: limits($0.id))) }, uniquingKeysWith: { first, _ in first })
  }

  private func observe(_ answer: Answer<SubscriptionList>) -> SeenGaps {
    let (list, at) = (answer.value, answer.context.saidAt)
    watches.reserveCapacity(list.elements.count)
    for subscription in list.subscriptions where watches[subscription.id]?.lastSeen != subscription {
      var watch = watches[subscription.id] ?? GapWatch()
      watch.take(
        ObservedSubscription(at: at, subscription), limits: limits(subscription.id),
        lastLookedAt: lastSeenAt ?? watch.lastChangeAt)
      if watch.hasGaps { unwritten.insert(subscription.id) }
      watches[subscription.id] = watch
    }
    let present = list.allIDs
    for id in watches.keys where watches[id]?.lastSeen != nil && present?.contains(id) == false {
      watches[id]?.end(lastSeenAt: lastSeenAt ?? at)
      unwritten.insert(id)
    }
    defer { lastSeenAt = at }
    return SeenGaps(
      list: list, all: present, gaps: unwritten.sorted().compactMap { watches[$0]?.gaps.suffix(4) }.flatMap(\.self),
      at: at, lastSeenAt: lastSeenAt ?? at, requestID: answer.context.requestID)
  }

  private func write(_ key: CompanyKey, noting seen: SeenGaps) async throws(LineFileProblem) -> GapBook {
    let book = try await change(key, createIfMissing: !seen.gaps.isEmpty) { seen.note(in: &$0) }
    unwritten = []
    return book
  }

  private func change(
    _ key: CompanyKey, createIfMissing: Bool, _ events: @escaping @Sendable (inout GapBook) -> [GapEvent]
  ) async throws(LineFileProblem) -> GapBook {
    let (file, known) = (file, contents)
    contents = try await BlockingWork.run { () throws(LineFileProblem) in
      try file.change(key, known: known, createIfMissing: createIfMissing, events)
    }
    return contents.book(of: key)
  }
}

/// What one list says of gaps.
private struct SeenGaps: Sendable {
  let list: SubscriptionList
  /// The ids of all subscriptions; nil where not all are known.
  let all: Set<Int>?
  /// Those that the list may have changed.
  let gaps: [Gap]
  let at: Date
  /// The list before.
  let lastSeenAt: Date
  let requestID: String?

  /// - Returns: what the book did not have.
  func note(in book: inout GapBook) -> [GapEvent] {
    let seen = list.byID
    var events: [GapEvent] = []
    for gap in gaps {
      events += book.take(gap, at: at, requestID: requestID) {
        seen[gap.subscriptionID].map(GapSubject.init) ?? GapSubject(name: String(gap.subscriptionID), events: [])
      }
    }
    // Those that this run has not seen begin: history may be lost.
    for event in book.endings(seen, all: all, at: at, lastSeenAt: lastSeenAt, requestID: requestID) {
      book.add(event)
      events.append(event)
    }
    return events
  }
}
