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
      "hooktop knows Fintoro's webhook calls only",
    ] { #expect(text.contains(words)) }
  }

  @Test("After an outage that hooktop watched the window begins at the success it saw before it")
  func watched() {
    let state = WatchLogTests.changed(Fixture.wide).pressing("/").typing("erp").pressing("Enter b")
    #expect(state.screenText.contains("2026-03-18 12:06:10 +00:00"))
    #expect(state.screenText.contains("as hooktop saw it while it watched"))
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

  @Test("The sheet stays as it was opened while the board refreshes behind it, and Esc goes back to where one was")
  func still() {
    let state = Fixture.board(Fixture.wide).pressing("Down Enter b")
    let later = state.after(.clockTicked(WatchLogTests.later)).after(.listLoaded(Fixture.list([])))
    #expect(later.screen == state.screen)
    #expect(state.pressing("Esc").context == .detail)
    #expect(state.pressing("Esc Esc").context == .board)
  }
}
