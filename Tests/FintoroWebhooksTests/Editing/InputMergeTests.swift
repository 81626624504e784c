import FintoroWebhooks
import Testing

@Suite struct InputMergeTests {
  private static func input(
    _ name: String? = "ERP", url: String = "https://a.sk/in", isActive: Bool = true,
    events: [String] = ["invoices.paid", "clients.created"]
  ) -> SubscriptionInput {
    SubscriptionInput(name: name, url: url, isActive: isActive, subscribedEvents: events.map(EventType.init(rawValue:)))
  }

  private func merge(_ mine: SubscriptionInput, _ theirs: SubscriptionInput) -> InputMerge {
    InputMerge(base: Self.input(), mine: mine, theirs: theirs)
  }

  /// Fields that need a choice.
  private func conflicts(in merge: InputMerge) -> [InputField] {
    merge.differing.filter { merge.proposal(for: $0) == nil }
  }

  @Test("What only one side has changed is taken from that side")
  func oneSided() {
    let merge = merge(Self.input("ERP sync"), Self.input(url: "https://b.sk/in", isActive: false))
    #expect(merge.differing == [.name, .url, .active])
    #expect(conflicts(in: merge) == [])
    #expect(merge.input() == Self.input("ERP sync", url: "https://b.sk/in", isActive: false))
  }

  @Test("A side's change is left out where the person says so")
  func chosen() {
    let merge = merge(Self.input("ERP sync"), Self.input(url: "https://b.sk/in"))
    #expect(merge.input(choosing: [.url: .mine]) == Self.input("ERP sync"))
    #expect(merge.input(choosing: [.name: .theirs]) == Self.input(url: "https://b.sk/in"))
  }

  @Test("What both have changed to different values waits for a choice, field by field")
  func conflicts() {
    let merge = merge(Self.input("Mine", url: "https://m.sk/"), Self.input("Theirs", url: "https://t.sk/"))
    #expect(conflicts(in: merge) == [.name, .url])
    #expect(merge.input() == nil)
    #expect(merge.input(choosing: [.name: .mine]) == nil)
    #expect(merge.input(choosing: [.name: .mine, .url: .theirs]) == Self.input("Mine", url: "https://t.sk/"))
  }

  @Test("The same change on both sides is no conflict and no difference")
  func same() {
    let merge = merge(Self.input("Same"), Self.input("Same"))
    #expect(merge.differing == [])
    #expect(merge.input() == Self.input("Same"))
  }

  @Test(
    "Event types merge one by one, and those of a newer contract stay",
    arguments: [
      (
        ["invoices.paid", "clients.created", "orders.created"], ["invoices.paid"], ["invoices.paid", "orders.created"]
      ),
      (["clients.created"], ["invoices.paid", "clients.created", "new.made"], ["clients.created", "new.made"]),
      (["invoices.paid"], ["clients.created"], []),
    ])
  func events(mine: [String], theirs: [String], merged: [String]) {
    let merge = merge(Self.input(events: mine), Self.input(events: theirs))
    #expect(Set(merge.input()?.subscribedEvents ?? []) == Set(merged.map(EventType.init(rawValue:))))
  }

  @Test("The person's own event types by choice still keep what this version does not know")
  func ownEvents() {
    let merge = merge(
      Self.input(events: ["invoices.paid"]),
      Self.input(events: ["invoices.paid", "orders.created", "new.made", "clients.created"]))
    let events = merge.input(choosing: [.events: .mine])?.subscribedEvents
    #expect(Set(events ?? []) == [EventType("invoices.paid"), EventType("new.made")])
    #expect(merge.input(choosing: [.events: .theirs])?.subscribedEvents.count == 4)
  }
}
