import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct BoardTests {
  @Test("Trouble only says how many of all are shown")
  func countOfTrouble() {
    let board = Fixture.board(Fixture.wide).pressing("x")
    #expect(board.words.contains("\(board.board.shown.count) of 9") && !board.words.contains("9 subscriptions"))
  }

  @Test("The summary leaves the column at the right edge free", arguments: SizedScene.all)
  func summaryEdge(scene: SizedScene) {
    let state = scene.state
    guard scene.size.columns >= 60, scene.size.rows >= 16, state.modal == nil, state.screen == .board else { return }
    let row = state.screenText.split(separator: "\n", omittingEmptySubsequences: false)[1]
    #expect(DisplayWidth.of(String(row)) < scene.size.columns)
  }

  @Test("In the lowest window the one line of advice is whole")
  func shortAdvice() {
    let low = Size(columns: 60, rows: 16)
    #expect(Fixture.board(low).pressing("Down").words.contains("Do: fix endpoint, fetch from 12:06 (b)."))
    for _ in 0..<9 { #expect(!Fixture.board(low).pressing("Down").screenText.contains("Do: fix your endpoint")) }
  }

  @Test("Beside the detail the list has strips, too")
  func stripsBeside() {
    for columns in [160, 180, 200] {
      #expect(Fixture.board(Size(columns: columns, rows: 45)).words.contains("LAST 3 h"), "\(columns)")
    }
  }

  @Test("H says where there is no room for strips, and changes nothing")
  func noRoomForStrips() {
    let board = Fixture.board(Fixture.narrow).pressing("H")
    #expect(board.words.contains("No room for strips in this window."))
    #expect(board.choices.stripSpan == .hours3)
    #expect(Fixture.board(Fixture.wide).pressing("H").words.contains("Strips of the last 24 h."))
  }

  @Test("The heaviest trouble stands first, and every state has its symbol and its word")
  func order() {
    let words = Fixture.board(Fixture.wide).board.shown.compactMap { $0.assessed?.health.state.word }
    #expect(words == ["never ok", "failing", "recovered", "silent", "disabled", "odd", "new", "quiet", "ok"])
    let text = Fixture.board(Fixture.wide).screenText
    for state in HealthState.allCases { #expect(text.contains("\(state.symbol) \(state.word)")) }
  }

  @Test("The cursor stays on its subscription when a refresh sorts the list anew")
  func selectionIsAnID() {
    var state = Fixture.board(Fixture.narrow).pressing("Down")
    #expect(state.board.selected?.id == .subscription(801))
    var changed = Fixture.subscriptions
    changed[0].lastSuccessAt = Fixture.ago(1)
    changed[0].lastFailureAt = .never
    state = state.after(.listLoaded(Fixture.list(changed.map { .readable($0) })))
    #expect(state.board.selected?.id == .subscription(801))
    #expect(state.board.cursor.selected > 2)
  }

  @Test("The order freezes while a dialog is open")
  func frozenOrder() {
    let state = Fixture.board(Fixture.narrow).pressing("?")
    let before = state.board.shown.map(\.id)
    var changed = Fixture.subscriptions
    changed[0].lastSuccessAt = Fixture.ago(1)
    changed[0].lastFailureAt = .never
    let after = state.after(.listLoaded(Fixture.list(changed.map { .readable($0) })))
    #expect(after.board.shown.map(\.id) == before)
  }

  @Test("One subscription that cannot be read stands in the list as unreadable and hides no other")
  func unreadable() {
    let broken = UnreadableSubscription(position: 1, id: 850, problem: "`url` is missing")
    let state = Fixture.start(Fixture.wide).after(
      .listLoaded(Fixture.list([.readable(Fixture.subscriptions[0]), .unreadable(broken)])))
    #expect(state.screenText.contains("unreadable"))
    #expect(state.screenText.contains("`url` is missing"))
    #expect(state.screenText.contains("ERP sync"))
  }

  @Test("A time that lies in the future is called ahead in its column, and stands whole in the pane")
  func futureTime() throws {
    let state = Fixture.board(Fixture.wide)
    #expect(state.screenText.contains(" ahead "))
    let index = try #require(state.board.shown.firstIndex { $0.id == .subscription(807) })
    let selected = state.pressing("Home" + String(repeating: " Down", count: index))
    #expect(selected.screenText.contains("“2026-03-18T"))
  }

  @Test("The filter narrows by name, URL, state and event while it is typed, and Esc drops it")
  func filter() {
    let filtered = Fixture.board(Fixture.narrow).pressing("/").typing("invoices.paid never")
    #expect(filtered.board.shown.map(\.id) == [.subscription(802)])
    #expect(filtered.pressing("Esc").board.shown.count == 9)
    let kept = filtered.pressing("Enter")
    #expect(kept.board.shown.count == 1)
    #expect(kept.screenText.contains("\"invoices.paid never\": 1 shown"))
    #expect(kept.pressing("Esc").board.shown.count == 9)
  }

  @Test("Keys that mean something on the board are letters in the filter")
  func filterTakesLetters() {
    let state = Fixture.board(Fixture.narrow).pressing("/").typing("qn")
    #expect(!state.isFinished)
    #expect(state.board.filterField?.text == "qn")
  }

  @Test("Trouble only leaves what is critical or a warning, and says so where nothing is")
  func troubleOnly() {
    let state = Fixture.board(Fixture.narrow).pressing("x")
    #expect(state.board.shown.count == 4)
    let healthy = Fixture.board(Fixture.narrow, [Fixture.subscriptions[8]]).pressing("x")
    #expect(healthy.screenText.contains("Nothing is in trouble"))
  }

  @Test("An account without subscriptions is welcomed, and told the key that makes one")
  func emptyAccount() {
    let text = Fixture.board(Fixture.narrow, []).screenText
    #expect(text.contains("has no webhook subscriptions yet"))
    #expect(text.contains("n creates the first one"))
  }

  @Test("An error is never shown as an empty list")
  func errorIsNotEmpty() {
    let failure = Failure(.unauthenticated, status: 401, requestID: "req_9")
    let state = Fixture.start(Fixture.narrow).after(.listFailed(failure, at: Fixture.now, random: 0))
    #expect(!state.screenText.contains("no webhook subscriptions yet"))
    #expect(state.screenText.contains("No list of subscriptions yet"))
    #expect(state.screenText.contains("req_9"))
    #expect(state.screenText.contains("refused"))
  }

  @Test("A change of state by the passing of time alone shows without a refresh")
  func judgedAgain() {
    // Invoices → DWH failed 7 200 s before the fixture's moment; its retries are over 11 160 s after that.
    let state = Fixture.board(Fixture.narrow).at(3_950).after(Fixture.answer(asked: 3_950, received: 3_950))
    let later = state.at(3_961)
    #expect(state.list.subscription(803)?.health.state == .recovered)
    #expect(later.list.subscription(803)?.health.state == .ok)
  }

  @Test("t shows exact times instead of ages")
  func exactTimes() {
    #expect(Fixture.board(Fixture.wide).pressing("t").screenText.contains("14:05:42"))
  }

  @Test("What is dangerous in a name is drawn as a mark")
  func hostileName() {
    var hostile = Fixture.subscriptions[0]
    hostile.name = "a\u{1B}[31m\u{202E}b"
    let frame = view(Fixture.board(Fixture.narrow, [hostile]), Fixture.narrow)
    let scalars = frame.cells.compactMap(\.character).flatMap(\.unicodeScalars)
    #expect(!scalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
  }
}

@Suite struct ReasonPaneTests {
  @Test(
    "At 80x24 every state's reason stands in the pane to its last word", arguments: Array(Fixture.subscriptions.indices)
  )
  func wholeReason(index: Int) throws {
    let state = Fixture.board(Fixture.narrow, [Fixture.subscriptions[index]])
    let assessed = try #require(state.board.selected?.assessed)
    let reason = HealthReason(assessed, at: state.serverTime, in: state.zone)
    // The board adds its key to the advice. What stands in the title and the line of tries is not said again.
    let last = [reason.advice, reason.condition.last].compactMap { $0 }[0].text.dropLast()
    #expect(state.words.contains(last))
    if let clock = RetryClock(assessed.subscription, state: assessed.health.state) {
      #expect(state.words.contains("\(TimeText.minute(clock.givesUpAt, in: state.zone)) at most, "))
    }
  }
}
