import FintoroWebhooks
import Foundation
import Testing

@Suite("What a pending create may have made")
struct CreateCandidateTests {
  static let start = Date(timeIntervalSince1970: 1_800_000_000)
  static let input = SubscriptionInput(
    name: "ERP", url: "https://erp.acme.sk/h", isActive: true,
    subscribedEvents: [EventType("invoices.paid"), EventType("clients.created")])

  static func subscription(
    _ id: Int, url: String = input.url, name: String? = input.name, events: [EventType] = input.subscribedEvents,
    created: Timestamp
  ) -> ListedSubscription {
    .readable(Subscription(id: id, name: name, url: url, subscribedEvents: events, createdAt: created))
  }

  static func candidates(_ list: ListedSubscription..., skew: Double = 0) -> [String] {
    CreateCandidate.of(input, startedAt: start, skew: skew, in: SubscriptionList(list)).map {
      "\($0.id) \($0.likeness)"
    }
  }

  static func after(_ seconds: Double) -> Timestamp { Timestamp(start.addingTimeInterval(seconds)) }

  @Test("Another URL is no candidate; the likeliest comes first")
  func order() {
    #expect(
      Self.candidates(
        Self.subscription(1, url: "https://erp.acme.sk/other", created: Self.after(1)),
        Self.subscription(2, name: "Other", created: Self.after(-90_000)),
        Self.subscription(3, created: Self.after(-90_000)), Self.subscription(4, name: nil, created: Self.after(2)),
        Self.subscription(5, created: Self.after(2)))
        == ["5 same", "4 sameURLAndTime", "3 sameButOlder", "2 sameURL"])
  }

  @Test("The order of events means nothing, and a time that cannot be read rules nothing out")
  func lenient() {
    #expect(
      Self.candidates(
        Self.subscription(1, events: Self.input.subscribedEvents.reversed(), created: .unreadable("soon")))
        == ["1 same"])
  }

  @Test("Times are compared by the server's clock")
  func skew() {
    let hour = 3_600.0
    #expect(Self.candidates(Self.subscription(1, created: Self.after(3 * hour)), skew: 3 * hour) == ["1 same"])
    #expect(Self.candidates(Self.subscription(1, created: Self.after(0)), skew: 3 * hour) == ["1 sameButOlder"])
  }
}
