public import struct Foundation.Date

/// The last hours of a company's subscriptions, as far as they were seen: what strips are drawn from.
///
/// It grows by what this run sees, and an earlier run's past can be put before it.
public struct RecentHistory: Hashable, Sendable {
  /// How far back a strip goes, in seconds.
  public static let seconds: Double = 10_800

  /// From when on a strip that ends at `end` needs to know what was seen: its first bucket may begin a bucket earlier.
  public static func start(endingAt end: Date) -> Date { end.addingTimeInterval(-seconds * 1.1) }

  private struct Change: Hashable {
    var at: Date
    /// Nil where the subscription was gone.
    var state: HealthState?
  }

  /// By subscription, oldest first; each holds until the next.
  private var changes: [Int: [Change]] = [:]
  /// In order, none touching another.
  private var watched: [WatchedSpan] = []

  public init() {}

  /// The past of an earlier run.
  public init(
    _ histories: [SubscriptionHistory], watched: [WatchedSpan], until end: Date, limits: (Int) -> HealthLimits
  ) {
    for history in histories {
      changes[history.id] = history.stateSpans(until: end, limits: limits(history.id)).map {
        Change(at: $0.from, state: $0.state)
      }
      if let deletion = history.deletion {
        changes[history.id, default: []].append(Change(at: deletion.lastSeenAt, state: nil))
      }
    }
    self.watched = WatchedSpan.merged(watched)
    prune(at: end)
  }

  /// - Parameter changes: states by their beginning, oldest first, by subscription.
  init(_ changes: [Int: [(at: Date, state: HealthState)]], watched: [WatchedSpan]) {
    self.changes = changes.mapValues { $0.map { Change(at: $0.at, state: $0.state) } }
    self.watched = watched
  }

  /// An answer came.
  /// - Parameter pause: the longest time between two answers, in seconds, that still counts as watching.
  public mutating func watch(at date: Date, pause: Double) {
    if var last = watched.last, last.extend(to: date, pause: pause) {
      watched[watched.count - 1] = last
    } else {
      watched = WatchedSpan.merged(watched + [WatchedSpan(from: date, to: date)])
    }
    prune(at: date)
  }

  /// - Parameter state: nil where it is gone.
  public mutating func note(_ id: Int, _ state: HealthState?, at date: Date) {
    guard changes[id]?.last.map({ $0.state != state }) ?? (state != nil) else { return }
    changes[id, default: []].append(Change(at: max(date, changes[id]?.last?.at ?? date), state: state))
  }

  /// Puts what an earlier run, or another hooktop, saw before what is here.
  public mutating func addPast(_ past: RecentHistory) {
    for (id, earlier) in past.changes {
      let own = changes[id] ?? []
      let before = earlier.filter { change in own.first.map { change.at < $0.at } ?? true }
      changes[id] = before + own
    }
    watched = WatchedSpan.merged(past.watched + watched)
  }

  /// The strip of one subscription.
  public func strip(of subscription: Subscription, cells: Int, endingAt end: Date) -> Strip {
    let buckets = StripBuckets(lasting: Self.seconds, cells: cells, endingAt: end)
    let changes = changes[subscription.id] ?? []
    let spans = changes.indices.compactMap { index -> StateSpan? in
      guard let state = changes[index].state else { return nil }
      let next = index + 1 < changes.count ? changes[index + 1].at : max(end, changes[index].at)
      return next < buckets.start ? nil : StateSpan(state, from: changes[index].at, to: next)
    }
    return Strip(spans, watched: watched, createdAt: subscription.createdAt.date, buckets: buckets)
  }

  /// What no strip shows any more is dropped, but for the state that was in force then.
  private mutating func prune(at now: Date) {
    let start = Self.start(endingAt: now)
    if watched.first.map({ $0.to < start }) == true { watched.removeAll { $0.to < start } }
    for (id, all) in changes where all.count > 1 && all[1].at < start {
      changes[id] = Array(all[(all.lastIndex { $0.at < start } ?? 0)...])
    }
  }
}
