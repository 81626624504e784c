public import FintoroWebhooks

/// What a scenario does over time: its events, and how receivers answer deliveries.
///
/// All times are seconds after the sandbox's start, so that a script is the same at every start.
public struct DeliveryScript: Hashable, Sendable {
  /// Events that the script emits.
  public var events: [EventSchedule]
  /// How receivers answer simulated deliveries. The first rule that matches an attempt decides; without one the receiver
  /// accepts with 204.
  public var outcomes: [OutcomeRule]
  /// The seed of rules with a probability: the same number gives the same outcomes.
  public var seed: UInt64

  public init(events: [EventSchedule] = [], outcomes: [OutcomeRule] = [], seed: UInt64 = 0) {
    self.events = events
    self.outcomes = outcomes
    self.seed = seed
  }

  /// No events, and every delivery is accepted.
  public static let quiet = DeliveryScript()
}

/// How receivers answer the attempts that the rule matches. A nil matches all.
///
/// `OutcomeRule(.answer(status: 503), subscriptionID: 801, during: 30..<90)` is an outage of a minute,
/// `OutcomeRule(.timeOut, probability: 0.1)` a receiver that is slow one time in ten,
/// `OutcomeRule(.unreachable, attempts: 1...4)` one that accepts only the last attempt.
public struct OutcomeRule: Hashable, Sendable {
  public var outcome: SimulatedOutcome
  public var subscriptionID: Int?
  public var type: EventType?
  /// Which attempts of a delivery, from 1 to 5.
  public var attempts: ClosedRange<Int>?
  /// When, in seconds after the sandbox's start; `.infinity` as the upper bound for ever.
  public var during: Range<Double>?
  /// The share of the matching attempts, from 0 to 1, drawn for each attempt by the script's seed.
  public var probability: Double

  public init(
    _ outcome: SimulatedOutcome, subscriptionID: Int? = nil, type: EventType? = nil,
    attempts: ClosedRange<Int>? = nil, during: Range<Double>? = nil, probability: Double = 1
  ) {
    self.outcome = outcome
    self.subscriptionID = subscriptionID
    self.type = type
    self.attempts = attempts
    self.during = during
    self.probability = probability
  }

  /// What a rule can match.
  struct Facts: Hashable, Sendable {
    var subscriptionID: Int
    var type: EventType
    /// From 1 to 5.
    var attempt: Int
    /// Seconds after the sandbox's start.
    var moment: Double
    /// Different for every delivery, for the draw.
    var delivery: Int
  }

  func matches(_ facts: Facts) -> Bool {
    subscriptionID.map { $0 == facts.subscriptionID } ?? true
      && type.map { $0 == facts.type } ?? true
      && attempts.map { $0.contains(facts.attempt) } ?? true
      && during.map { $0.contains(facts.moment) } ?? true
  }
}

/// How a simulated receiver answers an attempt.
public enum SimulatedOutcome: Hashable, Sendable {
  /// Answers with that status, 100 to 599. Contract: 2xx is success, everything else a failure.
  case answer(status: Int)
  /// Gives no answer for 10 s. Contract: that is a failure.
  case timeOut
  /// Refuses the connection.
  case unreachable

  /// Contract: any 2xx is a success, 204 too.
  public static let accept = SimulatedOutcome.answer(status: 204)
}

extension DeliveryScript {
  /// The outcome of an attempt. It does not depend on the order of calls.
  func outcome(_ facts: OutcomeRule.Facts) -> SimulatedOutcome {
    let rule = outcomes.enumerated().first { number, rule in
      rule.matches(facts) && (rule.probability >= 1 || draw(number, facts) < rule.probability)
    }
    return rule?.element.outcome ?? .accept
  }

  /// In 0..<1, the same for the same rule and attempt.
  private func draw(_ rule: Int, _ facts: OutcomeRule.Facts) -> Double {
    let mixed = [UInt64(rule), UInt64(facts.delivery), UInt64(facts.attempt)].reduce(seed) {
      SplitMix.mixed($0 &+ $1 &+ SplitMix.step)
    }
    return Double(mixed >> 11) / Double(1 << 53)
  }
}
