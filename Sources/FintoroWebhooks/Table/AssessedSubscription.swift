import Foundation

/// A subscription with its state. Immutable; a class because ten thousand of them are sorted and filtered at a key press,
/// and that moves only their references.
public final class AssessedSubscription: Hashable, Sendable, Identifiable {
  public let subscription: Subscription
  public let health: Health

  public var id: Int { subscription.id }

  public init(_ subscription: Subscription, health: Health) {
    self.subscription = subscription
    self.health = health
  }

  public convenience init(
    _ subscription: Subscription, at time: ServerTime, limits: HealthLimits = HealthLimits(),
    context: DeliveryContext? = nil
  ) {
    self.init(subscription, health: Health.of(subscription, at: time, limits: limits, context: context))
  }

  /// Whether a time that it is judged by cannot be read, so that nothing is known of its deliveries.
  public var isBeyondJudging: Bool { health.state == .odd && health.oddities.contains(where: \.isUnknownTime) }

  public static func == (left: AssessedSubscription, right: AssessedSubscription) -> Bool {
    left === right || (left.health == right.health && left.subscription == right.subscription)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(subscription)
    hasher.combine(health)
  }
}

extension [AssessedSubscription] {
  /// How many active ones are neither well nor in trouble, as far as can be known.
  var beyondJudgingCount: Int { count { $0.subscription.isActive && $0.isBeyondJudging } }

  /// Whether times of deliveries came, and none of an active subscription can be read.
  public var areBeyondJudging: Bool {
    let active = filter(\.subscription.isActive)
    return active.contains(where: \.isBeyondJudging)
      && active.allSatisfy { assessed in
        assessed.isBeyondJudging
          || assessed.subscription.lastSuccessAt == .never && assessed.subscription.lastFailureAt == .never
      }
  }
}

/// The order of trouble: heaviest weight first; in it what is still retried, the earliest end first, then the newest
/// failure, then name, then id. Equal ones keep their order.
public enum TroubleOrder {
  public static func sorted(_ subscriptions: [AssessedSubscription]) -> [AssessedSubscription] {
    indices(of: subscriptions).map { subscriptions[$0] }
  }

  static func indices(of subscriptions: [AssessedSubscription]) -> [Int] {
    let keys = subscriptions.enumerated().map { Key($0.element, position: $0.offset) }
    return keys.indices.sorted { keys[$0] < keys[$1] }
  }

  /// Made once for each subscription, because it is compared many times.
  private struct Key: Comparable {
    let weight: Int
    let givesUp: Double
    let failure: Double
    let name: String
    let id: Int
    let position: Int

    init(_ assessed: AssessedSubscription, position: Int) {
      weight = -assessed.health.weight.rawValue
      givesUp = assessed.health.givesUpAt?.timeIntervalSinceReferenceDate ?? .infinity
      failure = -(assessed.subscription.lastFailureAt.date?.timeIntervalSinceReferenceDate ?? -.infinity)
      name = assessed.subscription.displayName.lowercased()
      id = assessed.id
      self.position = position
    }

    static func < (left: Key, right: Key) -> Bool {
      if left.weight != right.weight { return left.weight < right.weight }
      if left.givesUp != right.givesUp { return left.givesUp < right.givesUp }
      if left.failure != right.failure { return left.failure < right.failure }
      return (left.name, left.id, left.position) < (right.name, right.id, right.position)
    }
  }
}
