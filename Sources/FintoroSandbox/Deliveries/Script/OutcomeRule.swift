public import FintoroWebhooks

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
