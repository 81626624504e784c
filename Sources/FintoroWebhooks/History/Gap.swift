public import struct Foundation.Date

/// A time in which deliveries may be lost, or are lost because the subscription was disabled. It is computed from what
/// hooktop saw, and says no more than that.
public struct Gap: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Deliveries failed: they may be lost.
    case failures
    /// Events were not delivered at all: they are lost.
    case disabled
  }

  public enum End: Hashable, Sendable {
    /// An answer showed that deliveries are accepted again.
    case accepted
    case enabled
    case deleted
  }

  public var kind: Kind
  /// When hooktop noticed it.
  public var noticedAt: Date
  /// The first known failure, or since when the subscription was surely disabled.
  public var surelyFrom: Date
  /// No event from before can be lost by this gap.
  public var possiblyFrom: Date
  /// Nil while it goes on.
  public var endedAt: Date?
  public var end: End?
  /// The newest failure in it; nil for a disabled one.
  public var lastFailureAt: Date?
  /// Whether the URL was changed in it: what was refused went to another address.
  public var isURLChanged = false

  /// When everything that failed in it is accepted or lost; nil while newer failures may come.
  public var decidedAt: Date? {
    guard let endedAt else { return nil }
    guard let lastFailureAt else { return endedAt }
    return max(endedAt, lastFailureAt.addingTimeInterval(Double(DeliverySchedule.window)))
  }
}

extension SubscriptionHistory {
  /// Oldest first.
  public func gaps(limits: HealthLimits = HealthLimits()) -> [Gap] {
    var failures = FailureGaps()
    var disabled = DisabledGaps()
    var before: ObservedSubscription?
    for observation in observations {
      failures.take(observation, after: before, limits)
      disabled.take(observation, after: before, limits)
      before = observation
    }
    if let deletion {
      failures.gaps.endOpen(.deleted, at: deletion.lastSeenAt)
      disabled.gaps.endOpen(.deleted, at: deletion.lastSeenAt)
    }
    return (failures.gaps + disabled.gaps).sorted { $0.possiblyFrom < $1.possiblyFrom }
  }
}

extension [Gap] {
  /// Whether the newest one goes on.
  fileprivate var isOpen: Bool { last.map { $0.end == nil } ?? false }

  /// Ends the newest one, if it goes on. No gap ends before it was noticed.
  fileprivate mutating func endOpen(_ end: Gap.End, at date: Date) {
    guard isOpen else { return }
    (self[count - 1].end, self[count - 1].endedAt) = (end, Swift.max(self[count - 1].noticedAt, date))
  }

  /// What failed belongs to the newest one, which goes on.
  fileprivate mutating func goOn(with failure: Date) {
    (self[count - 1].end, self[count - 1].endedAt) = (nil, nil)
    self[count - 1].lastFailureAt = Swift.max(self[count - 1].lastFailureAt ?? failure, failure)
  }
}

/// The gaps in which deliveries fail.
private struct FailureGaps {
  var gaps: [Gap] = []
  /// The URL that the last gap began with.
  private var url = ""

  mutating func take(_ observed: ObservedSubscription, after before: ObservedSubscription?, _ limits: HealthLimits) {
    let subscription = observed.subscription
    if let failure = newFailure(observed, after: before, limits) {
      if let last = gaps.last, belongs(failure, to: last) {
        gaps.goOn(with: failure)
      } else {
        let earliest = gaps.last?.endedAt ?? .distantPast
        gaps.append(Self.opened(by: failure, observed, after: before, notBefore: earliest))
        url = subscription.url
      }
    }
    guard gaps.isOpen else { return }
    if subscription.url != url { gaps[gaps.count - 1].isURLChanged = true }
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
  private static func opened(
    by failure: Date, _ observed: ObservedSubscription, after before: ObservedSubscription?, notBefore earliest: Date
  ) -> Gap {
    let subscription = observed.subscription
    let firstTry = failure.addingTimeInterval(-Double(DeliverySchedule.window))
    let accepted = (before?.subscription ?? subscription).lastSuccessAt.date.flatMap { $0 <= failure ? $0 : nil }
    // Nothing was seen before and nothing was ever accepted: the failures may be as old as the subscription.
    let isUnbounded = before == nil && subscription.lastSuccessAt.date == nil
    let from = isUnbounded ? subscription.createdAt.date ?? firstTry : min(accepted ?? firstTry, firstTry)
    let least = max(earliest, subscription.createdAt.date ?? .distantPast)
    return Gap(
      kind: .failures, noticedAt: observed.at, surelyFrom: failure, possiblyFrom: min(failure, max(from, least)),
      lastFailureAt: failure)
  }
}

/// The gaps in which the subscription is disabled.
private struct DisabledGaps {
  var gaps: [Gap] = []
  private var url = ""

  mutating func take(_ observed: ObservedSubscription, after before: ObservedSubscription?, _ limits: HealthLimits) {
    let subscription = observed.subscription
    switch (subscription.isActive, gaps.isOpen) {
    case (false, false):
      gaps.append(Self.opened(observed, after: before, limits))
      url = subscription.url
    case (false, true): if subscription.url != url { gaps[gaps.count - 1].isURLChanged = true }
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
      kind: .disabled, noticedAt: observed.at, surelyFrom: since ?? observed.at,
      possiblyFrom: since ?? lastActive ?? observed.at)
  }
}
