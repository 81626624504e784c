import Foundation

/// Which subscriptions get which event types: types without a subscriber, and types that one endpoint gets twice.
public struct Coverage: Hashable, Sendable {
  /// By event type, unknown ones too: the ids of the subscriptions that have it, in the given order.
  public let subscribers: [EventType: [Int]]
  /// Known types that no active subscription has, in the catalogue's order; types of disabled ones are among them. Empty
  /// where subscriptions could not be read, because then it is not known.
  public let uncovered: [EventType]
  /// How many known types an active subscription has; at least so many where some could not be read.
  public let coveredCount: Int
  /// How many subscriptions may have any type, because they or their events could not be read.
  public let unreadableCount: Int
  /// Types that one endpoint URL gets by more than one active subscription: each event is delivered twice.
  public let duplicates: [Duplicate]
  /// Endpoint URLs that more than one subscription has, active or not.
  public let sharedURLs: [SharedURL]
  /// Types that this version's catalogue lacks, in the order they came.
  public let unknown: [EventType]

  public struct Duplicate: Hashable, Sendable {
    public var type: EventType
    public var url: String
    public var ids: [Int]
  }

  public struct SharedURL: Hashable, Sendable {
    public var url: String
    public var ids: [Int]
  }

  private let disabled: Set<Int>

  /// - Parameter unreadable: how many there are besides these.
  public init(_ subscriptions: [Subscription], unreadable: Int = 0) {
    var subscribers: [EventType: [Int]] = [:]
    var unknown: [EventType] = []
    for subscription in subscriptions {
      // A subscription that lists a type twice was just appended: skip it.
      for type in subscription.subscribedEvents where subscribers[type]?.last != subscription.id {
        if subscribers[type] == nil, !type.isKnown { unknown.append(type) }
        subscribers[type, default: []].append(subscription.id)
      }
    }
    self.subscribers = subscribers
    self.unknown = unknown
    let disabled = Set(subscriptions.lazy.filter { !$0.isActive }.map(\.id))
    self.disabled = disabled
    unreadableCount = unreadable + subscriptions.count { $0.isActive && $0.eventsProblem != nil }
    let notSeenCovered = EventCatalogue.types.filter { subscribers[$0]?.allSatisfy(disabled.contains) ?? true }
    coveredCount = EventCatalogue.types.count - notSeenCovered.count
    uncovered = unreadableCount == 0 ? notSeenCovered : []
    let shared = Self.groups(subscriptions)
    sharedURLs = shared.map { SharedURL(url: $0.url, ids: $0.members.map(\.id)) }
    duplicates = shared.flatMap { Self.duplicates($0.url, $0.members.filter(\.isActive)) }
  }

  /// How many active subscriptions have the type.
  public func activeCount(_ type: EventType) -> Int {
    subscribers[type]?.count { !disabled.contains($0) } ?? 0
  }

  public func isDisabled(_ id: Int) -> Bool { disabled.contains(id) }

  /// Whether all subscriptions and their events could be read.
  public var isComplete: Bool { unreadableCount == 0 }

  private static func groups(_ subscriptions: [Subscription]) -> [(url: String, members: [Subscription])] {
    var firsts: [String: Int] = [:]
    // Only URLs with a second subscription, by the index of the first: most have one.
    var groups: [Int: [Int]] = [:]
    for index in subscriptions.indices {
      let key = normalized(subscriptions[index].url)
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

  private static func duplicates(_ url: String, _ members: [Subscription]) -> [Duplicate] {
    guard members.count > 1 else { return [] }
    var ids: [EventType: [Int]] = [:]
    for member in members {
      for type in Set(member.subscribedEvents) { ids[type, default: []].append(member.id) }
    }
    return EventCatalogue.sorted(ids.keys.sorted()).compactMap { type in
      guard let ids = ids[type], ids.count > 1 else { return nil }
      return Duplicate(type: type, url: url, ids: ids)
    }
  }

  /// Scheme and host ignore case, and the default port can be left out.
  private static func normalized(_ url: String) -> String {
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
