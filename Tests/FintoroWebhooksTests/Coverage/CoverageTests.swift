import FintoroWebhooks
import Testing

@Suite struct CoverageTests {
  private func subscription(_ id: Int, _ url: String, _ events: [String], isActive: Bool = true) -> Subscription {
    Subscription(id: id, url: url, isActive: isActive, subscribedEvents: events.map { EventType($0) })
  }

  @Test("A type is uncovered where no active subscription has it; a paused one does not hear")
  func uncovered() {
    let coverage = Coverage([
      subscription(1, "https://a.sk/in", ["invoices.paid"]),
      subscription(2, "https://b.sk/in", ["orders.created"], isActive: false),
    ])
    #expect(coverage.coveredCount == 1)
    #expect(coverage.uncovered.count == 52)
    #expect(coverage.uncovered.contains(EventType("orders.created")))
    #expect(coverage.subscribers[EventType("orders.created")] == [2])
    #expect(coverage.activeCount(EventType("orders.created")) == 0)
  }

  @Test("A type is duplicates where one URL gets it through two active subscriptions, however the URL is written")
  func duplicates() {
    let coverage = Coverage([
      subscription(1, "https://a.sk/in", ["invoices.paid", "orders.created"]),
      subscription(2, "HTTPS://A.sk:443/in", ["invoices.paid"]),
      subscription(3, "https://a.sk/in", ["orders.created"], isActive: false),
      subscription(4, "https://a.sk/IN", ["invoices.paid"]),
    ])
    #expect(coverage.duplicates.map(\.type) == [EventType("invoices.paid")])
    #expect(coverage.duplicates.map(\.ids) == [[1, 2]])
    #expect(coverage.sharedURLs.map(\.url) == ["https://a.sk/in"])
    #expect(coverage.sharedURLs.map(\.ids) == [[1, 2, 3]])
  }

  @Test("A type that one subscription names twice has one hearer")
  func namedTwice() {
    let coverage = Coverage([subscription(1, "https://a.sk", ["invoices.paid", "invoices.paid"])])
    #expect(coverage.subscribers[EventType("invoices.paid")] == [1])
    #expect(coverage.duplicates.isEmpty)
  }

  @Test("Types this version does not know are listed by themselves, and never count as heard of the 53")
  func unknown() {
    let coverage = Coverage([subscription(1, "https://a.sk", ["zebras.born"])])
    #expect(coverage.unknown == [EventType("zebras.born")])
    #expect(coverage.coveredCount == 0)
  }
}
