import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct CompaniesTests {
  private static let narrow = Fixture.companies(Fixture.narrow)
  private static let offline = Failure(.unreachable(.nameNotFound))

  @Test("Going to another company asks that one, and shows nothing of the one before")
  func opensCompany() {
    var companies = Self.narrow
    let effects = companies.effects(of: "o Down Enter")
    #expect(effects.contains(AddressedEffect(.loadList, for: "beta")))
    #expect(!effects.contains(AddressedEffect(.loadList, for: "prod")))
    #expect(companies.screenText.contains("beta"))
    for text in ["ERP sync", "Acme s.r.o.", "9 subscriptions"] { #expect(!companies.screenText.contains(text)) }
  }

  @Test("An answer that was under way reaches the company that asked, never the one on the screen")
  func lateAnswer() {
    let companies = Self.narrow.pressing("o Down Enter")
      .after(.listLoaded(Fixture.list([.readable(Fixture.stockAlerts)])), of: "prod")
    #expect(!companies.screenText.contains("Stock alerts"))
    #expect(companies.pressing("o Up Enter").screenText.contains("Stock alerts"))
  }

  @Test("It works offline, both ways, and never goes elsewhere by itself")
  func offline() {
    let away = Self.narrow.after(.listFailed(Self.offline, at: Fixture.now, random: 0), of: "prod")
      .pressing("o Down Enter")
      .after(.listFailed(Self.offline, at: Fixture.now, random: 0), of: "beta")
    #expect(away.screenText.contains("beta") && away.screenText.contains("No list of subscriptions yet"))
    #expect(away.screenText.contains("offline since"))
    let back = away.pressing("o Up Enter")
    #expect(back.screenText.contains("ERP sync") && back.screenText.contains("offline since"))
  }

  @Test("A detail of one company is not on the screen of another, and is left for good")
  func details() {
    let companies = Self.narrow.pressing("Enter o Down Enter")
    #expect(companies.state.screen == .board)
    #expect(companies.pressing("o Up Enter").state.screen == .board)
  }

  @Test("The overview counts each company's own pending creates, and has no column for them where there are none")
  func pending() {
    let foreign = FoundCreate(
      key: .init(rawValue: "k-9"), label: "Theirs", status: .foreign(.otherCompany("Beta")))
    let companies = Self.narrow.pressing("o")
    #expect(!companies.screenText.contains("PEND"))
    let marked = companies.after(.pendingCreatesFound([PendingTests.stale, foreign]), of: "beta")
    #expect(marked.screenText.contains("PEND"))
    #expect(marked.state.companies.map(\.pending) == [0, 1, 0])
  }

  @Test("A create that ends after one went elsewhere is told by its company's name, and its secret waits there")
  func createElsewhere() throws {
    let key = SecretTests.secret
    let here = Self.narrow.after(
      .pendingCreatesFound([FoundCreate(key: .init(rawValue: "k"), label: "Night")]), of: "prod"
    )
    .pressing("o Down Enter")
    #expect(here.screenText.contains("Acme s.r.o.: Creating Night"))
    let done = here.after(
      .createFinished(number: 1, .created(Fixture.subscriptions[0], key, savedTo: "~/erp.secret")), of: "prod")
    #expect(done.state.modal == nil)
    #expect(done.screenText.contains("Acme s.r.o.: the secret of ERP sync (801) is saved; o shows it"))
    #expect(done.pressing("o").pressing("Up Enter").screenText.contains("whsec_"))
  }

  @Test("A secret that is not saved is told on every screen of the others until it is seen to")
  func unsavedElsewhere() {
    let companies = Self.narrow.after(
      .pendingCreatesFound([FoundCreate(key: .init(rawValue: "k"), label: "Night")]), of: "prod"
    )
    .pressing("o Down Enter").after(
      .createFinished(
        number: 1, .savingFailed(Fixture.subscriptions[0], SecretTests.secret, problem: "no space left")), of: "prod")
    for keys in ["", "n", "o", "?"] where keys != "?" {
      #expect(companies.pressing(keys).screenText.contains("NOT saved"))
    }
  }

  @Test("The overview asks every company once, and each goes on by its own budget")
  func overviewAsks() {
    var companies = Self.narrow
    #expect(
      companies.effects(of: "o").filter { $0.effect == .loadList }.map(\.company) == ["beta", "old"])
    #expect(companies.effects(of: "Esc o").allSatisfy { $0.effect != .loadList })
    companies = companies.after(.listLoaded(Fixture.list([.readable(Fixture.stockAlerts)])), of: "beta")
    let due = Fixture.now.addingTimeInterval(Connection.interval)
    let effects = update(&companies, AddressedAction(.clockTicked(due), to: .everybody))
    #expect(effects.filter { $0.effect == .loadList }.map(\.company) == ["prod", "beta"])
  }

  @Test("A 429 of one company does not stop another")
  func rateLimit() {
    let limited = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(60))
    var companies = Self.narrow.after(.listFailed(limited, at: Fixture.now, random: 0), of: "prod")
    #expect(companies.effects(of: "r").isEmpty)
    #expect(companies.effects(of: "o Down Enter").contains(AddressedEffect(.loadList, for: "beta")))
  }

  @Test("A theme that is chosen holds in every company")
  func theme() {
    var states = ["a", "b"].map { Fixture.company($0, Fixture.narrow) }
    for index in states.indices { states[index].themes = [.roles, .plain] }
    let companies = Companies(states, current: "a").pressing("T Down Enter o Down Enter")
    #expect(companies.state.session.profile == "b" && companies.state.theme.name == "plain")
  }

  @Test("The mark of danger stands on every screen", arguments: ["", "Enter", "n", "?", "T", "o"])
  func danger(keys: String) {
    let header = FrameText.row(0, of: view(Self.narrow.pressing(keys).state, Fixture.narrow))
    #expect(header.contains("▲ Acme s.r.o. · prod"))
  }

  @Test("The company is named in a window that is too small for anything else")
  func tooSmall() {
    let companies = Self.narrow.after(.resized(Size(columns: 40, rows: 8)), to: .everybody)
    #expect(companies.screenText.contains("Acme s.r.o. · prod"))
  }

  @Test("Leaving is leaving, whichever company is looked at")
  func quit() {
    #expect(Self.narrow.pressing("o Down Enter q").exitReason == .quit)
  }

  /// The profiles as they stand on the screen of all companies.
  private func profiles(_ companies: Companies) -> [String] {
    companies.screenText.split(separator: "\n").dropFirst(2).prefix(3).compactMap { line in
      ["prod", "beta", "old"].first { line.contains(" \($0) ") }
    }
  }

  private static let read = Fixture.companies(Fixture.wide).pressing("o")
    .after(.listLoaded(Fixture.list([.readable(Fixture.stockAlerts)])), of: "beta")
    .after(.listFailed(offline, at: Fixture.now, random: 0), of: "old")

  @Test("Companies stand worst first, with their first possible loss; the cursor stays on its company")
  func worstFirst() {
    #expect(profiles(Self.read) == ["prod", "old", "beta"])
    #expect(Self.read.screenText.contains("from 15:11"))
    let failing = Fixture.changed(Fixture.stockAlerts) {
      ($0.lastSuccessAt, $0.lastFailureAt) = (Fixture.ago(20_000), Fixture.ago(60))
    }
    let calm = Fixture.list([.readable(Fixture.subscriptions[8])])
    let turned = Self.read.after(.listLoaded(Fixture.list([.readable(failing)])), of: "beta")
      .after(.listLoaded(calm), of: "prod")
    #expect(profiles(turned) == ["beta", "old", "prod"])
    #expect(turned.screenText.split(separator: "\n").first { $0.contains("▸") }?.contains("prod") == true)
  }

  @Test("s goes through the orders, a click on a title sorts, reverses, and goes back to worst first")
  func sorted() {
    #expect(profiles(Self.read.pressing("s s")) == ["beta", "old", "prod"])
    #expect(profiles(Self.read.pressing("s s s s")) == ["prod", "old", "beta"])
    var companies = Self.read
    for expected in [["beta", "old", "prod"], ["prod", "old", "beta"], ["prod", "old", "beta"]] {
      let column = FrameText.row(1, of: view(companies.state, Fixture.wide)).firstRange(of: "PROFILE")
      let row = FrameText.row(1, of: view(companies.state, Fixture.wide))
      let at = column.map { row.distance(from: row.startIndex, to: $0.lowerBound) } ?? 0
      let click = drawing(companies.state, Fixture.wide).action(at: .init(column: at, row: 1))
      if let click { companies = companies.after(click) }
      #expect(profiles(companies) == expected)
    }
  }

  @Test("A click on a title sorts by what stands below it, also where a column of pending creates is shown")
  func sortedWithPending() {
    let companies = Self.read.after(.pendingCreatesFound([PendingTests.stale]), of: "beta")
    let titles = FrameText.row(1, of: view(companies.state, Fixture.wide))
    let column = titles.firstRange(of: "PEND").map { titles.distance(from: titles.startIndex, to: $0.lowerBound) }
    let click = drawing(companies.state, Fixture.wide).action(at: .init(column: column ?? 0, row: 1))
    #expect(click.map { profiles(companies.after($0)).first } == "beta")
  }

  @Test("/ filters by profile, company and state; Esc clears it first; Enter opens what is shown")
  func filter() {
    var companies = Self.read.pressing("/")
    for character in "bet" { companies = companies.after(.keyPressed(.character(character))) }
    #expect(profiles(companies) == ["beta"])
    #expect(companies.screenText.contains("1 shown"))
    let kept = companies.pressing("Enter")
    #expect(kept.screenText.contains("\"bet\": 1 shown"))
    #expect(profiles(kept.pressing("Esc")) == ["prod", "old", "beta"])
    #expect(kept.pressing("Enter").state.session.profile == "beta")
    var none = Self.read.pressing("/")
    for character in "zzz" { none = none.after(.keyPressed(.character(character))) }
    #expect(none.screenText.contains("No match. Esc clears the filter."))
    #expect(none.pressing("Enter Enter").state.session.profile == "prod")
  }

  @Test(
    "The demo, danger and what may not write are worn on every screen",
    arguments: ["", "Enter", "n", "?", "T", "o", "v", "L", "b", "S", ":", "P", "s"],
    [Size(columns: 60, rows: 16), Fixture.narrow, Fixture.wide])
  func worn(keys: String, size: Size) {
    var state = State(
      session: Session(
        profile: "prod", baseURL: "https://a.sk", isDemo: true, company: "Acme s.r.o.", isDanger: true),
      themes: [.roles], theme: .roles, now: Fixture.now, zone: Fixture.zone, size: size)
    state = state.after(.listLoaded(Fixture.list(Fixture.subscriptions.map { .readable($0) })))
      .after(.writeLockFound(.readOnlyProfile("prod")))
    let companies = Companies([state], current: "prod").pressing("Down \(keys)")
    let header = FrameText.row(0, of: view(companies.state, size))
    for mark in ["DEMO", "READ-ONLY", "▲", "Ac"] { #expect(header.contains(mark)) }
  }
}
