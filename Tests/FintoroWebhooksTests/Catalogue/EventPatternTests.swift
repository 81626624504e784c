import FintoroWebhooks
import Testing

@Suite("Event types in bulk")
struct EventPatternTests {
  @Test(
    "A pattern stands for what it looks like",
    arguments: [
      ("invoices.paid", 1), ("invoices.*", 4), ("*.paid", 5), ("all", 53), ("*", 53), ("*.stock-*", 1),
      ("w*s.created", 3),
      ("invoices", 0), ("invoices.", 0), ("*.*.*", 0), ("", 0), ("Invoices.paid", 0),
    ])
  func count(pattern: String, count: Int) {
    #expect(EventPattern.types(pattern).count == count)
  }

  @Test("Several patterns give each type once, in the catalogue's order; commas part them too")
  func several() throws {
    let types = try EventPattern.types(["invoices.paid,clients.*", "*.paid"])
    #expect(types.count == 8)
    #expect(types.prefix(3).map(\.rawValue) == ["clients.created", "clients.updated", "clients.deleted"])
  }

  @Test("A pattern that fits nothing is named, with the type that was probably meant")
  func nothing() {
    #expect(throws: EventPatternProblem(pattern: "invoice.paid", nearest: "invoices.paid")) {
      try EventPattern.types(["clients.*", "invoice.paid"])
    }
    #expect(throws: EventPatternProblem(pattern: "something else", nearest: nil)) {
      try EventPattern.types(["something else"])
    }
  }

  @Test("Among a subscription's own types, unknown ones are found too")
  func unknown() throws {
    let own = [EventType("invoices.paid"), EventType("parcels.sent")]
    #expect(try EventPattern.types(["parcels.*"], among: own) == [EventType("parcels.sent")])
  }
}
