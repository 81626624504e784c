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

  @Test("v counts what is heard, what by nobody, and what twice by one URL")
  func counts() {
    let text = open().screenText
    #expect(text.contains("9 of 53 events heard"))
    #expect(text.contains("44 by nobody"))
    #expect(text.contains("2 heard twice by one URL"))
    #expect(text.contains("1 URL used more than once"))
  }

  @Test("The cell under the cursor names its subscribers, paused ones as such, and Enter opens the chosen one")
  func subscribers() {
    let state = open()
    #expect(state.screenText.contains("heard by ▸ERP sync 801"))
    #expect(state.screenText.contains("Old CRM 804 (paused)"))
    #expect(state.screenText.contains("twice to one URL: 801 and 811"))
    let opened = state.pressing("Tab Enter")
    #expect(opened.screenText.contains("Old CRM"))
    #expect(opened.context == .detail)
    // Back is coverage, with the cursor where it was.
    #expect(opened.pressing("Esc").screenText.contains("heard by ▸Old CRM 804"))
  }

  @Test("The list names doubles first, then what nobody hears")
  func list() {
    let lines = open().pressing("x").screenText.split(separator: "\n").map(String.init)
    let first = lines.firstIndex { $0.contains("heard twice   clients.created") } ?? .max
    let gap = lines.firstIndex { $0.contains("nobody hears  clients.updated") } ?? -1
    #expect(first < gap)
  }

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

  @Test("A form with nothing but the missing events in it is no draft; with a name it is one")
  func nothingTyped() {
    #expect(open().pressing("n Esc").draft == nil)
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
    for type in EventCatalogue.types { #expect(seen.contains(type.rawValue + "  ")) }
    #expect(seen.contains("future-things.created"))
  }
}
