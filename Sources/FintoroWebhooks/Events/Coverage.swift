import Foundation

/// Who subscribes to which event types, how sure it is that their events arrive, and what one endpoint gets twice.
public struct Coverage: Hashable, Sendable {
  /// How sure it is that events of a type arrive somewhere, by the best of its active subscribers. Worst first.
  public enum Kind: CaseIterable, Hashable, Sendable {
    /// All are failing or never ok.
    case onlyBroken
    /// The best is new, silent or odd: that it works is not known.
    case notProven
    case notSubscribed
    /// The best is ok, recovered or quiet.
    case safe
  }

  /// Who subscribes to one event type, by id.
  public struct Subscribers: Hashable, Sendable {
    /// Active ones, in the best state first.
    public fileprivate(set) var active: [Int] = []
    /// Disabled ones: they get nothing.
    public fileprivate(set) var disabled: [Int] = []
    /// The best state of the active ones; nil without any.
    public fileprivate(set) var best: HealthState?

    public var all: [Int] { active + disabled }
    public var kind: Kind { best.flatMap { $0.place?.kind } ?? .notSubscribed }

    fileprivate mutating func append(_ assessed: AssessedSubscription) {
      if assessed.health.state.place == nil {
        disabled.append(assessed.id)
      } else {
        active.append(assessed.id)
        // They come in the best state first.
        best = best ?? assessed.health.state
      }
    }
  }

  /// Known event types of one resource that the same subscriptions have.
  public struct Group: Hashable, Sendable {
    public var types: [EventType]
    public var subscribers: Subscribers
  }

  /// Types that one endpoint URL gets by the same active subscriptions: each event is delivered twice.
  public struct Duplicate: Hashable, Sendable {
    public var types: [EventType]
    public var url: String
    public var ids: [Int]
  }

  public struct SharedURL: Hashable, Sendable {
    public var url: String
    public var ids: [Int]
  }

  /// How many subscriptions may have any type, because they or their events could not be read.
  public let unreadableCount: Int
  public let duplicates: [Duplicate]
  /// Endpoint URLs that more than one subscription has, active or not.
  public let sharedURLs: [SharedURL]
  /// Types that this version's catalogue lacks, in the order they came.
  public let unknown: [EventType]
  private let subscribers: [EventType: Subscribers]
  /// The catalogue's types, each under its kind.
  private let types: [Kind: [EventType]]

  /// - Parameter unreadable: how many there are besides these.
  public init(_ assessed: [AssessedSubscription], unreadable: Int = 0) {
    let subscriptions = assessed.map(\.subscription)
    var seen: Set<EventType> = []
    unknown = subscriptions.lazy.flatMap(\.subscribedEvents).filter { !$0.isKnown && seen.insert($0).inserted }
    var subscribers: [EventType: Subscribers] = [:]
    let places = HealthState.allCases.count
    for place in 0...places {
      for assessed in assessed where assessed.health.state.place?.rank ?? places == place {
        for type in Set(assessed.subscription.subscribedEvents) {
          subscribers[type, default: Subscribers()].append(assessed)
        }
      }
    }
    self.subscribers = subscribers
    types = Dictionary(grouping: EventCatalogue.types) { subscribers[$0]?.kind ?? .notSubscribed }
    unreadableCount = unreadable + subscriptions.count(where: \.mayHaveAnyType)
    let shared = Self.groups(subscriptions)
    sharedURLs = shared.map { SharedURL(url: $0.url, ids: $0.members.map(\.id)) }
    duplicates = shared.flatMap { Self.duplicates($0.url, $0.members.filter(\.isActive)) }
  }

  /// How many known types have no active subscriber; nil where some subscriptions or their events could not be read.
  ///
  /// The same as the whole coverage says, many times faster: after few of ten thousand subscriptions nothing is missing.
  /// - Parameter unreadable: how many there are besides these.
  public static func notSubscribedCount(_ assessed: [AssessedSubscription], unreadable: Int = 0) -> Int? {
    guard unreadable == 0, !assessed.contains(where: { $0.subscription.mayHaveAnyType }) else { return nil }
    var missing = Set(EventCatalogue.types)
    for assessed in assessed where assessed.health.state.place != nil {
      if missing.isEmpty { break }
      missing.subtract(assessed.subscription.subscribedEvents)
    }
    return missing.count
  }

  /// Whether all subscriptions and their events could be read. If not, types that look not subscribed may be.
  public var isComplete: Bool { unreadableCount == 0 }

  public func subscribers(of type: EventType) -> Subscribers { subscribers[type] ?? Subscribers() }

  /// The known types of a kind, in the catalogue's order. The four kinds add up to the catalogue.
  public func types(_ kind: Kind) -> [EventType] { types[kind] ?? [] }

  /// The known types of a kind; those of one resource with the same subscribers together.
  public func groups(_ kind: Kind) -> [Group] {
    types(kind).reduce(into: []) { groups, type in
      let subscribers = subscribers(of: type)
      if let last = groups.last, last.subscribers == subscribers, last.types.first?.resource == type.resource {
        groups[groups.count - 1].types.append(type)
      } else {
        groups.append(Group(types: [type], subscribers: subscribers))
      }
    }
  }

  /// The duplicates that contain a type.
  public func duplicates(of type: EventType) -> [Duplicate] { duplicates.filter { $0.types.contains(type) } }

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
    return EventCatalogue.sorted(ids.keys.sorted()).reduce(into: []) { duplicates, type in
      guard let ids = ids[type], ids.count > 1 else { return }
      if let index = duplicates.firstIndex(where: { $0.ids == ids }) {
        duplicates[index].types.append(type)
      } else {
        duplicates.append(Duplicate(types: [type], url: url, ids: ids))
      }
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

extension Subscription {
  /// Whether it gets events of which it is not known which ones.
  fileprivate var mayHaveAnyType: Bool { isActive && eventsProblem != nil }
}

extension HealthState {
  /// What an active subscriber in this state says of its event types, and its place among the others: 0 is best. Nil for
  /// a disabled one, which gets nothing.
  fileprivate var place: (rank: Int, kind: Coverage.Kind)? {
    switch self {
    case .ok: (0, .safe)
    case .recovered: (1, .safe)
    case .quiet: (2, .safe)
    case .new: (3, .notProven)
    case .silent: (4, .notProven)
    case .odd: (5, .notProven)
    case .failing: (6, .onlyBroken)
    case .neverOK: (7, .onlyBroken)
    case .disabled: nil
    }
  }
}
