import FintoroWebhooks

extension Scenario {
  /// As many subscriptions as wanted, in every state, the same at every start; the second company has one.
  public static func huge(count: Int) -> Scenario {
    Scenario(subscriptions: [DemoScenario.secondCompany] + HugeScenario.subscriptions(count: count))
  }
}

/// Many subscriptions, named "Endpoint 00077", in a fixed spread of states.
enum HugeScenario {
  static func subscriptions(count: Int) -> [SubscriptionSeed] {
    let types = EventCatalogue.types.map(\.rawValue)
    return (0..<max(0, count)).map { index in
      let number = index + 1
      let past = past(number)
      return SubscriptionSeed(
        // Some have no name.
        id: 800 + number, name: number % 25 == 0 ? nil : "Endpoint \(padded(number))",
        url: "https://hooks-\(padded(number)).example.com/fintoro", isActive: past.disabled == nil,
        subscribedEvents: (0...(number % 6)).map { types[(number * 7 + $0) % types.count] }, past: past)
    }
  }

  /// Twenty in a row hold every health state: eleven ok, the others once or twice.
  private static func past(_ number: Int) -> SubscriptionPast {
    let step = Double(number % 97)
    switch number % 20 {
    case 1: return SubscriptionPast(success: Age.hour + step, failure: 60 + step, created: 90 * Age.day)
    case 2: return SubscriptionPast(failure: 5 + step, created: 2 * Age.day)
    case 3: return SubscriptionPast(success: 60 + step, failure: Age.hour + step, created: 80 * Age.day)
    case 4:
      return SubscriptionPast(
        success: 9 * Age.day, disabled: 8 * Age.day, reason: "Not needed any more", created: 200 * Age.day,
        updated: 8 * Age.day)
    case 5: return SubscriptionPast(created: Age.hour + step)
    case 6: return SubscriptionPast(created: 30 * Age.day + step)
    case 7, 8: return SubscriptionPast(success: 12 * Age.day + step, created: 300 * Age.day)
    case 9: return SubscriptionPast(success: -Age.hour - step, created: 50 * Age.day)
    default: return SubscriptionPast(success: 10 + step, failure: 2 * Age.day + step, created: 100 * Age.day)
    }
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }
}
