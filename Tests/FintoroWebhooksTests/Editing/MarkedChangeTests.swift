import FintoroWebhooks
import Testing

@Suite struct MarkedChangeTests {
  private let input = SubscriptionInput(
    name: "ERP", url: "https://erp.acme.sk", isActive: true,
    subscribedEvents: ["invoices.paid", "zebras.born"].map { EventType($0) })

  private func applied(_ change: MarkedChange) -> Result<SubscriptionInput, MarkedChange.Refusal> {
    Result { () throws(MarkedChange.Refusal) in try change.applied(to: input) }
  }

  @Test("A change changes one thing and keeps all else, unknown event types too")
  func one() throws {
    #expect(try applied(.disable).get().isActive == false)
    let added = try applied(.add([EventType("orders.created"), EventType("invoices.paid")])).get()
    #expect(added.subscribedEvents.map(\.rawValue) == ["invoices.paid", "zebras.born", "orders.created"])
    let removed = try applied(.remove([EventType("invoices.paid")])).get()
    #expect(removed.subscribedEvents.map(\.rawValue) == ["zebras.born"])
    #expect(removed.name == "ERP" && removed.url == input.url && removed.isActive)
  }

  @Test("What is that way already is left alone, and the last event is never taken")
  func refused() {
    #expect(applied(.enable) == .failure(.nothingToDo))
    #expect(applied(.add([EventType("invoices.paid")])) == .failure(.nothingToDo))
    #expect(applied(.remove([EventType("orders.created")])) == .failure(.nothingToDo))
    #expect(applied(.remove(input.subscribedEvents)) == .failure(.noEventLeft))
  }
}
