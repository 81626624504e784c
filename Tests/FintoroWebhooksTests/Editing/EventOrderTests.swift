import FintoroWebhooks
import Testing

@Suite("The order of events in an edit")
struct EventOrderTests {
  private func input(_ types: String...) -> SubscriptionInput {
    SubscriptionInput(
      name: nil, url: "https://acme.sk/h", isActive: true, subscribedEvents: types.map { EventType($0) })
  }

  @Test("What an edit does not change stays where it stood; what is new follows in the catalogue's order")
  func kept() {
    let base = input("orders.created", "new.thing", "invoices.paid", "clients.created")
    let wanted = input(
      "clients.created", "invoices.created", "invoices.paid", "orders.created", "new.thing", "clients.deleted")
    #expect(
      wanted.keepingOrder(of: base)
        == input(
          "orders.created", "new.thing", "invoices.paid", "clients.created", "clients.deleted", "invoices.created"))
    #expect(input("invoices.paid", "orders.created").keepingOrder(of: base) == input("orders.created", "invoices.paid"))
    #expect(base.keepingOrder(of: base) == base)
  }
}
