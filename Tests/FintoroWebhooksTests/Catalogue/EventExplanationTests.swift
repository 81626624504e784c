import FintoroWebhooks
import Testing

@Suite("Explanation of event types")
struct EventExplanationTests {
  @Test(
    "An event type is explained in plain words",
    arguments: [
      ("clients.created", "a client was created"),
      ("invoices.updated", "an invoice was changed"),
      ("orders.deleted", "an order was deleted"),
      ("business-case-statuses.created", "a business case status was created"),
      ("business-cases.updated", "a business case was changed"),
      ("contact-activity-logs.deleted", "a contact activity log was deleted"),
      ("warehouse-inbound-receipts.created", "a warehouse inbound receipt was created"),
      ("invoices.paid", "the invoice is fully paid, after a payment was recorded"),
      ("received-receipts.paid", "the received receipt is fully paid, after a payment was recorded"),
      ("price-list-items.stock-updated", "the stock level of an item changed, for example through a receipt"),
    ])
  func words(_ type: String, _ sentence: String) {
    #expect(EventExplanation.sentence(EventType(type)) == sentence)
  }

  @Test("Each of the 53 types has a sentence of its own that fits a line")
  func all() {
    let sentences = EventCatalogue.types.map(EventExplanation.sentence)
    #expect(Set(sentences).count == 53)
    #expect(sentences.allSatisfy { (10...78).contains($0.count) && !$0.contains("-") })
  }

  @Test(
    "An unknown type is said to be kept, not explained", arguments: ["ping", "invoices.exploded", "zebras.created", ""])
  func unknown(_ type: String) {
    #expect(EventExplanation.sentence(EventType(type)) == "not known to this version of hooktop; kept")
  }
}
