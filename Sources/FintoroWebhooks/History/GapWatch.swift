public import struct Foundation.Date

/// Finds the gaps of one subscription in what is seen of it, one observation after the other.
public struct GapWatch: Hashable, Sendable {
  private var failures = FailureGaps()
  private var disabled = DisabledGaps()
  private var last: ObservedSubscription?

  public init() {}

  /// Oldest first.
  public var gaps: [Gap] { (failures.gaps + disabled.gaps).sorted { $0.possiblyFrom < $1.possiblyFrom } }

  public var hasGaps: Bool { !failures.gaps.isEmpty || !disabled.gaps.isEmpty }

  /// The last observation, unless the subscription was deleted since.
  public var lastSeen: Subscription? { last?.subscription }

  /// When it was last seen to have changed.
  public var lastChangeAt: Date? { last?.at }

  /// - Parameter looked: when the answer before came, by the server's clock: of all failures since then the API tells
  ///   the newest alone, so the first may be as old. Nil where none can hide behind another.
  public mutating func take(
    _ observation: ObservedSubscription, limits: HealthLimits = HealthLimits(), lastLookedAt looked: Date? = nil
  ) {
    failures.take(observation, after: last, limits, looked)
    disabled.take(observation, after: last, limits)
    last = observation
  }

  /// The subscription is gone.
  public mutating func end(lastSeenAt date: Date) {
    failures.gaps.endOpen(.deleted, at: date)
    disabled.gaps.endOpen(.deleted, at: date)
    last = nil
  }
}

extension Subscription {
  /// Whether a gap may go on or have gone on since then: it has failed, or is or was disabled.
  public func mayHaveGap(since date: Date) -> Bool {
    guard isActive, let updatedAt = updatedAt.date, updatedAt < date else { return true }
    guard let failure = lastFailureAt.date else { return lastFailureAt != .never }
    let isOver = lastSuccessAt.date.map { $0 > failure } ?? false
    return !isOver || failure.addingTimeInterval(Double(DeliverySchedule.window)) >= date
  }
}

extension SubscriptionHistory {
  /// Its gaps up to the last observation, and what finds the next ones.
  public func gapWatch(limits: HealthLimits = HealthLimits()) -> GapWatch {
    var watch = GapWatch()
    for observation in observations { watch.take(observation, limits: limits) }
    if let deletion { watch.end(lastSeenAt: deletion.lastSeenAt) }
    return watch
  }

  /// Oldest first.
  public func gaps(limits: HealthLimits = HealthLimits()) -> [Gap] { gapWatch(limits: limits).gaps }
}

extension [Gap] {
  /// Whether the newest one goes on.
  fileprivate var isOpen: Bool { last.map { $0.end == nil } ?? false }

  /// Ends the newest one, if it goes on. No gap ends before it was noticed.
  fileprivate mutating func endOpen(_ end: Gap.End, at date: Date) {
    guard isOpen else { return }
    (self[count - 1].end, self[count - 1].endedAt) = (end, Swift.max(self[count - 1].noticedAt, date))
  }

  fileprivate mutating func noteURL(_ url: String) {
    if self[count - 1].url != url { self[count - 1].isURLChanged = true }
  }

  /// What failed belongs to the newest one, which goes on.
  fileprivate mutating func goOn(with failure: Date) {
    (self[count - 1].end, self[count - 1].endedAt) = (nil, nil)
    self[count - 1].lastFailureAt = Swift.max(self[count - 1].lastFailureAt ?? failure, failure)
  }
}

/// The gaps in which deliveries fail.
private struct FailureGaps: Hashable {
  var gaps: [Gap] = []

  mutating func take(
    _ observed: ObservedSubscription, after before: ObservedSubscription?, _ limits: HealthLimits, _ looked: Date?
  ) {
    let subscription = observed.subscription
    if let failure = newFailure(observed, after: before, limits) {
      if let last = gaps.last, belongs(failure, to: last) {
        gaps.goOn(with: failure)
      } else {
        let earliest = gaps.last?.endedAt ?? .distantPast
        let first = min(failure, looked ?? failure)
        gaps.append(Self.opened(by: failure, first: first, observed, after: before, notBefore: earliest))
      }
    }
    guard gaps.isOpen else { return }
    gaps.noteURL(subscription.url)
    if let success = subscription.lastSuccessAt.date, let failure = subscription.lastFailureAt.date, success > failure {
      gaps.endOpen(.accepted, at: observed.at)
    }
  }

  /// A time of failure that was not there before; at the first observation one that still matters.
  private func newFailure(
    _ observed: ObservedSubscription, after before: ObservedSubscription?, _ limits: HealthLimits
  ) -> Date? {
    guard let failure = observed.subscription.lastFailureAt.date,
      failure <= observed.at.addingTimeInterval(limits.skew)
    else { return nil }
    guard let before else {
      let health = Health.of(observed.subscription, at: ServerTime(now: observed.at), limits: limits)
      return health.state.hasRetryWindow ? failure : nil
    }
    guard let earlier = before.subscription.lastFailureAt.date else { return failure }
    return failure > earlier ? failure : nil
  }

  /// A failure in an open gap, or so soon after one that it can be a retry of what failed in it.
  private func belongs(_ failure: Date, to gap: Gap) -> Bool {
    guard let endedAt = gap.endedAt else { return true }
    return failure <= endedAt.addingTimeInterval(Double(DeliverySchedule.window))
  }

  /// `lastFailureAt` may move only at a delivery's last try, so the first one may have begun a whole window before.
  /// - Parameter first: the earliest time that another failure may have had, of which this one is the newest.
  private static func opened(
    by failure: Date, first: Date, _ observed: ObservedSubscription, after before: ObservedSubscription?,
    notBefore earliest: Date
  ) -> Gap {
    let subscription = observed.subscription
    let firstTry = first.addingTimeInterval(-Double(DeliverySchedule.window))
    let accepted = (before?.subscription ?? subscription).lastSuccessAt.date.flatMap { $0 <= failure ? $0 : nil }
    // Nothing was seen before and nothing was ever accepted: the failures may be as old as the subscription.
    let isUnbounded = before == nil && subscription.lastSuccessAt.date == nil
    let from = isUnbounded ? subscription.createdAt.date ?? firstTry : min(accepted ?? firstTry, firstTry)
    let least = max(earliest, subscription.createdAt.date ?? .distantPast)
    return Gap(
      of: subscription.id, .failures, noticedAt: observed.at, surelyFrom: failure,
      possiblyFrom: min(failure, max(from, least)), lastFailureAt: failure, url: subscription.url)
  }
}

/// The gaps in which the subscription is disabled.
private struct DisabledGaps: Hashable {
  var gaps: [Gap] = []

  mutating func take(_ observed: ObservedSubscription, after before: ObservedSubscription?, _ limits: HealthLimits) {
    let subscription = observed.subscription
    switch (subscription.isActive, gaps.isOpen) {
    case (false, false):
      gaps.append(Self.opened(observed, after: before, limits))
    case (false, true): gaps.noteURL(subscription.url)
    case (true, _): gaps.endOpen(.enabled, at: observed.at)
    }
  }

  private static func opened(
    _ observed: ObservedSubscription, after before: ObservedSubscription?, _ limits: HealthLimits
  ) -> Gap {
    let lastActive = before?.at
    // A time from before the last answer in which it was active is of an earlier disable.
    let since = observed.subscription.disabledAt.date.flatMap { date in
      date >= (lastActive?.addingTimeInterval(-limits.skew) ?? .distantPast) ? min(date, observed.at) : nil
    }
    return Gap(
      of: observed.subscription.id, .disabled, noticedAt: observed.at, surelyFrom: since ?? observed.at,
      possiblyFrom: since ?? lastActive ?? observed.at, url: observed.subscription.url)
  }
}
