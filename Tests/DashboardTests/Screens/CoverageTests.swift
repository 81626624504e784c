import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct CoverageScreenTests {
  /// ERP sync twice: two of its types reach one URL twice.
  static let duplicates =
    Fixture.subscriptions + [
      Subscription(
        id: 811, name: "ERP sync copy", url: "https://erp.acme.sk/hooks/fintoro",
        subscribedEvents: ["invoices.created", "clients.created"], lastSuccessAt: Fixture.ago(30))
    ]

  private func chosen(_ state: State) -> [EventType]? {
    if case .form(let form) = state.screen { form.events } else { nil }
  }

  private func open(_ size: Size = Fixture.wide) -> State { Fixture.board(size, Self.duplicates).pressing("v") }

  @Test("v counts four classes that add up to 53, and what one URL gets twice")
  func counts() {
    let text = open().screenText
    #expect(text.contains("5 safe · 3 not proven · 1 only broken · 44 not subscribed"))
    #expect(text.contains("* 2 twice to one URL"))
    #expect(text.contains("1 URL used twice"))
  }

  @Test("What has only failing subscribers is no green cell, and says who fails and when it gives up")
  func onlyBroken() {
    let state = Fixture.board(Fixture.wide, [Fixture.erp]).pressing("v")
    #expect(state.screenText.contains("0 safe · 0 not proven · 5 only broken · 48 not subscribed"))
    #expect(state.screenText.contains("1✖"))
    for words in ["Only broken: all subscribers fail", "▸ ERP sync 801", "✖ failing, gives up 17:11"] {
      #expect(state.screenText.contains(words))
    }
    #expect(Fixture.board(Fixture.narrow, [Fixture.erp]).pressing("v").words.contains("→ ▸ERP sync 801 ✖ failing"))
  }

  @Test(
    "The cell under the cursor names its subscribers, the best first, disabled ones last; Enter opens the chosen one")
  func subscribers() {
    let state = open(Fixture.narrow)
    #expect(state.words.contains("→ ▸ERP sync copy 811 ✔ ok ERP sync 801 ✖ failing, gives up 17:11"))
    #expect(state.words.contains("twice to one URL: 801 and 811"))
    let opened = state.pressing("Tab Tab Enter")
    #expect(opened.screenText.contains("Old CRM"))
    #expect(opened.context == .detail)
    // Back is coverage, with the cursor where it was.
    #expect(opened.pressing("Esc").screenText.contains("▸Old CRM 804 ‖ disabled"))
  }

  @Test("The chosen subscriber stays chosen when states change their order")
  func chosen() {
    let state = open(Fixture.narrow).pressing("Tab")
    #expect(state.screenText.contains("→ ▸ERP sync 801"))
    let failing = Fixture.changed(Self.duplicates[9]) { $0.lastFailureAt = Fixture.ago(5) }
    let list = Self.duplicates.dropLast() + [failing]
    let after = state.after(.listLoaded(Fixture.list(list.map { .readable($0) })))
    #expect(after.screenText.contains("→ ▸ERP sync 801"))
  }

  @Test("The list has the broken ones first, then the unproven, then what is not subscribed, then what comes twice")
  func list() {
    let broken = Fixture.changed { ($0.id, $0.url, $0.subscribedEvents) = (820, "https://x.sk", ["orders.deleted"]) }
    let text = Fixture.board(Size(columns: 100, rows: 90), Self.duplicates + [broken]).pressing("v x").screenText
    // The heading above counts the same kinds.
    let list = text.range(of: "Problems")?.upperBound ?? text.endIndex
    let titles = ["2 only broken", "3 not proven", "43 not subscribed  n subscribe to all 43", "2 twice to one URL"]
    let places = titles.map { text[list...].range(of: $0)?.lowerBound ?? text.endIndex }
    #expect(places == places.sorted() && places.last != text.endIndex)
    #expect(text.contains("orders: deleted"))
    #expect(text.contains("suppliers: created updated deleted"))
  }

  @Test("The cursor of the list skips titles and stays on its problem when others come and go")
  func listCursor() {
    let state = Fixture.board(Fixture.narrow, Self.duplicates).pressing("v \(Self.problems)")
    func selected(_ state: State) -> String? {
      state.screenText.split(separator: "\n").first { $0.contains("▸") }.map(String.init)
    }
    #expect(selected(state)?.contains("invoices: paid") == true)
    #expect(selected(state.pressing("Up"))?.contains("invoices: paid") == true)
    let down = state.pressing("Down Down Down Down")
    #expect(selected(down)?.contains("clients: updated deleted") == true)
    #expect(selected(down.pressing("End"))?.contains("https://erp.acme.sk") == true)
    // Two problems less: the cursor's line moves up.
    let after = down.after(
      .listLoaded(Fixture.list(Self.duplicates.filter { ![805, 807].contains($0.id) }.map { .readable($0) })))
    #expect(selected(after)?.contains("clients: updated deleted") == true)
  }

  @Test(
    "Rows that do not fit are counted, in the matrix and in the list",
    arguments: [Fixture.narrow, Size(columns: 100, rows: 30)])
  func hiddenRows(size: Size) {
    let state = Fixture.board(size, Self.duplicates).pressing("v")
    #expect(state.screenText.contains(" below ─"))
    #expect(state.pressing("End").screenText.contains(" above ─"))
    #expect(state.pressing("\(Self.problems)").screenText.contains("lines 1–"))
  }

  /// The key of the list of problems.
  private static let problems = Bindings.of(.coverage).first { $0.command == .problems }?.keys.first?.name ?? ""

  @Test("n starts a subscription with the missing events chosen; a draft keeps what it has and gets them too")
  func new() {
    let state = open().pressing("n")
    #expect(state.context == .form)
    #expect(chosen(state)?.count == 44)
    let draft = Fixture.board(Fixture.wide, Self.duplicates).pressing("n").typing("Mine").pressing("Esc v n")
    #expect(draft.screenText.contains("Mine"))
    #expect(chosen(draft)?.count == 44)
    #expect(state.pressing("Esc").context == .coverage)
  }

  @Test("Below the matrix no row is left empty", arguments: [Fixture.narrow, Size(columns: 60, rows: 16)])
  func pane(size: Size) {
    let rows = Fixture.board(size).pressing("v").screenText.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(!rows[size.rows - 3].allSatisfy { $0 == " " } && rows[size.rows - 5].contains("below"))
  }

  @Test("A form with nothing but the missing events in it is no draft; with a name it is one")
  func nothingTyped() {
    #expect(open().pressing("n Esc").draft == nil)
    #expect(!open().pressing("n").words.contains("draft"))
    #expect(open().pressing("n").typing("Mine").pressing("Esc").draft?.name.text == "Mine")
  }

  @Test("The cursor and the view stay over refreshes, resizes and leaving the screen")
  func place() {
    let state = open().pressing("Down Down Right")
    let text = "suppliers.updated"
    #expect(state.screenText.contains(text) || state.screenText.contains("bank-accounts.updated"))
    let here = state.screenText.split(separator: "\n").first { $0.contains("▸") }.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let after = state.after(.listLoaded(Fixture.list(Self.duplicates.map { .readable($0) })))
      .after(.resized(Fixture.narrow)).after(.resized(Fixture.wide)).pressing("Esc v")
    #expect(
      after.screenText.split(separator: "\n").first { $0.contains("▸") }.map { $0.trimmingCharacters(in: .whitespaces) }
        == here)
  }

  @Test(
    "Every known type can be reached and explained at every size",
    arguments: [
      Size(columns: 60, rows: 16), Fixture.narrow, Size(columns: 100, rows: 30), Fixture.wide,
    ])
  func everyType(size: Size) {
    var state = Fixture.board(size, []).after(.listLoaded(Fixture.list(Self.duplicates.map { .readable($0) })))
      .pressing("v Home")
    var seen = ""
    for _ in 0..<25 {
      for key in ["Left Left Left Left", "Right", "Right", "Right", "Right"] {
        state = state.pressing(key)
        seen += state.screenText
      }
      state = state.pressing("Down")
    }
    for type in EventCatalogue.types { #expect(seen.contains(" \(type.rawValue)")) }
    #expect(seen.contains("future-things.created"))
  }
}
