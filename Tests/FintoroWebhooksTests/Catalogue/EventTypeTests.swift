import FintoroWebhooks
import Testing

@Suite("Event type")
struct EventTypeTests {
  @Test(
    "A type is taken apart at its last dot",
    arguments: [
      ("invoices.paid", "invoices", "paid"),
      ("price-list-items.stock-updated", "price-list-items", "stock-updated"),
      ("v2.invoices.paid", "v2.invoices", "paid"),
      ("ping", "ping", ""), ("", "", ""), ("invoices.", "invoices", ""), (".paid", "", "paid"),
    ])
  func parts(_ text: String, _ resource: String, _ verb: String) {
    #expect(String(EventType(text).resource) == resource)
    #expect(String(EventType(text).verb) == verb)
  }

  @Test("Any text is a type and is kept letter by letter, known or not")
  func kept() {
    for text in ["", "Invoices.Paid", " invoices.paid", "invoices.paid\n", "účty.zmenené", "a.b.c"] {
      let type = EventType(text)
      #expect(type.rawValue == text)
      #expect(type.description == text)
      #expect(!type.isKnown)
      #expect(EventType(rawValue: text) == type)
    }
    #expect(EventType("invoices.paid").isKnown)
  }
}
