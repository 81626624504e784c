public import struct Foundation.Date

/// The last hours or days of a company's subscriptions, as far as they were seen: what strips are drawn from.
///
/// It grows by what this run sees, and an earlier run's past can be put before it.
public struct RecentHistory: Hashable, Sendable {
  /// The longest strip that it is kept for.
  public let reach: StripSpan

  private struct Change: Hashable {
    var at: Date
    /// Nil where the subscription was gone.
    var state: HealthState?
  }

  /// By subscription, oldest first; each holds until the next.
  private var changes: [Int: [Change]] = [:]
  /// In order, none touching another.
  public private(set) var watched: [WatchedSpan] = []

  public init(reach: StripSpan = .hours3) { self.reach = reach }

  /// The past of an earlier run.
  public init(
    reach: StripSpan = .hours3, _ histories: [SubscriptionHistory], watched: [WatchedSpan], until end: Date,
    limits: (Int) -> HealthLimits
  ) {
    self.reach = reach
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
    addWatched(past.watched)
  }

  /// Takes in what else was watched.
  public mutating func addWatched(_ spans: [WatchedSpan]) { watched = WatchedSpan.merged(spans + watched) }

  /// The strip of one subscription.
  /// - Parameter span: nil for as far back as is known.
  public func strip(
    of subscription: Subscription, over span: StripSpan? = nil, cells: Int, endingAt end: Date
  ) -> Strip {
    let buckets = StripBuckets(lasting: (span ?? reach).seconds, cells: cells, endingAt: end)
    return Strip(
      spans(of: subscription.id, since: buckets.start, until: end), watched: watched,
      createdAt: subscription.createdAt.date, buckets: buckets)
  }

  /// The states of one subscription one after the other, from the one that was in force at `start` on.
  public func spans(of id: Int, since start: Date, until end: Date) -> [StateSpan] {
    let changes = changes[id] ?? []
    return changes.indices.compactMap { index -> StateSpan? in
      guard let state = changes[index].state else { return nil }
      let next = index + 1 < changes.count ? changes[index + 1].at : max(end, changes[index].at)
      return next < start ? nil : StateSpan(state, from: changes[index].at, to: next)
    }
  }

  /// The beginnings of one subscription's states, oldest first; nil where it was gone.
  func states(of id: Int) -> [(at: Date, state: HealthState?)] { (changes[id] ?? []).map { ($0.at, $0.state) } }

  /// Forgets all subscriptions but these.
  public mutating func keep(_ ids: Set<Int>) { changes = changes.filter { ids.contains($0.key) } }

  /// What no strip shows any more is dropped, but for the state that was in force then.
  private mutating func prune(at now: Date) {
    let start = reach.start(endingAt: now)
    if watched.first.map({ $0.to < start }) == true { watched.removeAll { $0.to < start } }
    for (id, all) in changes where all.count > 1 && all[1].at < start {
      changes[id] = Array(all[(all.lastIndex { $0.at < start } ?? 0)...])
    }
  }
}
