import struct Foundation.Date

/// A subscription made by a client that knows more event types than the contract's table. Contract: they are kept.
enum NewerEventsScenario {
  static func subscription(now: Date) -> SubscriptionSeed {
    SubscriptionSeed(
      id: 801, company: .acme,
      draft: SubscriptionDraft(
        name: "Bank matching", url: "https://pay.acme.sk/hooks/bank", isActive: true,
        subscribedEvents: ["bank-accounts.updated", "bank-statements.imported", "invoices.paid", "tasks.done"]),
      past: SubscriptionPast(success: 26 * Age.minute, failure: 41 * Age.day, created: 310 * Age.day), now: now)
  }
}
