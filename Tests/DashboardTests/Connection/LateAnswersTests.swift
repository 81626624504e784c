import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// Answers that come late, in another order than they were asked for, or from a company that nobody asked.
@Suite struct LateAnswersTests {
  @Test("An answer that was under way while the machine slept is as old as its question, and no clock is blamed")
  func slept() {
    let asking = Fixture.board(Fixture.wide).at(18)
    #expect(asking.connection.isLoading)
    var state = asking.at(7_300).after(Fixture.answer(asked: 18, received: 7_300, serverDate: 18))
    #expect(state.header.contains("stale · 2 h old (the answer is late)"))
    #expect(state.serverTime.skew == 0)
    #expect(state.effects(of: .clockTicked(state.now)) == [.loadList])
    state = state.after(Fixture.answer(asked: 7_300, received: 7_301)).at(7_301)
    #expect(state.header.contains("● live"))
  }

  @Test("A slow answer is as old as its question")
  func slow() {
    let state = Fixture.board(Fixture.wide).at(18).at(43).after(Fixture.answer(asked: 18, received: 43))
    #expect(state.header.contains("● live 25 s"))
  }

  @Test("A list that was asked for before a change never takes the change back: a newer one replaces it")
  func beforeTheChange() {
    let asking = Fixture.onERP().pressing("D").typing("ERP sync").at(18)
    #expect(asking.connection.isLoading)
    var state = asking.pressing("Enter")
    #expect(state.effects(of: .deleteFinished(id: 801, .deleted(secretFile: nil))).contains(.loadList))
    // The loop drops what a replaced effect brings.
    #expect(Effect.loadList.id != nil)
  }

  @Test("While a 429 holds a change is followed by a list as soon as its time is over")
  func limitedAfterChange() {
    let limit = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(10))
    var state = Fixture.onERP().pressing("D").typing("ERP sync").pressing("Enter").after(.companyFailed(limit))
    #expect(!state.effects(of: .deleteFinished(id: 801, .deleted(secretFile: nil))).contains(.loadList))
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(9))) == [])
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(10))) == [.loadList])
  }

  @Test("A list of another company takes the name from the screen and looks at the lock before anything is written")
  func otherCompany() {
    var state = Fixture.board(Fixture.wide).at(400)
    #expect(state.header.contains("Acme s.r.o."))
    var foreign = Fixture.subscriptions[0]
    foreign.companyID = 16
    let effects = state.effects(of: Fixture.answer(asked: 400, received: 400, [foreign]))
    #expect(!state.header.contains("Acme s.r.o."))
    #expect(effects.contains(.findWriteLock) && effects.contains(.loadCompany))
    // The same again is no news.
    let again = state.after(.companyLoaded(Answer("Beta", context: Fixture.context)))
    var next = again
    #expect(!next.effects(of: Fixture.answer(asked: 430, received: 430, [foreign])).contains(.findWriteLock))
    #expect(next.header.contains("Beta"))
  }

  @Test("A list that turns empty is told as one where all are gone, and an old one as what it was")
  func turnedEmpty() {
    let empty = Fixture.board(Fixture.wide).at(18).after(Fixture.answer(asked: 18, received: 18, []))
    #expect(empty.words.contains("no webhook subscriptions any more. They were deleted"))
    let old = empty.after(Fixture.failure(.server, at: 20))
    #expect(old.words.contains("had no webhook subscriptions at 14:10:18, when Fintoro last answered"))
    #expect(!old.words.contains("yet."))
  }

  @Test("A 401 in between is told at once and forgotten with the next good answer")
  func refusedAndBack() {
    let refused = Fixture.board(Fixture.wide).at(18).after(Fixture.failure(.unauthenticated, at: 18))
    #expect(refused.header.contains("✖ refused · 401") && !refused.connection.isLive(at: refused.now))
    let back = refused.at(60).after(Fixture.answer(asked: 60, received: 60))
    #expect(back.header.contains("● live now"))
  }

  @Test("Offline is counted from where it began, not from a trouble before it")
  func offlineSince() {
    let state = Fixture.board(Fixture.wide).at(18).after(Fixture.failure(.server, at: 18)).at(30)
      .after(Fixture.failure(.unreachable(.refused), at: 30)).at(40).after(Fixture.failure(.connectionLost, at: 40))
    #expect(state.header.contains("offline since 14:10:30 (connection lost)"))
  }

  @Test("Before any list an answer that is none is not called offline, and nothing is said to be tried that is not")
  func noList() {
    let broken = Fixture.start(Fixture.wide).after(Fixture.failure(.server))
    #expect(broken.header.contains("no list since 14:10:00 (server error 500)"))
    #expect(broken.words.contains("hooktop keeps trying"))
    #expect(broken.pressing("z").words.contains("Refreshing stopped"))
    let limited = Fixture.start(Fixture.wide).after(Fixture.failure(.rateLimited, retryIn: 60))
    #expect(limited.words.contains("Nothing is sent until then"))
    let unsent = Fixture.start(Fixture.wide).after(Fixture.failure(.notSent(problem: "the token's file is gone")))
    #expect(unsent.header.contains("no list since 14:10:00 (nothing sent)"))
  }
}
