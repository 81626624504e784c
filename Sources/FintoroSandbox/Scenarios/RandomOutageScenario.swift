import FintoroWebhooks
import Foundation

extension Scenario {
  /// Endpoints that fail at random times for a day, and then work again; one seed always gives the same day.
  public static func randomOutage(seed: Int) -> Scenario { RandomOutageScenario(seed: seed).scenario }
}

/// Three endpoints with one script, drawn from a seed: times are whole seconds, as the API tells them.
struct RandomOutageScenario {
  /// Seconds in which outages begin and end.
  static let length = Age.day
  private static let ids = 801...803

  let scenario: Scenario

  init(seed: Int) {
    var draw = Draw(seed)
    var assumptions = Assumptions()
    assumptions.lastFailureAt = draw.fraction() < 0.5 ? .everyAttempt : .lastAttempt
    let events = [("invoices.updated", 90.0, 600.0), ("invoices.paid", 300, 3_000)].map { type, least, most in
      EventSchedule(
        EventType(type), first: 1 + (draw.fraction() * 60).rounded(), every: draw.seconds(least, most), resourceID: 301)
    }
    let outcomes = Self.ids.flatMap { Self.outages(of: $0, &draw) }
    let subscriptions = Self.ids.map { id in
      SubscriptionSeed(
        id: id, name: "Endpoint \(id)", url: "https://hooks-\(id).example.com/fintoro",
        subscribedEvents: DemoScenario.every("invoices"),
        past: SubscriptionPast(success: 60, created: 100 * Age.day))
    }
    scenario = Scenario(
      subscriptions: subscriptions,
      script: DeliveryScript(events: events, outcomes: outcomes, seed: UInt64(truncatingIfNeeded: seed)),
      assumptions: assumptions)
  }

  /// Two hours apart on average, each from five seconds to four hours; some let a delivery through now and then.
  private static func outages(of id: Int, _ draw: inout Draw) -> [OutcomeRule] {
    let ways: [SimulatedOutcome] = [.answer(status: 503), .unreachable, .timeOut]
    var rules: [OutcomeRule] = []
    var start = draw.pause()
    while start < length {
      let end = min(length, start + draw.seconds(5, 14_400))
      let way = ways[Int(draw.fraction() * 3)]
      rules.append(
        OutcomeRule(way, subscriptionID: id, during: start..<end, probability: draw.fraction() < 0.3 ? 0.7 : 1))
      start = end + draw.pause()
    }
    return rules
  }

  /// Numbers of one seed, one after the other.
  private struct Draw {
    private var state: UInt64

    init(_ seed: Int) { state = SplitMix.mixed(UInt64(truncatingIfNeeded: seed)) }

    mutating func fraction() -> Double {
      state &+= SplitMix.step
      return SplitMix.fraction(state)
    }

    /// Whole seconds; short spans are as likely as long ones.
    mutating func seconds(_ least: Double, _ most: Double) -> Double {
      exp(log(least) + fraction() * log(most / least)).rounded()
    }

    /// Between two outages, in whole seconds.
    mutating func pause() -> Double { max(1, (-log(1 - fraction()) * 7_200).rounded()) }
  }
}
