public import FintoroWebhooks

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

/// How receivers take deliveries, for those attempts that a rule applies to. What is nil applies to all.
///
/// `OutcomeRule(.answer(status: 503), subscriptionID: 801, during: 30..<90)` is an outage of a minute,
/// `OutcomeRule(.timeOut, probability: 0.1)` a receiver that is slow one time in ten,
/// `OutcomeRule(.unreachable, attempts: 1...4)` one that only the last attempt reaches.
public struct OutcomeRule: Hashable, Sendable {
  public var outcome: SimulatedOutcome
  public var subscriptionID: Int?
  public var type: EventType?
  /// Which attempts of a delivery, from 1 to 5.
  public var attempts: ClosedRange<Int>?
  /// When, in seconds after the sandbox's start; `.infinity` as the upper bound for ever.
  public var during: Range<Double>?
  /// How many of the attempts that fit, from 0 to 1; drawn by the script's seed for each attempt anew.
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

  /// Everything that a rule may look at.
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

  func fits(_ facts: Facts) -> Bool {
    subscriptionID.map { $0 == facts.subscriptionID } ?? true
      && type.map { $0 == facts.type } ?? true
      && attempts.map { $0.contains(facts.attempt) } ?? true
      && during.map { $0.contains(facts.moment) } ?? true
  }
}

/// What a simulated receiver does with an attempt.
public enum SimulatedOutcome: Hashable, Sendable {
  /// Answers with that status, 100 to 599. Contract: 2xx is success, everything else a failure.
  case answer(status: Int)
  /// Says nothing for 10 s. Contract: that is a failure.
  case timeOut
  /// Is not there: the connection is refused.
  case unreachable

  /// Contract: 204 is a fine answer.
  public static let accept = SimulatedOutcome.answer(status: 204)
}

extension DeliveryScript {
  /// What becomes of an attempt. Pure: the order in which attempts are asked about changes nothing.
  func outcome(_ facts: OutcomeRule.Facts) -> SimulatedOutcome {
    let rule = outcomes.enumerated().first { number, rule in
      rule.fits(facts) && (rule.probability >= 1 || draw(number, facts) < rule.probability)
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
