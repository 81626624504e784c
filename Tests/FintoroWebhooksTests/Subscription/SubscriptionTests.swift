import FintoroWebhooks
import Testing

@Suite("Subscription")
struct SubscriptionTests {
  @Test(
    "A subscription is called by its name, without one by its host, without a host by its URL",
    arguments: [
      ("ERP sync", "https://erp.acme.sk/in", "ERP sync"), (nil, "https://erp.acme.sk/in", "erp.acme.sk"),
      ("", "https://erp.acme.sk/in", "erp.acme.sk"), (" \t\n", "https://erp.acme.sk/in", "erp.acme.sk"),
      (nil, "https://účty.sk/in", "účty.sk"), (nil, "https://[2606:4700::1111]/in", "[2606:4700::1111]"),
      (nil, "not a URL", "not a URL"), (nil, "", ""),
    ] as [(String?, String, String)])
  func displayName(_ name: String?, _ url: String, _ shown: String) {
    #expect(Subscription.fixture(name: name, url: url).displayName == shown)
  }

  @Test("The input made from a subscription sends back every field and every event type, unknown ones too")
  func input() {
    let events = ["invoices.paid", "zebras.born", "ping"].map { EventType($0) }
    let input = SubscriptionInput(.fixture(name: nil, url: "https://a.sk", isActive: false, events: events))
    #expect(input == SubscriptionInput(name: nil, url: "https://a.sk", isActive: false, subscribedEvents: events))
  }

  @Test("A list keeps the server's order, and an element that cannot be read hides no other")
  func list() {
    let broken = UnreadableSubscription(position: 1, id: 7, problem: "`url` is missing")
    let list = SubscriptionList([.readable(.fixture(id: 9)), .unreadable(broken), .readable(.fixture(id: 3))])
    #expect(list.subscriptions.map(\.id) == [9, 3])
    #expect(list.unreadable == [broken])
  }
}
