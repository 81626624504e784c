public import struct Foundation.Date

/// Which moment of the past is to be shown.
public enum LookBack: Hashable, Sendable {
  case at(Date)
  /// The last change before a moment.
  case before(Date)
  /// The first change after a moment and up to now.
  case after(Date, until: Date)
}

/// A company's subscriptions as hooktop knew them at a moment.
public struct PastBoard: Hashable, Sendable {
  /// By the server's clock.
  public let at: Date
  /// As they were last seen by then, in the order of their ids.
  public let subscriptions: [Subscription]
  /// The last hours by then.
  public let recent: RecentHistory
  /// When it was last seen, where hooktop was not watching at the moment: what came after that is not known.
  public let unwatchedSince: Date?
  /// What changed at the moment itself.
  public let changes: [PastEvent]
  /// The gaps that were not closed, with what had been decided about them.
  public let gaps: [GapRecord]

  /// Nil where nothing had been seen yet.
  /// - Parameters:
  ///   - histories: what was in force some hours before, and all since.
  ///   - decided: what the decisions file said by then.
  ///   - limits: by subscription.
  public init?(
    at date: Date, _ histories: [SubscriptionHistory], watched: [WatchedSpan], decided: GapBook = GapBook(),
    limits: (Int) -> HealthLimits
  ) {
    let known = histories.compactMap { $0.asOf(date) }
    let present = known.filter { $0.deletion == nil }
    guard let seenAt = known.compactMap({ $0.observations.last?.at }).max() else { return nil }
    at = date
    subscriptions = present.compactMap(\.observations.last?.subscription)
    let spans = watched.asOf(date)
    recent = RecentHistory(known, watched: spans, until: date, limits: limits)
    let isWatched = watched.contains { $0.from <= date && date <= $0.to }
    unwatchedSince = isWatched ? nil : max(seenAt, spans.last?.to ?? seenAt)
    changes = PastEvent.all(known, watched: spans, since: date, until: date, limits: limits)
    var book = decided
    for history in known { book.take(history, limits: limits(history.id)) }
    gaps = book.open(at: date)
  }
}

extension SubscriptionHistory {
  /// What was known of it at a moment; nil if it had not been seen.
  public func asOf(_ date: Date) -> SubscriptionHistory? {
    let seen = observations.filter { $0.at <= date }
    if seen.isEmpty { return nil }
    return SubscriptionHistory(id: id, seen, deletion: deletion.flatMap { $0.noticedAt <= date ? $0 : nil })
  }
}

extension [WatchedSpan] {
  /// What had been watched at a moment.
  public func asOf(_ date: Date) -> [WatchedSpan] {
    filter { $0.from <= date }.map { WatchedSpan(from: $0.from, to: Swift.min($0.to, date)) }
  }
}
