/// The answer to the list call: all of a company's subscriptions in the server's order.
public struct SubscriptionList: Hashable, Sendable {
  public var elements: [ListedSubscription]

  public init(_ elements: [ListedSubscription]) {
    self.elements = elements
  }

  public var subscriptions: [Subscription] {
    var subscriptions: [Subscription] = []
    // All of them nearly always: an array that grows would copy them over and over.
    subscriptions.reserveCapacity(elements.count)
    for case .readable(let subscription) in elements { subscriptions.append(subscription) }
    return subscriptions
  }

  /// By id. Of two with one id, which no server should send, the first.
  public var byID: [Int: Subscription] {
    var byID: [Int: Subscription] = [:]
    byID.reserveCapacity(elements.count)
    for case .readable(let subscription) in elements where byID[subscription.id] == nil {
      byID[subscription.id] = subscription
    }
    return byID
  }

  /// The ids of all subscriptions, also of those that cannot be read; nil where an element without an id may be any of
  /// them, so that none is certainly missing.
  public var allIDs: Set<Int>? {
    var ids: Set<Int> = []
    ids.reserveCapacity(elements.count)
    for element in elements {
      switch element {
      case .readable(let subscription): ids.insert(subscription.id)
      case .unreadable(let element):
        guard let id = element.id else { return nil }
        ids.insert(id)
      }
    }
    return ids
  }

  /// The company that they belong to; nil where none of them tells.
  public var companyID: Int? {
    for case .readable(let subscription) in elements { if let id = subscription.companyID { return id } }
    return nil
  }

  public var unreadable: [UnreadableSubscription] {
    elements.compactMap { if case .unreadable(let element) = $0 { element } else { nil } }
  }
}

/// One element of the list. An unreadable one does not hide the others.
public enum ListedSubscription: Hashable, Sendable {
  case readable(Subscription)
  case unreadable(UnreadableSubscription)
}

/// An element of the list without a readable `id`, `url` or `isActive`.
public struct UnreadableSubscription: Hashable, Sendable {
  /// Its place in the list, from 0.
  public var position: Int
  /// Its id, if that could be read.
  public var id: Int?
  /// What could not be read, such as ``"`url` is missing"``.
  public var problem: String

  public init(position: Int, id: Int?, problem: String) {
    self.position = position
    self.id = id
    self.problem = problem
  }
}
