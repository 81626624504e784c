import FintoroWebhooks

extension Scenario {
  /// The demo's company on a busy day: an event every second or so, one delivery in twenty refused at first.
  public static let busy = Scenario(
    subscriptions: DemoScenario.subscriptions, script: BusyScenario.script,
    assumptions: Scenario.immediateFailures)

  /// Failures show at once instead of after three hours, so that there is something to watch.
  static let immediateFailures: Assumptions = {
    var assumptions = Assumptions()
    assumptions.lastFailureAt = .everyAttempt
    return assumptions
  }()
}

enum BusyScenario {
  static let script = DeliveryScript(
    events: schedule, outcomes: [OutcomeRule(.answer(status: 503), attempts: 1...1, probability: 0.05)], seed: 53)

  /// Every type of the contract, every other one often, each starting a little later than the one before.
  private static let schedule = EventCatalogue.types.enumerated().map { number, type in
    EventSchedule(
      type, first: 1 + Double(number) * 0.7, every: number % 2 == 0 ? 30 : 97, resourceID: 300 + number * 1000)
  }
}

extension Scenario {
  /// Receivers that fail and recover as one watches, each at its own pace.
  public static let outage = Scenario(
    subscriptions: OutageScenario.subscriptions, script: OutageScenario.script,
    assumptions: Scenario.immediateFailures)
}

enum OutageScenario {
  private struct Receiver {
    var name: String
    var host: String
    /// How it fails; nil for one that never does.
    var outcome: SimulatedOutcome?
    /// Seconds from one outage to the next, and the length of each.
    var every = 0.0
    var lasting = 0.0
  }

  private static let receivers = [
    Receiver(name: "ERP sync", host: "erp.acme.sk", outcome: .answer(status: 503), every: 120, lasting: 45),
    Receiver(name: "BI export", host: "bi.acme.sk", outcome: .unreachable, every: 300, lasting: 200),
    Receiver(name: "Invoices → DWH", host: "dwh.acme.sk", outcome: .timeOut, every: 240, lasting: 60),
    Receiver(name: "Warehouse mirror", host: "wms.acme.sk", outcome: .answer(status: 401), every: 90, lasting: 30),
    Receiver(name: "Bank matching", host: "pay.acme.sk"),
    Receiver(name: "Payments feed", host: "feeds.acme.sk", outcome: .answer(status: 500), every: 45, lasting: 8),
  ]

  /// Outages last for a day; afterwards everything recovers.
  private static let length = Age.day

  static let subscriptions = receivers.enumerated().map { number, receiver in
    SubscriptionSeed(
      id: 801 + number, name: receiver.name, url: "https://\(receiver.host)/hooks/fintoro",
      subscribedEvents: DemoScenario.every("invoices"),
      past: SubscriptionPast(success: 60 + Double(number) * 7, created: 100 * Age.day))
  }

  static let script = DeliveryScript(
    events: [
      EventSchedule(EventType("invoices.updated"), first: 2, every: 5, resourceID: 301),
      EventSchedule(EventType("invoices.paid"), first: 4, every: 17, resourceID: 301),
    ],
    outcomes: receivers.enumerated().flatMap { number, receiver in outages(of: receiver, id: 801 + number) })

  private static func outages(of receiver: Receiver, id: Int) -> [OutcomeRule] {
    guard let outcome = receiver.outcome else { return [] }
    return stride(from: receiver.every / 4, to: length, by: receiver.every).map { start in
      OutcomeRule(outcome, subscriptionID: id, during: start..<(start + receiver.lasting))
    }
  }
}
