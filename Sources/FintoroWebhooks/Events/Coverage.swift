import Foundation

/// Which subscriptions get which event types: what nobody hears, and what somebody hears twice.
public struct Coverage: Hashable, Sendable {
  /// By event type, unknown ones too: the ids of the subscriptions that have it, in the given order.
  public let subscribers: [EventType: [Int]]
  /// Known types that no active subscription has, in the catalogue's order; those of paused ones among them. Empty where
  /// that is not known, because of subscriptions that could not be read.
  public let uncovered: [EventType]
  /// Known types that an active subscription has: at least so many where some could not be read.
  public let heardCount: Int
  /// How many subscriptions there are that may hear any type, because they, or their events, could not be read.
  public let unreadableCount: Int
  /// Types that one endpoint URL gets through more than one active subscription: each event is delivered twice.
  public let duplicates: [Doubled]
  /// Endpoint URLs that more than one subscription has, active or not.
  public let sharedURLs: [SharedURL]
  /// Types that this version's catalogue lacks, in the order they came.
  public let unknown: [EventType]

  public struct Doubled: Hashable, Sendable {
    public var type: EventType
    public var url: String
    public var ids: [Int]
  }

  public struct SharedURL: Hashable, Sendable {
    public var url: String
    public var ids: [Int]
  }

  private let paused: Set<Int>

  /// - Parameter unreadable: how many there are besides these.
  public init(_ subscriptions: [Subscription], unreadable: Int = 0) {
    var subscribers: [EventType: [Int]] = [:]
    var unknown: [EventType] = []
    for subscription in subscriptions {
      // One that names a type twice was the last to hear it.
      for type in subscription.subscribedEvents where subscribers[type]?.last != subscription.id {
        if subscribers[type] == nil, !type.isKnown { unknown.append(type) }
        subscribers[type, default: []].append(subscription.id)
      }
    }
    self.subscribers = subscribers
    self.unknown = unknown
    let paused = Set(subscriptions.lazy.filter { !$0.isActive }.map(\.id))
    self.paused = paused
    unreadableCount = unreadable + subscriptions.count { $0.isActive && $0.eventsProblem != nil }
    let notSeenHeard = EventCatalogue.types.filter { subscribers[$0]?.allSatisfy(paused.contains) ?? true }
    heardCount = EventCatalogue.types.count - notSeenHeard.count
    uncovered = unreadableCount == 0 ? notSeenHeard : []
    let shared = Self.groups(subscriptions)
    sharedURLs = shared.map { SharedURL(url: $0.url, ids: $0.members.map(\.id)) }
    duplicates = shared.flatMap { Self.duplicates($0.url, $0.members.filter(\.isActive)) }
  }

  /// How many active subscriptions have the type.
  public func activeCount(_ type: EventType) -> Int {
    subscribers[type]?.count { !paused.contains($0) } ?? 0
  }

  public func isPaused(_ id: Int) -> Bool { paused.contains(id) }

  /// Whether everything that may hear anything could be read.
  public var isComplete: Bool { unreadableCount == 0 }

  private static func groups(_ subscriptions: [Subscription]) -> [(url: String, members: [Subscription])] {
    var firsts: [String: Int] = [:]
    // Only where there is a second one, by the first one's index: most URLs belong to one subscription.
    var groups: [Int: [Int]] = [:]
    for index in subscriptions.indices {
      let key = sameness(subscriptions[index].url)
      if let first = firsts[key] {
        groups[first, default: [first]].append(index)
      } else {
        firsts[key] = index
      }
    }
    return groups.sorted { $0.key < $1.key }.map { first, indices in
      (subscriptions[first].url, indices.map { subscriptions[$0] })
    }
  }

  private static func duplicates(_ url: String, _ members: [Subscription]) -> [Doubled] {
    guard members.count > 1 else { return [] }
    var ids: [EventType: [Int]] = [:]
    for member in members {
      for type in Set(member.subscribedEvents) { ids[type, default: []].append(member.id) }
    }
    return EventCatalogue.sorted(ids.keys.sorted()).compactMap { type in
      guard let ids = ids[type], ids.count > 1 else { return nil }
      return Doubled(type: type, url: url, ids: ids)
    }
  }

  /// Scheme and host do not know upper case, and the standard port says nothing.
  private static func sameness(_ url: String) -> String {
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
      return url
    }
    let rest = bytes.index(colon, offsetBy: 3)
    let end = bytes[rest...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.endIndex
    var authority = url[rest..<end].lowercased()
    if authority.hasSuffix(":443") { authority.removeLast(4) }
    let path = url[end...]
    return "\(url[..<colon].lowercased())://\(authority)\(path.isEmpty ? "/" : path)"
  }
}
