public import FintoroWebhooks
public import Foundation

/// What hooktop has seen since it started; the API has no such log. Its size is limited: the oldest entries are
/// dropped.
public struct WatchLog: Equatable, Sendable {
  public enum Event: Equatable, Sendable {
    case subscription(BoardChange)
    /// A change of the connection: it shows when hooktop could see nothing.
    case connection(from: String, to: String)
    /// hooktop rotated its secret, which no list shows.
    case rotated(Int, name: String)
  }

  public struct Entry: Equatable, Sendable {
    /// When hooktop noticed it, by this machine's clock. It happened at some time since the list before.
    public var at: Date
    public var event: Event
  }

  /// A gap between two answers, by the times of their requests.
  public struct Gap: Equatable, Sendable {
    public var from: Date
    public var to: Date
  }

  public static let maxEntries = 1_000

  /// When the first list was received; nil before.
  public private(set) var watchingSince: Date?
  /// The last time in which hooktop saw nothing; nil while there was none.
  public private(set) var lastGap: Gap?
  /// Oldest first.
  public private(set) var entries: [Entry] = []
  /// How many older entries were dropped.
  public private(set) var dropped = 0
  private var connection = "loading"
  /// How many entries there were at the last look, including dropped ones.
  private var seenCount = 0

  public init() {}

  /// How many entries came since the log was last looked at.
  public var unseenCount: Int { dropped + entries.count - seenCount }

  mutating func markSeen() { seenCount = dropped + entries.count }

  mutating func noteAnswer(at now: Date) { watchingSince = watchingSince ?? now }

  mutating func noteGap(after last: Date, at now: Date) { lastGap = Gap(from: last, to: now) }

  mutating func add(_ changes: [BoardChange], at now: Date) {
    changes.forEach { add(Entry(at: now, event: .subscription($0))) }
  }

  mutating func noteRotation(of id: Int, name: String, at now: Date) {
    add(Entry(at: now, event: .rotated(id, name: name)))
  }

  /// Notes the connection's status if it has changed.
  mutating func note(_ status: ConnectionStatus, at now: Date) {
    let word = status.word
    guard word != connection else { return }
    // The first answer is the beginning, not a change.
    if watchingSince != nil || connection != "loading" || word != "live" {
      add(Entry(at: now, event: .connection(from: connection, to: word)))
    }
    connection = word
  }

  mutating func clockMoved(by seconds: Double) {
    watchingSince?.addTimeInterval(seconds)
    lastGap?.from.addTimeInterval(seconds)
    lastGap?.to.addTimeInterval(seconds)
    for index in entries.indices { entries[index].at.addTimeInterval(seconds) }
  }

  /// The newest change of state seen for a subscription, and when.
  public func lastStateChange(of id: Int) -> (at: Date, from: HealthState, to: HealthState)? {
    for entry in entries.reversed() {
      if case .subscription(let change) = entry.event, change.id == id, case .state(let from, let to) = change.kind {
        return (entry.at, from, to)
      }
    }
    return nil
  }

  /// Whether any subscription has left the list since hooktop started.
  var hasSeenDeletion: Bool {
    entries.contains { if case .subscription(let change) = $0.event { change.kind == .vanished } else { false } }
  }

  /// How often a subscription has changed its state since hooktop started.
  public func stateChangeCount(of id: Int) -> Int {
    entries.count { entry in
      if case .subscription(let change) = entry.event, change.id == id, case .state = change.kind {
        true
      } else {
        false
      }
    }
  }

  private mutating func add(_ entry: Entry) {
    if entries.count >= Self.maxEntries {
      let surplus = entries.count - Self.maxEntries + 1
      entries.removeFirst(surplus)
      dropped += surplus
    }
    entries.append(entry)
  }
}

extension ConnectionStatus {
  /// A few words for the log; they stay the same while nothing changes.
  var word: String {
    switch self {
    case .loading: "loading"
    case .live: "live"
    case .stopped: "stopped"
    case .stale(_, let why): "stale (\(why))"
    case .rateLimited: "rate-limited"
    case .refused(let why): "refused (\(why))"
    case .offline(_, let why): "offline (\(why))"
    case .noList(_, let why): "no list (\(why))"
    }
  }
}
