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

  /// The id that the next one to be made has. Ids that only a scenario would think of are not counted on from.
  var nextID: Int {
    max(800, values.last { $0.id < 1_000_000_000 }?.id ?? 0) + 1
  }

  /// Nil for an id that is not there; setting nil takes it away.
  subscript(id: Int) -> StoredSubscription? {
    get {
      let place = place(of: id)
      return isThere(id, at: place) ? values[place] : nil
    }
    set {
      let place = place(of: id)
      switch (newValue, isThere(id, at: place)) {
      case (let subscription?, true): values[place] = subscription
      case (let subscription?, false): values.insert(subscription, at: place)
      case (nil, true): values.remove(at: place)
      case (nil, false): break
      }
    }
  }

  private func isThere(_ id: Int, at place: Int) -> Bool {
    place < values.count && values[place].id == id
  }

  /// Where the id is, or where it would be inserted.
  private func place(of id: Int) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A subscription as this server keeps it, secret included.
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
