import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct ComfortTests {
  private static let board = Fixture.board(Fixture.narrow)

  @Test("A colon types in a field, and F2 finds commands there as well; what was typed stays")
  func whereTextIsTyped() {
    let form = Self.board.pressing("n").typing("a:b")
    #expect(form.modal == nil)
    guard case .form(let typed) = form.pressing("F2 Esc").screen else { return }
    #expect(typed.name.text == "a:b")
    let narrowed = Self.board.pressing("n Tab Tab Tab Enter /").typing("invpd:")
    #expect(narrowed.modal == nil)
    let picker = Self.board.pressing("n Tab Tab Tab Enter /").typing("invpd").pressing("F2")
    #expect(picker.screenText.contains("all of this row, or none"))
    #expect(picker.pressing("Esc").screenText.contains("filter \"invpd\""))
    let filtered = Self.board.pressing("/").typing("erp").pressing("F2")
    #expect(filtered.screenText.contains("new subscription"))
    #expect(filtered.pressing("Esc").board.filter == "erp")
  }

  @Test("A list that is longer than its dialog says which part is seen")
  func longLists() {
    #expect(Self.board.pressing(":").screenText.contains(" 1–"))
    #expect(Self.board.pressing(":").screenText.contains(", ↑ ↓"))
    #expect(!Self.board.pressing(":").typing("nwsub").screenText.contains(", ↑ ↓"))
  }

  @Test(
    "A footer names keys on the last row alone, and always the way to all keys",
    arguments: ["", "Enter", "v", "L", "P", "o", "b"], Scene.layout)
  func footer(keys: String, size: Size) {
    let rows = Fixture.companies(size).pressing(keys).screenText.split(separator: "\n").map(String.init)
    #expect(rows.last?.hasSuffix("? keys") == true)
    #expect(keys != "" || rows.last?.contains("q quit") == true)
    let row = rows.dropLast().last ?? ""
    #expect(!["d duplicate", "c copy", "b backfill"].contains { row.contains($0) })
  }

  @Test(
    "Copying asks what, and sends it only then",
    arguments: [("", "https://bi.acme.sk/in"), ("Down", "802"), ("Down Down", "BI export")])
  func copy(keys: String, text: String) {
    var state = Self.board.pressing("c")
    #expect(state.modal != nil)
    state = state.pressing(keys)
    #expect(state.effects(of: .keyPressed(.enter)) == [.copyText(text)])
    #expect(state.modal == nil)
  }

  @Test("A duplicate has name, URL, events and switch of the other, and goes to a secret of its own")
  func duplicate() throws {
    let state = Self.board.pressing("Down d")
    guard case .form(let form) = state.screen else {
      Issue.record("no form opens")
      return
    }
    let original = Fixture.subscriptions[0]
    #expect(form.input.name == original.name && form.input.url == original.url)
    #expect(Set(form.input.subscribedEvents) == Set(original.subscribedEvents))
    #expect(form.secretPath.text.isEmpty)
  }

  @Test("A duplicate never replaces what was typed into another form")
  func draftStays() {
    let state = Self.board.pressing("n").typing("Half").pressing("Esc d")
    #expect(state.screen == .board)
    #expect(state.draft?.name.text == "Half")
    #expect(state.screenText.contains("draft of Half"))
  }

  @Test("A duplicate for another company opens its form there")
  func duplicateElsewhere() {
    let companies = Fixture.companies(Fixture.narrow).pressing("Down d")
    #expect(companies.screenText.contains("Acme s.r.o. · prod"))
    let there = companies.pressing("Down Enter")
    #expect(there.state.session.profile == "beta")
    guard case .form(let form) = there.state.screen else {
      Issue.record("no form opens")
      return
    }
    #expect(form.name.text == "ERP sync")
    // Esc goes back to where it was asked for: nobody ends up in another company unawares.
    #expect(there.pressing("Esc").state.session.profile == "prod")
  }

  @Test("What is copied may be the path of the secret's file, never the secret")
  func copySecretPath() {
    let kept = SecretLocationTests.kept(.created, at: Fixture.now)
    var state = Self.board.after(.secretsInspected([802: .kept(kept)], news: [])).pressing("c Down Down Down")
    #expect(state.effects(of: .keyPressed(.enter)).contains(.copyText(kept.file.path)))
  }

  @Test("The three hints go by being used, once they could be read, and are remembered")
  func tour() {
    var state = Self.board
    state.tour = Tour(at: Fixture.now)
    #expect(state.screenText.contains("1 of 3"))
    #expect(state.pressing("Down").screenText.contains("1 of 3"))
    for hint in 2...3 {
      state = state.after(.clockTicked(state.now.addingTimeInterval(4))).pressing("Down")
      #expect(state.screenText.contains("\(hint) of 3"))
    }
    state = state.after(.clockTicked(state.now.addingTimeInterval(4)))
    #expect(state.effects(of: .keyPressed(.down)) == [.rememberTour])
    #expect(!state.screenText.contains("of 3 "))
  }

  @Test("The hints say that Esc closes them, and it closes all of them at once and nothing else")
  func tourClosed() {
    var state = Self.board.pressing("Space Down")
    state.tour = Tour(at: Fixture.now)
    #expect(state.screenText.contains("Esc closes"))
    #expect(state.effects(of: .keyPressed(.escape)) == [.rememberTour])
    #expect(state.tour == nil && state.board.marked.count == 1)
  }

  @Test("A hint is not there over a filtered list, and Esc clears the filter")
  func tourUnderFilter() {
    var state = Self.board
    state.tour = Tour(at: Fixture.now)
    let filtered = state.pressing("/").typing("nothing").pressing("Enter")
    #expect(filtered.screenText.contains("No match. Esc clears the filter."))
    #expect(!filtered.screenText.contains("Tip 1"))
    #expect(filtered.pressing("Esc").board.filter.isEmpty)
  }

  @Test("Hints that nobody touches go away by themselves, and the loop wakes for it")
  func tourLeftAlone() throws {
    var state = Self.board
    state.tour = Tour(at: Fixture.now)
    for _ in Tour.hints {
      let tour = try #require(state.tour)
      var effects: [Effect] = []
      while state.tour == tour { effects += state.effects(of: .clockTicked(try #require(state.nextTick))) }
      #expect(effects.contains(.rememberTour) == (state.tour == nil))
    }
    #expect(state.tour == nil)
  }

  @Test("A dialog that was scrolled to its end fills a window that has grown")
  func resizedHelp() {
    let grown = Fixture.board(Fixture.narrow).pressing("? Tab End").after(.resized(Fixture.wide))
    #expect(grown.screenText == Fixture.board(Fixture.wide).pressing("? Tab End").screenText)
  }

  @Test("A passing word does not stand over the keys of a dialog that is opened after it")
  func passingWord() {
    let said = Fixture.board(Fixture.narrow).pressing("n").typing("x").pressing("Esc")
    #expect(said.screenText.contains("Draft kept"))
    let asked = said.pressing("c")
    #expect(!asked.screenText.contains("Draft kept"))
    #expect(asked.screenText.contains("Enter copy"))
  }

  @Test("A short list leaves its room to the reason below it, and typing a filter moves nothing")
  func shortList() {
    let board = Fixture.board(Size(columns: 120, rows: 40))
    func rule(_ state: State) -> Int? {
      state.screenText.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasPrefix("───") }
    }
    #expect(rule(board) == 12)
    #expect(rule(board.pressing("/").typing("erp")) == 12)
  }

  @Test("A hint never stands where the age of old data is told")
  func hintAndAge() {
    var live = Fixture.board(Fixture.wide)
    live.tour = Tour(at: Fixture.now)
    #expect(live.screenText.contains("1 of 3"))
    let old = live.after(.listFailed(Failure(.unreachable(.refused)), at: Fixture.now, random: 0))
    #expect(!old.screenText.contains("1 of 3"))
    #expect(old.screenText.contains(" as of "))
  }

  @Test("Hints that were followed to the end in one company are not begun again in another")
  func hintsOnce() {
    let states = ["prod", "beta"].map { profile in
      var state = Fixture.company(profile, Fixture.wide)
      state.tour = Tour(at: Fixture.now)
      return state
    }
    var companies = Companies(states, current: "prod")
    for second in [4.0, 8, 12] {
      companies = companies.after(.clockTicked(Fixture.now.addingTimeInterval(second)), to: .everybody).pressing("Down")
    }
    #expect(companies.all.allSatisfy { $0.state.tour == nil })
  }

  @Test("A form opens while a rate limit lasts, and sends nothing")
  func formDuringLimit() {
    let failure = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40))
    let limited = Fixture.board(Fixture.wide).after(.listFailed(failure, at: Fixture.now, random: 0)).pressing("n")
    #expect(limited.context == .form)
  }

  @Test("What was said of one answer is not said of the next one that is asked for")
  func newQuestion() {
    let list = SubscriptionList(Fixture.subscriptions.map { .readable($0) })
    let fresh = Self.board.after(.listLoaded(Answer(list, context: AnswerContext(receivedAt: Fixture.now))))
    let refused = fresh.pressing("r")
    #expect(refused.screenText.contains("Not refreshed"))
    let later = refused.after(.clockTicked(Fixture.now.addingTimeInterval(3))).pressing("r")
    #expect(!later.screenText.contains("Not refreshed"))
  }

  @Test("The dot between two resources stays behind the first: no line begins with one", arguments: 60...130)
  func dots(columns: Int) {
    var subscription = Fixture.subscriptions[0]
    subscription.subscribedEvents = EventCatalogue.types
    let board = Fixture.board(Size(columns: columns, rows: 30), [subscription])
    for state in [board, board.pressing("Enter")] {
      let rows = state.screenText.split(separator: "\n").map { $0.drop { $0 == " " } }
      #expect(rows.contains { $0.contains(" · ") || $0.hasSuffix(" ·") })
      #expect(!rows.contains { $0.hasPrefix("·") })
    }
  }
}
