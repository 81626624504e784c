import struct Foundation.Date

/// What the companies have when a sandbox starts.
public enum Scenario: Hashable, Sendable {
  /// A believable company with at least one subscription in every health state, and a second company with one.
  case demo
  /// Both companies have none.
  case empty
  /// The first company has so many, in every state, the same at every start; the second has one.
  case huge(count: Int)
  /// The first company has one subscription with event types that are newer than the contract's table.
  case newerEvents

  func subscriptions(now: Date) -> [SubscriptionSeed] {
    switch self {
    case .demo: DemoScenario.subscriptions(now: now)
    case .empty: []
    case .huge(let count): HugeScenario.subscriptions(count: count, now: now)
    case .newerEvents: [NewerEventsScenario.subscription(now: now)]
    }
  }

  /// What happens while it runs, and how receivers take it.
  var script: DeliveryScript { .quiet }
}
