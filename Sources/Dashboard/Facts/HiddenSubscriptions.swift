import FintoroWebhooks

/// Which subscriptions a list may hold among its elements that could not be read: of these it says neither that they
/// are gone nor that they are new.
struct HiddenSubscriptions: Equatable, Sendable {
  private let ids: Set<Int>
  /// Whether there is one whose id could not be read either: it may be any.
  private let hasNameless: Bool

  init(_ unreadable: [UnreadableSubscription] = []) {
    ids = Set(unreadable.compactMap(\.id))
    hasNameless = unreadable.contains { $0.id == nil }
  }

  func mayHold(_ id: Int) -> Bool { hasNameless || ids.contains(id) }
}
