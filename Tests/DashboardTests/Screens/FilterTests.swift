import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing

/// The filter's language, seen by what it leaves of the board.
@Suite struct FilterTests {
  private func shown(_ text: String) -> [Int] {
    Fixture.board(Fixture.wide).pressing("/").typing(text).board.shown.compactMap(\.assessed?.id).sorted()
  }

  private func problem(_ text: String) -> String? {
    BoardFilter.read(text).problem.map { "column \($0.column): \($0.sentence)" }
  }

  @Test(
    "Typed letter by letter a filter leaves what it leaves when it is pasted",
    arguments: ["erp", "acme -erp", "acme state:failing", "\"old crm\"", "-state:ok acme", "invoices.paid hooks"])
  func typed(_ text: String) {
    let pasted = Fixture.board(Fixture.wide).pressing("/").after(.textPasted(text))
    #expect(shown(text) == pasted.board.shown.compactMap(\.assessed?.id).sorted())
    let shortened = Fixture.board(Fixture.wide).pressing("/").typing(text + "zz").pressing("Backspace Backspace")
    #expect(shortened.board.shown == pasted.board.shown)
  }

  @Test(
    "A filter narrows by words and by fields",
    arguments: [
      ("erp", [801]), ("state:failing", [801]), ("state:never-ok", [802]), ("state:\"never ok\"", [802]),
      ("state:failing,quiet", [801, 808]), ("state:critical", [801, 802]), ("event:invoices.*", [801, 802, 803, 808]),
      ("event:*.paid", [801, 802]), ("event:paid", [801, 802]), ("event:invoices", [801, 802, 803, 808]),
      ("event:invoices.paid,orders.created", [801, 802, 807]),
      ("state:failing event:invoices.*", [801]), ("-event:invoices.*", [804, 805, 806, 807, 809]),
      ("name:quotes", [805]), ("url:acme.sk -url:erp", [802, 803, 804, 806, 807, 808, 809]), ("id:801", [801]),
      ("\"old crm\"", [804]), ("https://erp", [801]), ("-erp -state:ok id:801", []),
    ])
  func narrowing(text: String, expected: [Int]) { #expect(shown(text) == expected) }

  @Test(
    "A filter that cannot be parsed says where and what was expected",
    arguments: [
      (
        "erp stat:failing",
        "column 5: Unknown field “stat”. Did you mean state? Or put the text in quotes."
      ),
      ("state:", "column 7: What follows state:? Write state:failing or state:failing,quiet."),
      ("state:ok,bad", "column 10: Unknown state “bad”: disabled, odd, "),
      ("id:8x", "column 4: An id is a whole number"),
      ("state:faling", "column 7: Unknown state “faling”. Did you mean failing?"),
      ("is:gp", "column 4: Unknown mark “gp”. Did you mean gap?"),
      ("is:", "column 4: What follows is:? Write is:gap or is:overdue."),
      ("event:invoces", "column 7: Unknown event “invoces”. Did you mean invoices?"),
      ("sort:x", "column 1: Unknown field “sort”: name, state, event, url, id or is."),
      ("erp OR crm", "column 5: OR does not exist; write state:failing,silent for one of several"),
      ("!state:ok", "column 1: ! does not exist; write - before a word."),
      ("erp \"two", "column 5: The quote is not closed."), ("-state:bad", "column 8: Unknown state"),
    ])
  func problems(text: String, expected: String) { #expect(problem(text)?.hasPrefix(expected) == true) }

  @Test("A filter that cannot be parsed is not kept, so that nothing more is marked than was meant")
  func notKept() {
    let state = Fixture.board(Fixture.wide).pressing("/").typing("state:failng").pressing("Enter")
    #expect(state.board.filterField != nil)
    #expect(state.screenText.contains("Did you mean failing?"))
    #expect(state.pressing("Esc a").board.marked.count == 9)
    #expect(state.pressing("a").board.marked.isEmpty)
  }

  @Test(
    "Case and the way an accent is encoded make no difference", arguments: ["žižkov", "ŽIŽKOV", "Z\u{30C}i", "kov"])
  func accents(text: String) {
    var subscription = Fixture.subscriptions[0]
    subscription.name = "z\u{30C}iz\u{30C}kov"
    let state = Fixture.board(Fixture.wide, [subscription, Fixture.subscriptions[1]]).pressing("/").after(
      .textPasted(text))
    #expect(state.board.shown.compactMap(\.assessed?.id) == [801])
  }

  @Test("Any text is parsed or refused with a place inside it")
  func total() {
    let letters = ["", "a", ":", "\"", ",", " ", "-", "*", "é", "id:", "state:"]
    let texts = letters.flatMap { a in letters.flatMap { b in letters.flatMap { c in letters.map { a + b + c + $0 } } }
    }
    for text in texts {
      if let problem = BoardFilter.read(text).problem {
        #expect((1...text.count + 1).contains(problem.column), "\(text)")
      }
    }
  }

  @Test(
    "What can be parsed of a filter narrows the list, and the screen says where the rest is wrong",
    arguments: [
      Fixture.narrow, Fixture.wide,
    ])
  func whileTyping(size: Size) {
    let state = Fixture.board(size).pressing("/").typing("state:failing sta:x")
    #expect(state.board.shown.compactMap(\.assessed?.id) == [801])
    #expect(state.screenText.contains("Unknown field “sta”"))
    #expect(state.pressing("Enter").screenText.contains("Unknown field"))
    #expect(state.pressing("Enter Esc").board.shown.count == 9)
  }
}
