extension Scenario {
  /// A server of tomorrow: event types and fields that no contract of today has. Contract: unknown types are kept.
  public static let newerServer = Scenario(
    subscriptions: [
      SubscriptionSeed(
        id: 801, name: "Bank matching", url: "https://pay.acme.sk/hooks/bank",
        subscribedEvents: ["bank-accounts.updated", "bank-statements.imported", "invoices.paid", "tasks.done"],
        past: SubscriptionPast(success: 26 * Age.minute, failure: 41 * Age.day, created: 310 * Age.day)),
      SubscriptionSeed(
        id: 802, name: "Tasks to chat", url: "https://chat.acme.sk/hooks/tasks",
        subscribedEvents: ["tasks.created", "tasks.done", "v2.invoices.archived"],
        past: SubscriptionPast(success: 12 * Age.minute, created: 3 * Age.day)),
    ],
    faults: [Fault(.change(.extraFields))])
}
