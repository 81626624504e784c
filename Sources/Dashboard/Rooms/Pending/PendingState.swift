public import FintoroWebhooks

/// The pending creates, each with what the list has that it may have made.
public struct PendingState: Equatable, Sendable {
  /// What the cursor stands on; found again after every look.
  public enum Row: Hashable, Sendable {
    case create(IdempotencyKey)
    case candidate(IdempotencyKey, id: Int)

    var key: IdempotencyKey {
      switch self {
      case .create(let key), .candidate(let key, _): key
      }
    }
  }

  public var row: Row?

  public init(row: Row? = nil) {
    self.row = row
  }
}

/// One pending create as the dialog shows it.
struct PendingItem: Equatable {
  enum Stage: Equatable {
    /// hooktop is at it, now or at its next try.
    case underWay(TrackedCreate)
    /// Another hooktop works on it.
    case elsewhere
    /// Of another account.
    case foreign(String)
    /// Nothing is sent any more before a person says what.
    case needsPerson(String)
  }

  let create: FoundCreate
  let stage: Stage
  /// Best first; nil as long as there is no list to look into.
  let candidates: [CreateCandidate]?

  var needsPerson: Bool { if case .needsPerson = stage { true } else { false } }
}

extension State {
  /// All that is pending: what the journal has, and what this board is at.
  var pendingItems: [PendingItem] {
    let known = Set(custody.pending.map(\.key))
    let own = creates.compactMap { create in
      create.key.flatMap { known.contains($0) ? nil : FoundCreate(key: $0, label: create.label) }
    }
    return (custody.pending + own).map { item($0) }
  }

  private func item(_ create: FoundCreate) -> PendingItem {
    let stage: PendingItem.Stage
    if let tracked = creates.first(where: { $0.key == create.key }) {
      stage = .underWay(tracked)
    } else if let why = custody.needingPerson[create.key] {
      stage = .needsPerson(why)
    } else {
      switch create.status {
      case .resumable, .busy: stage = .elsewhere
      case .foreign(let obstacle): stage = .foreign(obstacle.sentence)
      case .toBePrinted: stage = .foreign(PendingCreate.Obstacle.toBePrinted(create.key).sentence)
      case .stale(let staleness): stage = .needsPerson(staleness.advice)
      case .unreadable(_, let problem): stage = .needsPerson("The entry cannot be read: \(problem).")
      }
    }
    return PendingItem(create: create, stage: stage, candidates: candidates(create, stage))
  }

  /// From the newest list, so that looking costs no request.
  private func candidates(_ create: FoundCreate, _ stage: PendingItem.Stage) -> [CreateCandidate]? {
    guard case .needsPerson = stage, let input = create.input, let startedAt = create.startedAt else { return [] }
    guard list.rows != nil else { return nil }
    let list = SubscriptionList(list.subscriptions.map { .readable($0.subscription) })
    return CreateCandidate.of(input, startedAt: startedAt, skew: serverTime.skew ?? 0, in: list)
  }

  func rows(of items: [PendingItem]) -> [PendingState.Row] {
    items.flatMap { item in
      [.create(item.create.key)] + (item.candidates ?? []).map { .candidate(item.create.key, id: $0.id) }
    }
  }
}
