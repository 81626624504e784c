import FintoroWebhooks
import Foundation

/// One pending create as shown in the dialog.
struct PendingItem: Equatable {
  enum Stage: Equatable {
    /// hooktop is sending it or waits for its next try.
    case underWay(TrackedCreate)
    /// Another hooktop is working on it.
    case otherProcess
    /// It belongs to another account.
    case foreign(String)
    /// A person must decide before anything is sent.
    case needsPerson(String)
  }

  let create: FoundCreate
  let stage: Stage
  /// Best first; nil while there is no list newer than the last news of the create.
  let candidates: [CreateCandidate]?
  /// Whether a request may still be under way, so that a list without it proves nothing.
  let mayStillArrive: Bool

  var needsPerson: Bool { if case .needsPerson = stage { true } else { false } }

  /// It is sent with the same key, so no second subscription is created.
  var canBeSentAgain: Bool {
    switch stage {
    case .underWay(let tracked): tracked.retryAt != nil
    case .needsPerson: if case .resumable = create.status { true } else { false }
    case .otherProcess, .foreign: false
    }
  }
}

extension World {
  /// The journal's entries, and the creates of this board that are in the journal by now.
  var pendingCreates: [FoundCreate] {
    let known = Set(custody.pending.map(\.key))
    return custody.pending
      + creates.compactMap { create in
        create.key.flatMap { known.contains($0) ? nil : FoundCreate(key: $0, label: create.label) }
      }
  }

  /// The same with what can be done about each.
  var pendingItems: [PendingItem] { pendingCreates.map { item($0) } }

  private func item(_ create: FoundCreate) -> PendingItem {
    let (stage, heardAt) = (stage(of: create), heardAt(create))
    return PendingItem(
      create: create, stage: stage, candidates: candidates(create, stage, heardAt: heardAt),
      mayStillArrive: heardAt.map { now.timeIntervalSince($0) < CreateCandidate.slack } ?? false)
  }

  func stage(of create: FoundCreate) -> PendingItem.Stage {
    if let tracked = creates.first(where: { $0.key == create.key }) { return .underWay(tracked) }
    if let need = custody.needingPerson[create.key] { return .needsPerson(need.why) }
    return switch create.status {
    case .resumable, .busy: .otherProcess
    case .foreign(let obstacle): .foreign(obstacle.sentence)
    case .toBePrinted: .foreign(PendingCreate.Obstacle.toBePrinted(create.key).sentence)
    case .stale(let staleness): .needsPerson(staleness.advice)
    case .unreadable(_, let problem): .needsPerson("The entry cannot be read: \(problem).")
    }
  }

  /// When the create was last sent or answered. A time in this clock's future is none: the clock was set back.
  private func heardAt(_ create: FoundCreate) -> Date? {
    [create.lastSentAt, custody.needingPerson[create.key]?.since].compactMap { $0 }.filter { $0 <= now }.max()
  }

  /// Searches the newest list, so that no request is needed. A list that is older than the last news of the create
  /// proves nothing.
  private func candidates(
    _ create: FoundCreate, _ stage: PendingItem.Stage, heardAt: Date?
  ) -> [CreateCandidate]? {
    guard case .needsPerson = stage, let input = create.input, let startedAt = create.startedAt else { return [] }
    guard list.rows != nil, let answer = connection.answer, answer.askedAt >= heardAt ?? .distantPast else {
      return nil
    }
    let list = SubscriptionList(list.subscriptions.map { .readable($0.subscription) })
    return CreateCandidate.of(input, startedAt: startedAt, skew: serverTime.skew ?? 0, in: list)
  }
}
