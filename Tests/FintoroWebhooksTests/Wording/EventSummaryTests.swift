import FintoroWebhooks
import Testing

@Suite("Summary of event types")
struct EventSummaryTests {
  private func texts(_ types: String...) -> [String] {
    EventSummary.of(types.map { EventType($0) }).map(\.text)
  }

  @Test("Types are gathered by resource, in the catalogue's order")
  func gathered() {
    #expect(
      texts("invoices.paid", "clients.deleted", "invoices.created", "clients.created")
        == ["clients: created deleted", "invoices: created paid"])
  }

  @Test("Unknown types come last under their own prefix, unknown verbs behind the known ones")
  func unknown() {
    #expect(
      texts("zebras.born", "invoices.archived", "invoices.paid", "clients.created")
        == ["clients: created", "invoices: paid archived", "zebras: born"])
  }

  @Test("A type without a dot stands alone, without an empty verb")
  func noDot() {
    #expect(texts("ping") == ["ping"])
    #expect(texts("ping", "ping.sent") == ["ping: sent"])
  }

  @Test("A type that came twice is told once; no types give no summary")
  func twice() {
    #expect(texts("orders.created", "orders.created") == ["orders: created"])
    #expect(EventSummary.of([]).isEmpty)
  }

  @Test("All 53 types are in the summary of everything")
  func all() {
    let summaries = EventSummary.of(EventCatalogue.types)
    #expect(summaries.map(\.resource) == EventCatalogue.resources.map(\.id))
    #expect(summaries.flatMap(\.verbs).count == 53)
  }
}
