import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// What must be read is readable to its last word at every supported size.
@Suite struct SmallWindowTests {
  static let sizes = [Size(columns: 60, rows: 16), Fixture.narrow, Size(columns: 100, rows: 30), Fixture.wide]

  private func words(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" || $0 == "│" }.joined(separator: " ")
  }

  /// What stands between the dialog's sides.
  private func inside(_ text: String) -> String {
    words(
      text.split(separator: "\n").map { line in
        line.drop { $0 != "│" }.reversed().drop { $0 != "│" }.reversed().map(String.init).joined()
      }.joined(separator: "\n"))
  }

  @Test("Whose data it is stands in the header at every width and in every condition", arguments: 60...130)
  func whose(columns: Int) {
    let board = Fixture.board(Size(columns: columns, rows: 16))
    let failures = [
      Failure(.unreachable(.nameNotFound)),
      Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40)),
      Failure(.unauthenticated, status: 401), Failure(.server, status: 500),
    ]
    let states =
      [board, board.pressing("z"), board.after(.clockTicked(Fixture.now.addingTimeInterval(3_000)))]
      + failures.map { board.after(.listFailed($0, at: Fixture.now, random: 0)) }
    for state in states {
      let header = state.screenText.prefix { $0 != "\n" }
      // The profile gives way after the word hooktop, and not while there is room for it.
      #expect(header.contains("Acme s.r.o."), "\(header)")
      #expect(header.contains(" · prod") || !header.contains("hooktop"), "\(header)")
    }
  }

  /// The form's part of the screen: the picker may stand beside it.
  private func form(_ state: State) -> String {
    state.screenText.split(separator: "\n").map { $0.prefix { $0 != "│" } }.joined(separator: "\n")
  }

  @Test("A refusal without a field is read whole", arguments: sizes)
  func refusal(size: Size) {
    let failure = Failure(
      .forbidden, status: 403, message: "This action is unauthorized.", requestID: "req_77", isFintorosAnswer: true)
    let state = FormTests.filled(size).pressing("Enter").after(.createFinished(number: 1, .refused(failure)))
    let sentence = FailureText.sentence(failure, baseURL: state.session.baseURL, zone: state.zone)
    #expect(words(form(state)).contains(words(sentence)))
  }

  @Test("A create whose answer was lost says what happens next, and that one may leave", arguments: sizes)
  func lostAnswer(size: Size) {
    let failure = Failure(.server, status: 500)
    let state = FormTests.filled(size).pressing("Enter").after(
      .createFinished(
        number: 1, .kept(IdempotencyKey(rawValue: "k"), failure)))
    #expect(words(form(state)).contains("Next try in 2 s. Esc is safe"))
  }

  @Test("A create that surely was not sent is not said to be in doubt")
  func notSent() {
    let state = FormTests.filled().pressing("Enter").after(
      .createFinished(
        number: 1,
        .kept(IdempotencyKey(rawValue: "k"), Failure(.unreachable(.refused)))))
    #expect(state.screenText.contains("not created yet: connection refused"))
    #expect(!state.screenText.contains("maybe created"))
  }

  @Test("The advice on a secret's folder is read whole", arguments: sizes)
  func folderAdvice(size: Size) {
    let problem =
      "Other users may write in the folder ~/.local/share/hooktop/secrets; run `chmod go-w "
      + "~/.local/share/hooktop/secrets` and try again."
    let state = FormTests.filled(size).after(
      .secretFileProposed(SecretFileCheck(path: FormTests.path, problem: problem))
    ).pressing("Enter")
    #expect(words(form(state)).contains("hooktop/secrets` and try again."))
  }

  @Test("The picker shows all five columns", arguments: sizes)
  func pickerColumns(size: Size) {
    let form = Fixture.board(size).pressing("n Tab Tab Tab")
    let state = form.pressing(form.context == .picker ? "Home" : "Enter Home")
    let text = state.pressing("a").screenText
    // Whole words where the verbs have no room.
    let titles =
      size.columns < 79 || 120..<160 ~= size.columns
      ? ["new", "edit", "gone", "paid", "stock"] : EventVerb.allCases.map { String($0.rawValue.prefix(5)) }
    // In one row: elsewhere the same words stand as well.
    #expect(text.split(separator: "\n").contains { row in titles.allSatisfy { row.contains($0) } })
    let stock = state.pressing("/").typing("stock").screenText
    #expect(stock.contains("[ ]"))
  }

  @Test("The secret's dialog stays inside its frame, with a message as well", arguments: sizes)
  func secretDialog(size: Size) {
    let later = SecretTests.shown(nil, size).after(.clockTicked(Fixture.now.addingTimeInterval(1)))
    let state = later.pressing("s").typing("/etc/passwd").pressing("Enter").after(
      .secretCopied(.failed(problem: "/etc/passwd exists already and is never overwritten; choose another name.")))
    let text = state.screenText
    #expect(text.contains(SecretTests.secret.reveal()))
    #expect(inside(text).contains("is never overwritten; choose another name."))
    #expect(text.contains("save a copy to  /etc/passwd"))
    let bottom = text.split(separator: "\n").first { $0.contains("╰") }
    #expect(bottom?.contains("╯") == true)
    #expect(bottom?.drop { $0 != "╰" }.prefix { $0 != "╯" }.dropFirst().allSatisfy { $0 == "─" } == true)
  }

  @Test("Offline nothing on the board is drawn as if it were live", arguments: sizes)
  func offline(size: Size) {
    let state = Fixture.board(size).after(
      .listFailed(Failure(.unreachable(.refused)), at: Fixture.now, random: 0))
    let frame = view(state, size)
    let inks = Set(
      (2..<size.rows - 1).flatMap { row in (0..<size.columns).map { Theme.roleName(frame[$0, row].style) } })
    #expect(inks.isDisjoint(with: ["critical on screen", "good on screen", "critical on selection"]))
  }
}
