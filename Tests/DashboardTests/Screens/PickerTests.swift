import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing

@Suite struct PickerTests {
  private let opened = Fixture.board(Size(columns: 110, rows: 40)).pressing("n Tab Tab Tab Enter")

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

  @Test("The filter finds by a few letters; Space in its line and all in the matrix act on what is shown")
  func filter() {
    let found = opened.pressing("/").typing("invpd").pressing("Space")
    #expect(picker(found)?.chosen.contains("invoices.paid") == true)
    #expect(picker(found)?.chosen == Set(picker(found)?.shownTypes ?? []))
    let all = opened.pressing("/").typing("paid").pressing("Enter a")
    #expect(picker(all)?.chosen == Set(EventPattern.types("*.paid")))
    #expect(picker(found.pressing("Space"))?.chosen == [])
    #expect(picker(found.pressing("Esc"))?.shownTypes.count == 53)
  }

  @Test(
    "The filter takes patterns separated by commas, a blank behind the comma too",
    arguments: ["invoices.*,*.paid", "invoices.*, *.paid", "INVOICES.*, *.Paid", "invoices.*, , *.paid"])
  func patterns(text: String) {
    let found = opened.pressing("/").typing(text)
    let wanted = Set(EventPattern.types("invoices.*") + EventPattern.types("*.paid"))
    #expect(Set(picker(found)?.shownTypes ?? []) == wanted)
    #expect(picker(found)?.chosen == [])
    #expect(picker(found.pressing("Space Enter"))?.chosen == wanted)
  }

  @Test("A whole event type finds that one alone, and a pattern that finds nothing is named")
  func wholeAndUnmatched() {
    #expect(picker(opened.pressing("/").typing("invoices.paid"))?.shownTypes == ["invoices.paid"])
    #expect(opened.pressing("/").typing("invoces.*, *.paid").words.contains("No event matches \"invoces.*\"."))
  }

  @Test("Filtering and its end keep the cursor's row and column")
  func cursorKept() {
    // The row of what was found, then the column of it: 4 + 5 events, one of them in both.
    #expect(picker(opened.pressing("/").typing("inv").pressing("Enter r Esc c"))?.chosen.count == 8)
    let cell = picker(opened.pressing("End Up Up Right"))?.cursor
    for end in ["Esc", "Space Space Esc"] {
      let ended = opened.pressing("End Up Up Right /").typing("cl").pressing(end)
      #expect(picker(ended)?.cursor?.row == cell?.row && picker(ended)?.cursor?.column == cell?.column)
    }
    // A cell that is found keeps the cursor; one moved by hand stays where it was put.
    let paid = opened.pressing("/").typing("invoices.paid").pressing("Enter Esc /").typing("in")
    #expect(picker(paid)?.cursor?.column == 3)
    let moved = opened.pressing("/").typing("invoices").pressing("Down Esc")
    #expect(picker(moved)?.cursor?.row == .resource(EventCatalogue.resources[15], group: 3))
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

  @Test("Beside the form, from 120 columns, both are live: a key there is in the form at once, Tab goes on")
  func beside() {
    let form = Fixture.board(Fixture.wide).pressing("n")
    #expect(form.screenText.contains("0 of 53 chosen") && form.screenText.contains("Endpoint URL"))
    let events = form.pressing("Tab Tab Tab")
    #expect(events.context == .picker)
    let chosen = events.pressing("Down r")
    #expect(chosen.form?.events == ["clients.created", "clients.updated", "clients.deleted"])
    #expect(chosen.words.contains("clients: created updated deleted"))
    #expect(chosen.pressing("Tab").form?.focus == .secret && chosen.pressing("Enter").form?.focus == .secret)
    #expect(chosen.pressing("Shift-Tab").form?.focus == .active)
    #expect(chosen.pressing("/").typing("q").pressing("Esc").context == .picker)
    // Leaving the form keeps what was chosen, as what was typed.
    let left = chosen.pressing("Esc")
    #expect(left.screen == .board && left.pressing("n").form?.events.count == 3)
  }

  @Test("A window that becomes narrow or wide loses nothing of what was chosen beside the form")
  func resized() {
    let chosen = Fixture.board(Fixture.wide).pressing("n Tab Tab Tab Down r").after(.resized(Fixture.narrow))
    #expect(chosen.context == .form && chosen.screenText.contains("3 of 53"))
    let wide = chosen.pressing("Enter Space").after(.resized(Fixture.wide)).pressing("Enter")
    #expect(wide.context == .picker && wide.form?.events.count == 5)
  }
}
