import FintoroWebhooks
import Testing

@Suite("Undoing one change")
struct ReversalTests {
  private func input(_ events: [String], isActive: Bool = true) -> SubscriptionInput {
    var input = SubscriptionInput(.fixture(events: events.map { EventType($0) }))
    input.isActive = isActive
    return input
  }

  @Test("Disabling is put back where it still is disabled, and nothing else is touched")
  func active() throws {
    let (before, after) = (input(["invoices.paid"]), input(["invoices.paid"], isActive: false))
    let reversal = try #require(Reversal(from: before, to: after))
    var renamed = after
    renamed.name = "another name by somebody else"
    let undone = try reversal.applied(to: renamed)
    #expect(undone.isActive && undone.name == renamed.name)
    #expect(throws: MarkedChange.Refusal.changedMeanwhile) { try reversal.applied(to: before) }
  }

  @Test("Of events exactly the types come back that were added or removed; others of the meantime stay")
  func events() throws {
    let reversal = try #require(
      Reversal(from: input(["invoices.paid", "clients.created"]), to: input(["invoices.paid", "orders.created"])))
    let undone = try reversal.applied(to: input(["invoices.paid", "orders.created", "products.created"]))
    #expect(Set(undone.subscribedEvents.map(\.rawValue)) == ["invoices.paid", "clients.created", "products.created"])
  }

  @Test(
    "Events that somebody changed since are left",
    arguments: [["invoices.paid"], ["invoices.paid", "orders.created", "clients.created"]])
  func changedMeanwhile(now: [String]) throws {
    let reversal = try #require(
      Reversal(from: input(["invoices.paid", "clients.created"]), to: input(["invoices.paid", "orders.created"])))
    #expect(throws: MarkedChange.Refusal.changedMeanwhile) { try reversal.applied(to: input(now)) }
  }

  @Test("A new name or URL alone is nothing that is undone")
  func others() {
    let before = input(["invoices.paid"])
    var after = before
    (after.name, after.url) = ("new", "https://new.example.com/")
    #expect(Reversal(from: before, to: after) == nil)
  }

  @Test("An undo never leaves a subscription without events")
  func noEventLeft() throws {
    let reversal = try #require(
      Reversal(from: input(["invoices.paid"]), to: input(["invoices.paid", "clients.created"])))
    #expect(throws: MarkedChange.Refusal.noEventLeft) { try reversal.applied(to: input(["clients.created"])) }
  }
}
