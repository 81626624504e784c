import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// What a person who looked elsewhere learns: the bell, the first key, the terminal's title.
@Suite struct AbsenceTests {
  /// The last one fails, too.
  private static let worse =
    Fixture.subscriptions.dropLast() + [
      Fixture.changed(Fixture.subscriptions[8]) { $0.lastFailureAt = Timestamp(Fixture.now.addingTimeInterval(350)) }
    ]

  private func away(_ seconds: Double, then list: some Sequence<Subscription> = worse) -> State {
    Fixture.board(Fixture.wide).at(seconds)
      .after(Fixture.answer(asked: seconds, received: seconds, Array(list)))
  }

  private func withBell(_ state: State = Fixture.board(Fixture.wide)) -> State {
    var state = state
    var preferences = Preferences()
    preferences.bell = true
    state.setUp(preferences, quietDays: [:])
    return state
  }

  @Test("After a while away the first key says what is worse since the last one, and does what it does")
  func report() {
    let state = away(400).pressing("Down")
    #expect(state.screenText.contains("+1 worse since 14:10: wms.acme.sk"))
    #expect(state.board.selection != away(400).board.selection)
    #expect(!state.at(410).pressing("Down").screenText.contains("worse since"))
  }

  @Test("Who was not away long, or missed nothing that lasts, is told nothing")
  func nothing() {
    #expect(!away(200).pressing("Down").screenText.contains("worse since"))
    #expect(!away(400, then: Fixture.subscriptions).pressing("Down").screenText.contains("worse since"))
    let healed = away(400).at(430).after(
      Fixture.answer(
        asked: 430, received: 430,
        Fixture.subscriptions.dropLast() + [
          Fixture.changed(Fixture.subscriptions[8]) {
            $0.lastSuccessAt = Timestamp(Fixture.now.addingTimeInterval(420))
          }
        ]))
    #expect(!healed.pressing("Down").screenText.contains("worse since"))
  }

  @Test("The bell rings once when something gets worse and nobody presses keys; it is off unless it is chosen")
  func bell() {
    let answer = Fixture.answer(asked: 90, received: 90, Array(Self.worse))
    var state = withBell().at(90)
    #expect(state.effects(of: answer).contains(.ring))
    #expect(!state.effects(of: answer).contains(.ring))
    var off = Fixture.board(Fixture.wide).at(90)
    #expect(!off.effects(of: answer).contains(.ring))
    var there = withBell().at(80).pressing("Down").at(90)
    #expect(!there.effects(of: answer).contains(.ring))
  }

  @Test("A key in one company keeps the bell of another quiet")
  func bellElsewhere() {
    func rings(_ keys: String) -> Bool {
      let states = ["prod", "beta"].map { withBell(Fixture.company($0, Fixture.wide)) }
      var companies = Companies(states, current: "prod").pressing("o")
        .after(.listLoaded(Fixture.list([.readable(Fixture.stockAlerts)])), of: "beta")
        .after(.clockTicked(Fixture.now.addingTimeInterval(90)), to: .everybody).pressing(keys)
      let failing = Fixture.changed(Fixture.stockAlerts) { $0.lastFailureAt = Fixture.ago(-80) }
      let answer = Fixture.answer(asked: 90, received: 90, [failing])
      return update(&companies, AddressedAction(answer, to: .company("beta"))).contains { $0.effect == .ring }
    }
    #expect(rings(""))
    #expect(!rings("Down"))
  }

  @Test("The title counts what is in trouble, the heaviest first, and names the company")
  func title() {
    let companies = Fixture.companies(Fixture.wide)
    #expect(companies.terminalTitle == "✖1 ✗1 ◐1 ?1 ▲ Acme s.r.o. – hooktop")
    let calm = companies.after(.listLoaded(Fixture.list([.readable(Fixture.subscriptions[8])])), of: "prod")
    #expect(calm.terminalTitle == "▲ Acme s.r.o. – hooktop")
  }

  /// The gap of ERP sync, silenced.
  private func silenced(_ state: HealthState?) -> Action {
    var record = GapTests.record(801)
    record.acknowledgement = GapAcknowledgement(by: "jano", at: Fixture.now - 600, state: state)
    return .gapsFound([record])
  }

  @Test("What is acknowledged is not counted in the title until its state changes")
  func acknowledgedTitle() {
    let companies = Fixture.companies(Fixture.wide)
    let quiet = companies.after(silenced(.failing), of: "prod")
    #expect(quiet.terminalTitle == "✗1 ◐1 ?1 ▲ Acme s.r.o. – hooktop")
    #expect(quiet.after(.gapsFound([]), of: "prod").terminalTitle == companies.terminalTitle)
    #expect(companies.after(silenced(.recovered), of: "prod").terminalTitle == companies.terminalTitle)
  }

  @Test("The bell does not ring for what is acknowledged whatever its state, and rings for another")
  func acknowledgedBell() {
    var list = Fixture.subscriptions
    list[0].lastSuccessAt = Fixture.ago(-20)
    let accepted = Fixture.answer(asked: 30, received: 30, list)
    list[0].lastFailureAt = Fixture.ago(-80)
    let failing = Fixture.answer(asked: 90, received: 90, list)
    func rings(_ known: Action) -> Bool {
      var state = withBell().at(30).after(accepted).after(known).at(90)
      return state.effects(of: failing).contains(.ring)
    }
    #expect(!rings(silenced(nil)))
    #expect(rings(silenced(.recovered)))
    #expect(rings(.gapsFound([])))
  }

  @Test("The title says that its counts are old, and that there are none")
  func oldTitle() {
    let offline = Fixture.companies(Fixture.wide).after(Fixture.failure(.unreachable(.refused)), of: "prod")
    #expect(offline.terminalTitle?.hasPrefix("(old) ✖1 ✗1") == true)
    let none = Companies([Fixture.company("prod", Fixture.wide)], current: "prod")
      .after(Fixture.failure(.unreachable(.refused)))
    #expect(none.terminalTitle == "(no data) prod – hooktop")
  }

  @Test("The title of a long name has 60 columns, and none is set where the setting is off")
  func titleLimits() {
    let name = String(repeating: "Ä", count: 80)
    let companies = Fixture.companies(Fixture.wide).after(
      .companyLoaded(Answer(name, context: Fixture.context)), of: "prod")
    #expect(companies.terminalTitle.map { DisplayWidth.of($0) } == 60)
    var preferences = Preferences()
    preferences.title = false
    var state = Fixture.company("prod", Fixture.wide)
    state.setUp(preferences, quietDays: [:])
    #expect(Companies([state], current: "prod").terminalTitle == nil)
  }
}
