public import struct Foundation.Date

/// A subscription in the list that a pending create may have made.
public struct CreateCandidate: Hashable, Sendable, Identifiable {
  public enum Likeness: Int, Hashable, Sendable, Comparable {
    /// The same URL only.
    case sameURL
    /// URL, name, state and events are what was sent, but it is older than the create: probably made before.
    case sameButOlder
    /// The same URL, made at the time of the create; something was changed since.
    case sameURLAndTime
    /// All that was sent, made at the time of the create.
    case same

    public static func < (left: Likeness, right: Likeness) -> Bool { left.rawValue < right.rawValue }
  }

  public var subscription: Subscription
  public var likeness: Likeness

  public var id: Int { subscription.id }

  /// Why it is a candidate.
  public var reason: String {
    switch likeness {
    case .same: "all that was sent, and made at that time"
    case .sameURLAndTime: "the same URL, and made at that time; other fields differ"
    case .sameButOlder: "all that was sent, but made at another time"
    case .sameURL: "the same URL, made at another time"
    }
  }

  /// Seconds by which the two clocks may differ, and a send may take to arrive.
  public static let slack = 300.0

  /// The subscriptions in the list that may come from a create, the likeliest first.
  /// - Parameters:
  ///   - input: what was sent.
  ///   - skew: how far the server's clock is ahead of the one that `startedAt` was read from, in seconds.
  public static func of(
    _ input: SubscriptionInput, startedAt: Date, skew: Double = 0, in list: SubscriptionList
  ) -> [CreateCandidate] {
    let earliest = startedAt.addingTimeInterval(skew - slack)
    let latest = startedAt.addingTimeInterval(skew + Double(IdempotencyKey.assumedLifetime) + slack)
    return list.subscriptions.compactMap { subscription in
      guard subscription.url == input.url else { return nil }
      let isSame =
        subscription.name == input.name && subscription.isActive == input.isActive
        && Set(subscription.subscribedEvents) == Set(input.subscribedEvents)
      let isInTime = subscription.createdAt.date.map { (earliest...latest).contains($0) } ?? true
      let likeness: Likeness =
        switch (isSame, isInTime) {
        case (true, true): .same
        case (false, true): .sameURLAndTime
        case (true, false): .sameButOlder
        case (false, false): .sameURL
        }
      return CreateCandidate(subscription: subscription, likeness: likeness)
    }
    .sorted { ($1.likeness, $1.id) < ($0.likeness, $0.id) }
  }
}
