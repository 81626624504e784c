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

/// The order of trouble: heaviest first, inside a weight the newest failure first, then name, then id; what is alike
/// in all of them keeps its order.
public enum TroubleOrder {
  public static func sorted(_ subscriptions: [JudgedSubscription]) -> [JudgedSubscription] {
    subscriptions.enumerated().map { ($0.element, Key($0.element, position: $0.offset)) }
      .sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// Made once a subscription, because a comparison is made many times.
  private struct Key: Comparable {
    let weight: Int
    let failure: Double
    let name: String
    let id: Int
    let position: Int

    init(_ judged: JudgedSubscription, position: Int) {
      weight = -judged.health.state.weight.rawValue
      failure = -(judged.subscription.lastFailureAt.date?.timeIntervalSinceReferenceDate ?? -.infinity)
      name = judged.subscription.displayName.lowercased()
      id = judged.id
      self.position = position
    }

    static func < (left: Key, right: Key) -> Bool {
      (left.weight, left.failure, left.name, left.id, left.position)
        < (right.weight, right.failure, right.name, right.id, right.position)
    }
  }
}
