public import FintoroWebhooks

/// A change of one subscription, found by comparing two lists or by the passing of time.
public struct BoardChange: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case state(from: HealthState, to: HealthState)
    case appeared(HealthState)
    case vanished
    /// A person changed these fields. Disabling and enabling are changes of state.
    case edited([InputField])
  }

  public var id: Int
  /// What people call it.
  public var name: String
  public var kind: Kind

  /// All changes, in the new list's order; deleted ones last.
  /// - Parameters:
  ///   - hiddenBefore: what the list before may have contained unread.
  ///   - hidden: what the new list may contain unread.
  static func between(
    _ before: [AssessedSubscription], _ after: [AssessedSubscription],
    hiddenBefore: HiddenSubscriptions = HiddenSubscriptions(), hidden: HiddenSubscriptions = HiddenSubscriptions()
  ) -> [BoardChange] {
    let known = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
    let changes = after.flatMap { assessed -> [BoardChange] in
      let name = assessed.subscription.displayName
      guard let earlier = known[assessed.id] else {
        if hiddenBefore.mayHold(assessed.id) { return [] }
        return [BoardChange(id: assessed.id, name: name, kind: .appeared(assessed.health.state))]
      }
      let kinds = [edit(earlier.subscription, assessed.subscription), stateChange(earlier, assessed)].compactMap { $0 }
      return kinds.map { BoardChange(id: assessed.id, name: name, kind: $0) }
    }
    let left = Set(after.map(\.id))
    return changes
      + before.filter { !left.contains($0.id) && !hidden.mayHold($0.id) }.map {
        BoardChange(id: $0.id, name: $0.subscription.displayName, kind: .vanished)
      }
  }

  private static func stateChange(_ before: AssessedSubscription, _ after: AssessedSubscription) -> Kind? {
    before.health.state == after.health.state ? nil : .state(from: before.health.state, to: after.health.state)
  }

  private static func edit(_ before: Subscription, _ after: Subscription) -> Kind? {
    if before.name == after.name, before.url == after.url, before.subscribedEvents == after.subscribedEvents {
      return nil
    }
    let fields: [(field: InputField, isSame: Bool)] = [
      (.name, before.nameProblem != nil || after.nameProblem != nil || before.name == after.name),
      (.url, before.url == after.url),
      // Ignore the order of event types, and fields that could not be read.
      (
        .events,
        before.eventsProblem != nil || after.eventsProblem != nil
          || Set(before.subscribedEvents) == Set(after.subscribedEvents)
      ),
    ]
    let changed = fields.filter { !$0.isSame }.map(\.field)
    return changed.isEmpty ? nil : .edited(changed)
  }
}

/// The subscriptions that a list's unreadable elements may be. About these, nothing says that they are gone or new.
struct HiddenSubscriptions: Equatable, Sendable {
  private let ids: Set<Int>
  /// Whether an element has no readable id; it may be any subscription.
  private let hasUnidentified: Bool

  init(_ unreadable: [UnreadableSubscription] = []) {
    ids = Set(unreadable.compactMap(\.id))
    hasUnidentified = unreadable.contains { $0.id == nil }
  }

  func mayHold(_ id: Int) -> Bool { hasUnidentified || ids.contains(id) }
}
