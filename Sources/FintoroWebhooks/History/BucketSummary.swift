public import Foundation

/// What hooktop saw of one subscription in one bucket of a strip.
public struct BucketSummary: Hashable, Sendable {
  /// How long it was in a state while hooktop watched.
  public struct Share: Hashable, Sendable {
    public var state: HealthState
    public var seconds: Double

    public init(_ state: HealthState, seconds: Double) {
      self.state = state
      self.seconds = seconds
    }
  }

  public struct Change: Hashable, Sendable {
    public var at: Date
    /// Nil where it was seen for the first time.
    public var from: HealthState?
    /// Nil where it was gone.
    public var to: HealthState?
    /// Since when nobody had looked before it was seen; nil where hooktop saw it happen.
    public var unwatchedSince: Date?
  }

  public var from: Date
  /// The end of the bucket, or now.
  public var to: Date
  /// The worst state first.
  public var shares: [Share]
  /// Seconds in which hooktop did not look.
  public var unwatched: Double
  /// Oldest first.
  public var changes: [Change]
  /// Whether the subscription came to be after this bucket.
  public var isBeforeCreation: Bool
}

extension RecentHistory {
  /// - Parameter now: the newest bucket ends there.
  public func summary(of subscription: Subscription, bucket index: Int, in buckets: StripBuckets, now: Date)
    -> BucketSummary
  {
    let from = buckets.starts[min(max(0, index), buckets.starts.count - 1)]
    // Between two answers nothing is missed: what is new is seen with the next one.
    let to = min(from.addingTimeInterval(buckets.width), max(from, seenUntil(now)))
    let spans = spans(of: subscription.id, since: from, until: now)
    var seconds: [HealthState: Double] = [:]
    for span in spans where span.from < to && span.to > from {
      for seen in watched where seen.from < to && seen.to > from {
        let overlap = min(span.to, seen.to, to).timeIntervalSince(max(span.from, seen.from, from))
        if overlap > 0 { seconds[span.state, default: 0] += overlap }
      }
    }
    let created = subscription.createdAt.date ?? .distantPast
    let existing = max(0, to.timeIntervalSince(max(from, created)))
    let order = HealthState.allCases.sorted { Strip.Cell($0) > Strip.Cell($1) }
    return BucketSummary(
      from: from, to: from.addingTimeInterval(buckets.width),
      shares: order.compactMap { state in seconds[state].map { .init(state, seconds: $0) } },
      unwatched: max(0, existing - seconds.values.reduce(0, +)),
      changes: changes(of: subscription.id, from: from, to: from.addingTimeInterval(buckets.width)),
      isBeforeCreation: from.addingTimeInterval(buckets.width) <= created)
  }

  private func seenUntil(_ now: Date) -> Date {
    guard let last = watched.last?.to, now.timeIntervalSince(last) < 120 else { return now }
    return min(now, last)
  }

  /// Changes of state in a time, with what was before each.
  private func changes(of id: Int, from: Date, to: Date) -> [BucketSummary.Change] {
    let states = states(of: id)
    return states.indices.filter { from <= states[$0].at && states[$0].at < to }.map { index in
      BucketSummary.Change(
        at: states[index].at, from: index > 0 ? states[index - 1].state : nil, to: states[index].state,
        unwatchedSince: watched.pause(before: states[index].at))
    }
  }
}
