/// What goes on in a scenario while it runs: which events happen by themselves, and how receivers take deliveries.
///
/// All times are seconds after the sandbox's start, so that a script plays the same whenever it is started.
public struct DeliveryScript: Hashable, Sendable {
  /// What happens without being asked for.
  public var events: [EventSchedule]
  /// How receivers behave where deliveries are simulated. The first rule that applies to an attempt decides; where none
  /// does, the receiver accepts it with 204.
  public var outcomes: [OutcomeRule]
  /// What rules with a probability draw from: the same number gives the same outcomes.
  public var seed: UInt64

  public init(events: [EventSchedule] = [], outcomes: [OutcomeRule] = [], seed: UInt64 = 0) {
    self.events = events
    self.outcomes = outcomes
    self.seed = seed
  }

  /// Nothing happens by itself, and everybody accepts what is delivered.
  public static let quiet = DeliveryScript()
}
