import struct Foundation.Date

/// Subscriptions by id, always in the order of their ids, so that a list needs no sorting.
struct SubscriptionTable: Sendable {
  /// Ascending ids.
  private(set) var values: [StoredSubscription]

  /// Of two with one id the first stays.
  init(_ subscriptions: [StoredSubscription]) {
    values = []
    values.reserveCapacity(subscriptions.count)
    // Sorting is stable, so the first of two stands before the second.
    for subscription in subscriptions.sorted(by: { $0.id < $1.id }) where values.last?.id != subscription.id {
      values.append(subscription)
    }
  }

  /// The id of the next subscription. Huge ids, which only scenarios have, do not count.
  var nextID: Int {
    max(800, values.last { $0.id < 1_000_000_000 }?.id ?? 0) + 1
  }

  /// Nil for an unknown id; setting nil removes it.
  subscript(id: Int) -> StoredSubscription? {
    get {
      let index = index(of: id)
      return contains(id, at: index) ? values[index] : nil
    }
    set {
      let index = index(of: id)
      switch (newValue, contains(id, at: index)) {
      case (let subscription?, true): values[index] = subscription
      case (let subscription?, false): values.insert(subscription, at: index)
      case (nil, true): values.remove(at: index)
      case (nil, false): break
      }
    }
  }

  private func contains(_ id: Int, at index: Int) -> Bool {
    index < values.count && values[index].id == id
  }

  /// The index of the id, or where it would be inserted.
  private func index(of id: Int) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A subscription in the store, secret included.
struct StoredSubscription: Hashable, Sendable, Codable {
  let id: Int
  let companyID: Int
  var draft: SubscriptionDraft
  var lastSuccessAt: Date?
  var lastFailureAt: Date?
  var disabledAt: Date?
  var disabledReason: String?
  var createdAt: Date
  var updatedAt: Date
  var secret: String
}

/// The part of a subscription that callers choose.
struct SubscriptionDraft: Hashable, Sendable, Codable {
  var name: String?
  var url: String
  var isActive: Bool
  var subscribedEvents: [String]
}
