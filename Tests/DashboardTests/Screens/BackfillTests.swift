import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct BackfillTests {
  private func open(_ size: Size = Fixture.wide) -> State { Fixture.board(size).pressing("Down b") }

  @Test("b names the window, the resources and what is not known")
  func sheet() {
    let text = open().screenText
    for words in [
      "ERP sync (801), failing", "2026-03-18 12:06:10 +00:00 (2026-03-18T12:06:10Z)", "the last success",
      "2 h 03 min", "invoices", "records created or updated in the window",
      "See Fintoro's API documentation",
    ] { #expect(text.contains(words)) }
  }

  @Test("After an outage that hooktop watched the window begins at the success it saw before it")
  func watched() {
    let state = WatchLogTests.changed(Fixture.wide).pressing("/").typing("erp").pressing("Enter b")
    #expect(state.screenText.contains("2026-03-18 12:06:10 +00:00"))
    #expect(state.screenText.contains("as hooktop saw it"))
  }

  @Test("s asks for a new file's path and saves what is on the screen; the name says the format")
  func saving() {
    var state = open().pressing("s")
    #expect(state.screenText.contains("save to  backfill-801-20260318T141000.txt"))
    guard case .backfill(let backfill) = state.screen else { return #expect(Bool(false), "no sheet is open") }
    #expect(
      state.effects(of: .keyPressed(.enter)) == [
        .saveBackfill(backfill.sheet, path: "backfill-801-20260318T141000.txt")
      ])
    #expect(state.after(.backfillSaved(.saved(path: "~/x.txt"))).screenText.contains("Sheet saved to ~/x.txt"))
  }

  @Test("A file that could not be written keeps what was typed, with the reason beside it")
  func refused() {
    let problem = "~/x.txt exists already and is never overwritten; choose another name."
    let state = open(Fixture.narrow).pressing("s Enter").after(.backfillSaved(.failed(problem: problem)))
    #expect(state.screenText.contains(problem))
    #expect(state.screenText.contains("backfill-801"))
    #expect(state.pressing("Esc").context == .backfill)
  }

  private func sheet(_ state: State) -> BackfillSheet? {
    if case .backfill(let backfill) = state.screen { backfill.sheet } else { nil }
  }

  @Test("Each list makes the sheet anew, and one stays where one was reading")
  func anew() {
    let state = open(Fixture.narrow).pressing("Down Down").after(.clockTicked(WatchLogTests.later))
    let later = state.after(Fixture.answer(asked: 31, received: 31))
    #expect(sheet(later)?.window.to != sheet(state)?.window.to)
    #expect(sheet(later)?.asOf == Fixture.now.addingTimeInterval(31))
    guard case .backfill(let before) = state.screen, case .backfill(let after) = later.screen else {
      return #expect(Bool(false), "no sheet is open")
    }
    #expect(after.scroll == before.scroll)
  }

  @Test("A subscription that is gone or changed is said so on its sheet")
  func fate() {
    let gone = open().after(.listLoaded(Fixture.list([])))
    #expect(gone.screenText.contains("ERP sync was deleted meanwhile."))
    #expect(sheet(gone) == sheet(open()))
    let others = Fixture.subscriptions.filter { $0.id != 801 }
    let changed = Fixture.changed { $0.url = "https://new.sk/in" }
    let moved = open().after(.listLoaded(Fixture.list((others + [changed]).map { .readable($0) })))
    #expect(moved.screenText.contains("ERP sync was changed meanwhile"))
    #expect(sheet(moved)?.subscription.url == "https://new.sk/in")
  }

  @Test("While a file's name is typed the sheet stays as it is read; after that it is the newest again")
  func still() {
    let state = open().pressing("s")
    let later = state.after(.listLoaded(Fixture.list([])))
    #expect(later.screen == state.screen)
    #expect(later.pressing("Esc").screenText.contains("ERP sync was deleted"))
    #expect(later.after(.backfillSaved(.saved(path: "~/x.txt"))).screenText.contains("ERP sync was deleted"))
  }

  @Test("Esc goes back to where one was")
  func back() {
    let state = Fixture.board(Fixture.wide).pressing("Down Enter b")
    #expect(state.pressing("Esc").context == .detail)
    #expect(state.pressing("Esc Esc").context == .board)
  }
}
