import Foundation

/// Which subscriptions get which event types: what nobody hears, and what somebody hears twice.
public struct Coverage: Hashable, Sendable {
  /// By event type, unknown ones too: the ids of the subscriptions that have it, in the given order.
  public let hearers: [EventType: [Int]]
  /// Known types that no active subscription has, in the catalogue's order; those of paused ones among them.
  public let unheard: [EventType]
  /// Types that one endpoint URL gets through more than one active subscription: each event is delivered twice.
  public let doubled: [Doubled]
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

  public init(_ subscriptions: [Subscription]) {
    var hearers: [EventType: [Int]] = [:]
    var unknown: [EventType] = []
    for subscription in subscriptions {
      var seen: Set<EventType> = []
      for type in subscription.subscribedEvents where seen.insert(type).inserted {
        if hearers[type] == nil, !type.isKnown { unknown.append(type) }
        hearers[type, default: []].append(subscription.id)
      }
    }
    self.hearers = hearers
    self.unknown = unknown
    paused = Set(subscriptions.lazy.filter { !$0.isActive }.map(\.id))
    let active = Set(subscriptions.lazy.filter(\.isActive).flatMap(\.subscribedEvents))
    unheard = EventCatalogue.types.filter { !active.contains($0) }
    let shared = Self.groups(subscriptions)
    sharedURLs = shared.map { SharedURL(url: $0.url, ids: $0.members.map(\.id)) }
    doubled = shared.flatMap { Self.doubled($0.url, $0.members.filter(\.isActive)) }
  }

  /// How many active subscriptions have the type.
  public func activeCount(_ type: EventType) -> Int {
    hearers[type]?.count { !paused.contains($0) } ?? 0
  }

  public func isPaused(_ id: Int) -> Bool { paused.contains(id) }

  public var heardCount: Int { EventCatalogue.types.count - unheard.count }

  private static func groups(_ subscriptions: [Subscription]) -> [(url: String, members: [Subscription])] {
    var positions: [String: Int] = [:]
    var groups: [(url: String, members: [Subscription])] = []
    for subscription in subscriptions {
      let key = sameness(subscription.url)
      if let position = positions[key] {
        groups[position].members.append(subscription)
      } else {
        positions[key] = groups.count
        groups.append((subscription.url, [subscription]))
      }
    }
    return groups.filter { $0.members.count > 1 }
  }

  private static func doubled(_ url: String, _ members: [Subscription]) -> [Doubled] {
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
    guard let scheme = url.range(of: "://") else { return url }
    let rest = url[scheme.upperBound...]
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    var authority = rest[..<end].lowercased()
    if authority.hasSuffix(":443") { authority.removeLast(4) }
    let path = rest[end...]
    return "\(url[..<scheme.lowerBound].lowercased())://\(authority)\(path.isEmpty ? "/" : path)"
  }
}
