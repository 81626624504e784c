import FintoroAPI
import FintoroWebhooks

extension SubscriptionReport {
  /// In the server's order.
  func json(_ list: SubscriptionList) -> JSONValue {
    .object([
      .init("data", .array(list.subscriptions.map(json))),
      .init(
        "unreadable",
        .array(
          list.unreadable.map { element in
            .object([
              .init("position", .int(element.position)), .init("id", JSONValue(element.id)),
              .init("problem", .string(element.problem)),
            ])
          })),
    ])
  }

  /// The contract's fields by its names and as they came, and `health`, which is derived here.
  func json(_ subscription: Subscription) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .int(subscription.id)), .init("companyId", JSONValue(subscription.companyID)),
      .init("name", JSONValue(subscription.name)), .init("url", .string(subscription.url)),
      .init("isActive", .bool(subscription.isActive)),
    ]
    members += events(subscription)
    members += time("lastSuccessAt", subscription.lastSuccessAt)
    members += time("lastFailureAt", subscription.lastFailureAt)
    members += time("disabledAt", subscription.disabledAt)
    members.append(.init("disabledReason", JSONValue(subscription.disabledReason)))
    members += time("createdAt", subscription.createdAt)
    members += time("updatedAt", subscription.updatedAt)
    members.append(.init("health", health(subscription)))
    return .object(members)
  }

  /// Events that could not be read are not known, and never none.
  private func events(_ subscription: Subscription) -> [JSONValue.Member] {
    guard let problem = subscription.eventsProblem else {
      return [.init("subscribedEvents", .array(subscription.subscribedEvents.map { .string($0.rawValue) }))]
    }
    return [.init("subscribedEvents", .null), .init("subscribedEventsProblem", .string(problem))]
  }

  /// The same with `custody`: what this machine knows of the secret.
  func json(_ subscription: Subscription, _ custody: Custody) -> JSONValue {
    guard case .object(let members) = json(subscription) else { return json(subscription) }
    return .object(members + [.init("custody", LedgerReport.json(custody.whereabouts))])
  }

  private func health(_ subscription: Subscription) -> JSONValue {
    let assessed = AssessedSubscription(subscription, at: time)
    let clock = RetryClock(subscription, state: assessed.health.state)
    return .object([
      .init("state", .string(assessed.health.state.word)), .init("weight", .string(assessed.health.state.weight.word)),
      .init("reason", .string(HealthReason(assessed, at: time, in: zone).text)),
      .init("retryClockEndsAt", JSONValue(clock.map { ISO8601.text($0.endsAt) })),
    ])
  }

  /// A key that was not in the answer is not in the output either.
  private func time(_ key: String, _ timestamp: Timestamp) -> [JSONValue.Member] {
    timestamp == .absent ? [] : [.init(key, JSONValue(timestamp.raw))]
  }
}
