import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import TestSupport
import Testing

/// Whole screens as text, and where it matters with the role of every cell.
@Suite struct SnapshotTests {
  static let sizes = [Fixture.narrow, Fixture.wide]

  private func check(_ state: State, _ name: String) {
    assertSnapshot(state.screenText, named: "\(name)-\(state.size.columns)x\(state.size.rows)")
  }

  @Test("The board", arguments: fourSizes)
  func board(size: Size) { check(Fixture.board(size).pressing("Down"), "board") }

  @Test("The board's roles")
  func roles() {
    let state = Fixture.board(Fixture.narrow).pressing("Down")
    assertSnapshot(FrameText.styled(view(state, state.size), name: Theme.roleName), named: "board-roles")
  }

  @Test("The board offline", arguments: sizes + [Size(columns: 200, rows: 60)])
  func offline(size: Size) {
    check(
      Fixture.board(size).after(.listFailed(Failure(.unreachable(.refused)), at: Fixture.now, random: 0)),
      "board-offline")
  }

  @Test("Before the first answer", arguments: sizes)
  func loading(size: Size) { check(Fixture.start(size), "board-loading") }

  @Test("Refused before the first answer", arguments: sizes)
  func refused(size: Size) {
    let failure = Failure(.unauthenticated, status: 401, requestID: "req_9")
    check(Fixture.start(size).after(.listFailed(failure, at: Fixture.now, random: 0)), "board-refused")
  }

  @Test("An empty account", arguments: sizes)
  func empty(size: Size) { check(Fixture.board(size, []), "board-empty") }

  @Test("The reason of every state", arguments: Array(Fixture.subscriptions.indices))
  func reason(index: Int) {
    let state = Fixture.board(Fixture.narrow, [Fixture.subscriptions[index]])
    let word = state.board.selected?.judged?.health.state.word.replacing(" ", with: "-") ?? "?"
    check(state, "reason-\(word)")
  }

  @Test("The detail", arguments: sizes)
  func detail(size: Size) { check(Fixture.board(size).pressing("Down Enter"), "detail") }

  @Test("The board on hold", arguments: sizes)
  func held(size: Size) {
    check(Fixture.board(size).pressing("h").after(.clockTicked(Fixture.now.addingTimeInterval(90))), "board-held")
  }

  @Test("The board, rate-limited", arguments: sizes)
  func limited(size: Size) {
    let failure = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40))
    check(Fixture.board(size).after(.listFailed(failure, at: Fixture.now, random: 0)), "board-limited")
  }

  @Test("The board with marks and changes, sorted by name, with all columns", arguments: sizes)
  func marksAndChanges(size: Size) {
    let all = "C" + String(repeating: " Down", count: 1) + " Space Up Space Enter"
    check(WatchLogTests.changed(size).pressing("s Down Down Down Enter \(all) Space Space"), "board-marked")
  }

  @Test("The board with a filter that cannot be parsed", arguments: sizes)
  func filterProblem(size: Size) {
    check(Fixture.board(size).pressing("/").typing("state:failing evnt:invoices.*"), "board-filter-problem")
  }

  @Test("Choosing the order", arguments: sizes)
  func sort(size: Size) { check(Fixture.board(size).pressing("s Down Down"), "sort") }

  @Test("Choosing the columns", arguments: sizes)
  func columns(size: Size) { check(Fixture.board(size).pressing("C Down Space"), "columns") }

  @Test("The log", arguments: sizes)
  func log(size: Size) { check(WatchLogTests.changed(size).pressing("l Down"), "log") }

  @Test("The log while nothing has happened")
  func emptyLog() { check(Fixture.board(Fixture.narrow).pressing("l"), "log-empty") }

  @Test("The backfill sheet", arguments: sizes)
  func backfill(size: Size) { check(Fixture.board(size).pressing("Down b"), "backfill") }

  @Test("The backfill sheet of every state", arguments: Array(Fixture.subscriptions.indices))
  func backfillOfState(index: Int) {
    let state = Fixture.board(Size(columns: 100, rows: 30), [Fixture.subscriptions[index]]).pressing("b")
    let word = state.board.selected?.judged?.health.state.word.replacing(" ", with: "-") ?? "?"
    check(state, "backfill-\(word)")
  }

  @Test("Saving the backfill sheet", arguments: sizes)
  func backfillSaving(size: Size) { check(Fixture.board(size).pressing("Down b s"), "backfill-saving") }

  @Test("Coverage", arguments: sizes + [Size(columns: 100, rows: 30), Size(columns: 200, rows: 60)])
  func coverage(size: Size) {
    check(Fixture.board(size, CoverageScreenTests.doubled).pressing("v"), "coverage")
  }

  @Test("Coverage as a list", arguments: sizes)
  func coverageList(size: Size) {
    check(Fixture.board(size, CoverageScreenTests.doubled).pressing("v f Down"), "coverage-list")
  }

  @Test("What to do with the marked", arguments: sizes)
  func marked(size: Size) { check(MarkedTests.marked(size), "marked") }

  @Test("Confirming for the marked", arguments: sizes)
  func markedQuestion(size: Size) { check(MarkedTests.marked(size).pressing("Enter"), "marked-question") }

  @Test("Naming events for the marked", arguments: sizes)
  func markedEvents(size: Size) {
    check(MarkedTests.marked(size).pressing("Down Down Enter").typing("invoices.* orders.created"), "marked-events")
  }

  @Test("Results of the marked", arguments: sizes)
  func markedResults(size: Size) {
    let failure = Failure(.timedOut(seconds: 30))
    check(
      MarkedTests.marked(size).pressing("Enter y").after(.markedChanged(802, .changed))
        .after(.markedChanged(801, .unknown(failure))), "marked-results")
  }

  @Test("The form, empty", arguments: sizes)
  func form(size: Size) { check(Fixture.board(size).pressing("n"), "form-empty") }

  @Test("The form, filled in", arguments: sizes)
  func formFilled(size: Size) { check(FormTests.filled(size), "form-filled") }

  @Test("The form, refused", arguments: sizes)
  func formRefused(size: Size) {
    let fields = ["name": ["The name is too long."], "url": ["The host does not resolve to a public address."]]
    check(
      FormTests.filled(size).pressing("Enter").after(
        .createFinished(number: 1, .refused(Failure(.invalid(fields: fields), status: 422)))), "form-refused")
  }

  @Test("The picker", arguments: sizes)
  func picker(size: Size) {
    check(Fixture.board(size).pressing("n Tab Tab Tab Enter Space Down Down r End Up Space"), "picker")
  }

  @Test("The picker, narrowed", arguments: sizes)
  func pickerNarrowed(size: Size) {
    check(Fixture.board(size).pressing("n Tab Tab Tab Enter /").typing("invpd"), "picker-narrowed")
  }

  @Test("The picker, asking", arguments: sizes)
  func pickerAsking(size: Size) {
    check(Fixture.board(size).pressing("n Tab Tab Tab Enter Space Esc"), "picker-asking")
  }

  @Test("The secret", arguments: sizes)
  func secret(size: Size) { check(SecretTests.shown(nil, size), "secret") }

  @Test("The secret that is not saved", arguments: sizes)
  func secretNotSaved(size: Size) {
    let problem = "~/.local/share/hooktop/secrets/erp-sync.secret cannot be written: no space left on device."
    check(
      SecretTests.shown(.savingFailed(Fixture.subscriptions[0], SecretTests.secret, problem: problem), size),
      "secret-not-saved")
  }

  static let fourSizes = sizes + [Size(columns: 100, rows: 30), Size(columns: 200, rows: 60)]

  private static func overview(_ size: Size) -> Companies {
    Fixture.companies(size).pressing("o")
      .after(.listLoaded(Fixture.list([.readable(Fixture.stockAlerts)])), of: "beta")
      .after(.companyLoaded(Answer("Beta Trading a.s.", context: Fixture.context)), of: "beta")
      .after(.listFailed(Failure(.unreachable(.nameNotFound)), at: Fixture.now, random: 0), of: "old")
  }

  @Test("The overview of all companies", arguments: fourSizes)
  func overview(size: Size) { check(Self.overview(size).state, "overview") }

  @Test("The overview before anybody has answered", arguments: sizes)
  func overviewLoading(size: Size) { check(Fixture.companies(size).pressing("o").state, "overview-loading") }

  @Test("The command palette", arguments: sizes)
  func palette(size: Size) { check(Fixture.board(size).pressing(":").typing("su"), "palette") }

  @Test("The settings", arguments: sizes)
  func settings(size: Size) { check(Fixture.board(size).pressing("S Down Down Down"), "settings") }

  @Test("What to copy", arguments: sizes)
  func copy(size: Size) { check(Fixture.board(size).pressing("c"), "copy") }

  @Test("For whom to duplicate", arguments: sizes)
  func duplicate(size: Size) { check(Fixture.companies(size).pressing("Down d").state, "duplicate") }

  @Test("The hints of a first run", arguments: [Fixture.narrow, Size(columns: 200, rows: 60)])
  func tour(size: Size) {
    var state = Fixture.board(size)
    state.tour = Tour(at: Fixture.now)
    check(state, "tour")
  }

  @Test("The board of a profile that is marked as dangerous")
  func danger() { check(Fixture.companies(Fixture.narrow).state, "board-danger") }

  @Test("Help", arguments: sizes + [Size(columns: 200, rows: 60)])
  func help(size: Size) { check(Fixture.board(size).pressing("?"), "help") }

  @Test("The demo is marked on every screen", arguments: ["", "Enter", "n", "n Tab Tab Tab Enter", "?", "T"])
  func demo(keys: String) {
    var state = Fixture.board(Fixture.narrow)
    state.session.isDemo = true
    #expect(FrameText.row(0, of: view(state.pressing(keys), state.size)).contains("DEMO"))
  }

  @Test("A window that is too small")
  func tooSmall() { check(Fixture.board(Size(columns: 20, rows: 5)), "too-small") }
}
