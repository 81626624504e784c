public import Foundation

/// What could have been seen of these subscriptions in the last 30 days; for the demo, whose screens say what it is.
public struct MadeUpPast: Sendable {
  public let histories: [SubscriptionHistory]
  /// In order. Over one weekend nobody looked.
  public let watched: [WatchedSpan]

  public init(of subscriptions: [Subscription], at now: Date) {
    let watched = [
      WatchedSpan(from: now - 30 * Self.day, to: now - 17 * Self.day),
      WatchedSpan(from: now - 14.5 * Self.day, to: now),
    ]
    self.watched = watched
    histories = subscriptions.map { subscription in
      let begin = max(watched[0].from, subscription.createdAt.date ?? watched[0].from)
      let days = InventedDays(subscription, from: begin, at: now).observations
        .filter { $0.at >= begin && $0.at < now - 1 }
      return SubscriptionHistory(
        id: subscription.id, Self.seen(days, watched) + [ObservedSubscription(at: now - 1, subscription)])
    }
  }

  /// What is left where nobody looked for a while: of each pause its end alone was seen, when the pause was over.
  private static func seen(_ days: [ObservedSubscription], _ watched: [WatchedSpan]) -> [ObservedSubscription] {
    watched.enumerated().flatMap { index, span -> [ObservedSubscription] in
      let missed = days.last { index > 0 && watched[index - 1].to < $0.at && $0.at < span.from }
      let after = missed.map { [ObservedSubscription(at: span.from, $0.subscription)] } ?? []
      return after + days.filter { span.from <= $0.at && $0.at <= span.to }
    }
  }

  /// For strips that reach as far back.
  public func recent(_ reach: StripSpan = .hours3, at now: Date) -> RecentHistory {
    RecentHistory(reach: reach, histories, watched: watched, until: now) { _ in HealthLimits() }
  }

  fileprivate static let day: Double = 86_400
}

/// The days of one subscription up to its state of now. They contradict nothing that its fields say: no failure is later
/// than the last one, nor any success.
private struct InventedDays {
  let subscription: Subscription
  let begin: Date
  let now: Date

  private typealias Outage = (began: Date, ended: Date)

  init(_ subscription: Subscription, from begin: Date, at now: Date) {
    (self.subscription, self.begin, self.now) = (subscription, begin, now)
  }

  /// Oldest first.
  var observations: [ObservedSubscription] {
    let success = subscription.lastSuccessAt.date ?? begin
    let failure = subscription.lastFailureAt.date ?? begin
    switch Health.of(subscription, at: ServerTime(now: now)).state {
    case .new, .silent, .odd: return [ObservedSubscription(at: begin, subscription)]
    case .neverOK:
      let first = min(failure, begin + 300)
      return [seen(begin, success: nil), seen(first, success: nil, failure: first)]
    case .disabled:
      let since = max(begin, subscription.disabledAt.date ?? begin)
      return working(until: min(success, since - 60)) + [ObservedSubscription(at: since, subscription)]
    case .quiet, .ok: return working(until: success)
    // Its first failure came some time after its last success.
    case .failing:
      let began = success + 60
      return working(until: success) + [seen(began, success: success, failure: min(failure, began))]
    // It failed for a while before its last failure.
    case .recovered:
      let (began, back) = (failure - 2_400, min(success, failure + 299))
      return working(until: began - 60)
        + [
          seen(began, success: began - 60, failure: began),
          seen(back + 1, success: back, failure: failure),
        ]
    }
  }

  /// Twice a day something is accepted, but for a few outages.
  private func working(until end: Date) -> [ObservedSubscription] {
    let outages = outages(until: end)
    let accepted = Array(stride(from: begin, to: end, by: MadeUpPast.day / 2)) + [max(begin, end)]
    let all =
      accepted.filter { date in !outages.contains { $0.began <= date && date <= $0.ended } }.map {
        seen($0, success: $0)
      }
      + outages.flatMap { outage in
        [
          seen(outage.began, success: outage.began - 60, failure: outage.began),
          seen(outage.ended, success: outage.ended - 1, failure: outage.ended - Self.accepted),
        ]
      }
    // A failure stays the last one until there is another.
    let failedAt = subscription.lastFailureAt.date ?? .distantFuture
    var failure = failedAt < begin ? subscription.lastFailureAt : .never
    return all.sorted { $0.at < $1.at }.map { observation in
      var observation = observation
      if observation.subscription.lastFailureAt.date == nil { observation.subscription.lastFailureAt = failure }
      failure = observation.subscription.lastFailureAt
      return observation
    }
  }

  /// At other times for each subscription, none in the last hours; and the one with its last failure.
  private func outages(until end: Date) -> [Outage] {
    guard let failedAt = subscription.lastFailureAt.date else { return [] }
    let number = subscription.id % 97
    let all = [(days: 1.2, minutes: 25), (days: 6.4, minutes: 140), (days: 22.7, minutes: 600)]
    let invented: [Outage] = all.enumerated().filter { (number + $0.offset) % 3 != 0 }.map { _, outage in
      let began = now - (outage.days + Double(number % 7) * 0.31) * MadeUpPast.day
      return (began, began + Double(outage.minutes + number % 11 * 7) * 60)
    }
    let last: Outage = (failedAt - 1_500, failedAt + Self.accepted)
    return invented.filter { $0.began > begin && $0.ended < min(end - 3_600, last.began) }
      + (last.began > begin && last.ended < end ? [last] : [])
  }

  /// Seconds from the last failure of an outage to when deliveries are accepted again.
  private static let accepted = 120.0

  private func seen(_ at: Date, success: Date?, failure: Date? = nil) -> ObservedSubscription {
    var earlier = subscription
    (earlier.isActive, earlier.disabledAt, earlier.disabledReason) = (true, .never, nil)
    if let updated = earlier.updatedAt.date, updated > at { earlier.updatedAt = earlier.createdAt }
    earlier.lastSuccessAt = success.map { Timestamp($0) } ?? .never
    earlier.lastFailureAt = failure.map { Timestamp($0) } ?? .never
    return ObservedSubscription(at: at, earlier)
  }
}
