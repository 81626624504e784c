import FintoroWebhooks

extension Scenario {
  /// The demo's company on a busy day: an event every second or so, one delivery in twenty refused at first.
  public static let busy = Scenario(
    subscriptions: DemoScenario.subscriptions, script: BusyScenario.script,
    // Failures that nobody sees for three hours would make a dull day.
    assumptions: Scenario.assumptionsToWatch)

  /// Failures show at once instead of after three hours.
  static let assumptionsToWatch: Assumptions = {
    var assumptions = Assumptions()
    assumptions.lastFailureAt = .everyAttempt
    return assumptions
  }()
}

enum BusyScenario {
  static let script = DeliveryScript(
    events: schedule, outcomes: [OutcomeRule(.answer(status: 503), attempts: 1...1, probability: 0.05)], seed: 53)

  /// Every type of the contract, the first half of them often; each starts a little later than the one before it.
  private static let schedule = EventCatalogue.types.enumerated().map { number, type in
    EventSchedule(
      type, first: 1 + Double(number) * 0.7, every: number % 2 == 0 ? 30 : 97, resourceID: 300 + number * 1000)
  }
}
