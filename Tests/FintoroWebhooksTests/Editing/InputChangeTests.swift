import FintoroWebhooks
import Testing

@Suite struct InputChangeTests {
  private static let before = SubscriptionInput(
    name: "ERP", url: "https://erp.acme.sk/in", isActive: true,
    subscribedEvents: [EventType("invoices.paid"), EventType("future-things.created"), EventType("clients.created")])

  private static func changed(_ change: (inout SubscriptionInput) -> Void) -> SubscriptionInput {
    var input = before
    change(&input)
    return input
  }

  @Test(
    "Every field that differs is one line in words",
    arguments: [
      (changed { $0.name = "ERP sync" }, ["name: \"ERP\" → \"ERP sync\""]),
      (changed { $0.name = nil }, ["name: \"ERP\" → no name"]),
      (changed { $0.url = "https://new.acme.sk/in" }, ["URL: https://erp.acme.sk/in → https://new.acme.sk/in"]),
      (changed { $0.isActive = false }, ["active: delivered → not delivered"]),
      (
        changed {
          $0.subscribedEvents = ["orders.created", "clients.created", "orders.updated"].map(EventType.init(rawValue:))
        },
        [
          "events: + orders.created", "events: + orders.updated", "events: - invoices.paid",
          "events: - future-things.created",
        ]
      ),
    ])
  func lines(after: SubscriptionInput, expected: [String]) {
    #expect(InputChange.between(Self.before, after).map(\.line) == expected)
  }

  @Test("Another order of event types, or one that stands there twice, is no change")
  func sets() {
    let after = Self.changed { $0.subscribedEvents = $0.subscribedEvents.reversed() + [EventType("invoices.paid")] }
    #expect(InputChange.between(Self.before, after) == [])
  }
}
