import Foundation

/// A subscription with its state, ready to be sorted and shown.
public struct JudgedSubscription: Hashable, Sendable, Identifiable {
  public var subscription: Subscription
  public var health: Health

  public var id: Int { subscription.id }

  public init(_ subscription: Subscription, at time: ServerTime, limits: HealthLimits = HealthLimits()) {
    self.subscription = subscription
    health = Health.of(subscription, at: time, limits: limits)
  }
}

/// The order of trouble: heaviest first, inside a weight the newest failure first, then name, then id.
public enum TroubleOrder {
  public static func sorted(_ subscriptions: [JudgedSubscription]) -> [JudgedSubscription] {
    subscriptions.map { ($0, Key($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// Made once a subscription, because a comparison is made many times.
  private struct Key: Comparable {
    let weight: Int
    let failure: Double
    let name: String
    let id: Int

    init(_ judged: JudgedSubscription) {
      weight = -judged.health.state.weight.rawValue
      failure = -(judged.subscription.lastFailureAt.date?.timeIntervalSinceReferenceDate ?? -.infinity)
      name = judged.subscription.displayName.lowercased()
      id = judged.id
    }

    static func < (left: Key, right: Key) -> Bool {
      (left.weight, left.failure, left.name, left.id) < (right.weight, right.failure, right.name, right.id)
    }
  }
}
