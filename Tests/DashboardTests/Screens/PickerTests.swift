import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing

@Suite struct PickerTests {
  private let opened = Fixture.board(Fixture.wide).pressing("n Tab Tab Tab Enter")

  private func picker(_ state: State) -> PickerRoom? {
    if case .form(let form) = state.screen { form.picker } else { nil }
  }

  private func chosen(_ keys: String) -> Set<EventType> { picker(opened.pressing(keys))?.chosen ?? [] }

  @Test("All 18 resources and 4 groups are on one screen from 28 rows")
  func oneScreen() {
    let text = Fixture.board(Size(columns: 80, rows: 28)).pressing("n Tab Tab Tab Enter").screenText
    for resource in EventCatalogue.resources { #expect(text.contains(resource.id)) }
    for group in EventCatalogue.groups { #expect(text.contains(group.title)) }
  }

  @Test("One key chooses a cell, a row, a column, a group or everything, and once more nothing")
  func reach() {
    #expect(chosen("Down Space") == ["clients.created"])
    #expect(chosen("Down Down r") == ["suppliers.created", "suppliers.updated", "suppliers.deleted"])
    #expect(chosen("Down c").count == EventCatalogue.types.count { $0.verb == "created" })
    #expect(chosen("Down g").count == 9)
    #expect(chosen("a").count == 53)
    #expect(chosen("a a").isEmpty)
  }

  @Test("A group's box acts on its whole verb and shows when only a part is chosen")
  func triState() {
    #expect(chosen("Space") == ["clients.created", "suppliers.created", "bank-accounts.created"])
    let some = opened.pressing("Down Space Up")
    #expect(some.screenText.contains("[-]"))
    #expect(picker(some.pressing("Space"))?.chosen.count == 3)
  }

  @Test("The cursor steps over cells that the contract does not have")
  func holes() {
    let state = opened.pressing("End Right")
    #expect(picker(state)?.cursor?.row == .resource(EventCatalogue.resources[17], group: 3))
    #expect(picker(state.pressing("Space"))?.chosen == ["document-payments.deleted"])
  }

  @Test("Narrowing finds by a few letters, and all then acts on what is shown")
  func narrowing() {
    let found = opened.pressing("/").typing("invpd").pressing("Space")
    #expect(picker(found)?.chosen == ["invoices.paid"])
    let all = opened.pressing("/").typing("paid").pressing("Enter a")
    #expect(picker(all)?.chosen.allSatisfy { $0.verb == "paid" } == true)
    #expect(picker(all)?.chosen.count == 5)
    #expect(picker(found.pressing("Esc"))?.shownTypes.count == 53)
  }

  @Test("Esc asks when something changed; Enter there is the safe choice")
  func leaving() {
    let asking = opened.pressing("Down Space Esc")
    #expect(picker(asking)?.isAsking == true)
    #expect(picker(asking.pressing("Enter"))?.chosen == ["clients.created"])
    #expect(picker(asking.pressing("d")) == nil)
    #expect(picker(opened.pressing("Esc")) == nil)
    guard case .form(let form) = asking.pressing("y").screen else { return #expect(Bool(false), "no form") }
    #expect(form.events == ["clients.created"])
  }

  @Test("Types this version does not know stand in a group of their own and stay chosen")
  func unknownTypes() {
    let state = PickerRoom(["future-things.created", "clients.created"], for: "")
    #expect(state.rows.suffix(2) == [.unknownGroup, .unknown("future-things.created")])
    #expect(state.chosen.contains("future-things.created"))
  }

  @Test("A sentence explains the cell under the cursor")
  func explanation() {
    #expect(opened.pressing("/").typing("invpd").screenText.contains("fully paid, after a payment was recorded"))
  }
}
