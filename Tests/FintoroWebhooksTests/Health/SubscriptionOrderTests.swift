import FintoroWebhooks
import Foundation
import Testing

@Suite struct SubscriptionOrderTests {
  private let failing = Subscription.fixture(
    id: 1, name: "b", url: "https://z.sk", events: [EventType("a.b"), EventType("c.d")], success: now - 500,
    failure: now - 60)
  private let ok = Subscription.fixture(
    id: 2, name: "C", url: "https://a.sk", events: [EventType("a.b")], success: now - 10)
  private let new = Subscription.fixture(
    id: 3, name: "a", url: "https://m.sk", events: [], created: Timestamp(now - 60))

  private func ids(_ text: String) -> [Int]? {
    SubscriptionOrder(text: text)?.sorted([ok, new, failing].map { $0.assessed() }).map(\.id)
  }

  @Test(
    "Every column sorts the way people expect, a minus turns it round, and what has no value stands last both ways",
    arguments: [
      ("trouble", [1, 3, 2]), ("-trouble", [2, 3, 1]), ("id", [1, 2, 3]), ("-id", [3, 2, 1]),
      ("name", [3, 1, 2]), ("-name", [2, 1, 3]), ("url", [2, 3, 1]), ("state", [1, 3, 2]), ("events", [1, 2, 3]),
      ("lastSuccess", [2, 1, 3]), ("-lastSuccess", [1, 2, 3]), ("lastFailure", [1, 3, 2]), ("-lastFailure", [1, 3, 2]),
      ("givesUp", [1, 3, 2]), ("retries", [1, 3, 2]),
    ])
  func sorting(text: String, expected: [Int]) { #expect(ids(text) == expected) }

  @Test("Every order reads back from its text, and what names no column is no order")
  func text() {
    for key in SubscriptionOrder.keys {
      for isReversed in [false, true] {
        let order = SubscriptionOrder(key, isReversed: isReversed)
        #expect(SubscriptionOrder(text: order.text) == order)
      }
    }
    #expect(SubscriptionOrder(text: "colour") == nil)
    #expect(SubscriptionOrder(text: "") == nil)
  }
}
