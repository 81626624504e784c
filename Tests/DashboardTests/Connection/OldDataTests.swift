import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// What was heard long ago: readable, and never passed off as what is.
@Suite struct OldDataTests {
  private static let days = 8 * 86_400.0

  private static func offline(_ size: Size = Fixture.wide) -> State {
    Fixture.board(size).at(18).after(Fixture.failure(.unreachable(.refused), at: 18))
  }

  @Test("Offline for days nothing is said to have changed: hooktop has seen nothing")
  func noTurns() {
    let state = Self.offline().at(Self.days)
    let turns = state.log.entries.filter { if case .subscription = $0.event { true } else { false } }
    #expect(turns == [])
    #expect(state.list.subscription(809)?.health.state == .ok)
    #expect(state.header.contains("offline since 18 Mar 14:10:18"))
    #expect(state.screenText.contains("as of 18 Mar 14:09:48"))
    // With the next answer it is assessed by what is true then.
    let back = state.after(Fixture.answer(asked: Self.days, received: Self.days))
    #expect(back.list.subscription(809)?.health.state == .quiet)
  }

  @Test("What would be due among old data does not keep the processor busy")
  func noSpin() {
    let state = Self.offline().at(Self.days).pressing("z")
    #expect((state.nextTick?.timeIntervalSince(state.now) ?? 0) > 0.3)
  }

  @Test("A list that is not refreshed is assessed as long as it is live, and not after")
  func held() {
    // The retry window of Invoices → DWH ends 3 960 s after the fixture's moment.
    let live = Fixture.board(Fixture.wide).at(3_950).after(Fixture.answer(asked: 3_950, received: 3_950)).pressing("z")
    #expect(live.at(3_961).list.subscription(803)?.health.state == .ok)
    let old = Fixture.board(Fixture.wide).pressing("z").at(3_961)
    #expect(old.list.subscription(803)?.health.state == .recovered)
  }

  @Test("A subscription that was just changed keeps the quiet limit that was chosen for it")
  func quietLimit() {
    var state = Fixture.start(Fixture.wide)
    state.setUp(Preferences(), quietDays: [808: 30])
    state = state.after(.listLoaded(Fixture.list([.readable(Fixture.subscriptions[7])])))
    #expect(state.list.subscription(808)?.health.state == .ok)
    let edited = state.after(.editFinished(id: 808, .done(Fixture.subscriptions[7])))
    #expect(edited.list.subscription(808)?.health.state == .ok)
  }

  @Test("A budget is told for the minute it is one of, and no longer")
  func budget() {
    var context = Fixture.context
    context.rateLimit = RateLimit(limit: 120, remaining: 42)
    let held = Fixture.start(Fixture.wide).after(.listLoaded(Answer(SubscriptionList([]), context: context)))
      .pressing("z")
    #expect(held.at(40).header.contains("API 42/120"))
    #expect(!held.at(50).header.contains("API"))
  }

  @Test("The overview says of a company that was heard long ago what was, not what is")
  func overview() {
    let calm = Fixture.changed { $0.lastFailureAt = .never }
    let companies = Fixture.companies(Fixture.wide)
      .after(.listLoaded(Fixture.list([.readable(calm)])), of: "prod").pressing("o")
    #expect(companies.screenText.contains("Nothing is in trouble."))
    let old = companies.after(Fixture.failure(.unreachable(.refused)), of: "prod")
    #expect(old.screenText.contains("Nothing was in trouble at 14:09:48."))
  }
}
