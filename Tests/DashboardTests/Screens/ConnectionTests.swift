import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// The header's truth about the data, and what the clock asks for.
@Suite struct ConnectionTests {
  private func header(_ state: State) -> String { FrameText.row(0, of: view(state, state.size)) }

  private func failed(_ kind: Failure.Kind, retryAt: Date? = nil) -> State {
    Fixture.board(Fixture.wide).after(
      .listFailed(Failure(kind, status: 500, retryAt: retryAt), at: Fixture.now, random: 0))
  }

  @Test("Before the first answer the header says that it is loading")
  func loading() { #expect(header(Fixture.start(Fixture.wide)).contains("loading")) }

  @Test("A fresh answer is live, with its age")
  func live() { #expect(header(Fixture.board(Fixture.wide)).hasSuffix("● live 12 s ")) }

  @Test(
    "What is left of the requests is told below a half, and never guessed",
    arguments: [(59, true), (60, false), (117, false), (nil, false)] as [(Int?, Bool)])
  func budget(remaining: Int?, isShown: Bool) {
    var context = Fixture.context
    context.rateLimit = remaining.map { RateLimit(limit: 120, remaining: $0) }
    let state = Fixture.start(Fixture.wide).after(.listLoaded(Answer(SubscriptionList([]), context: context)))
    #expect(header(state).contains("API \(remaining ?? 0)/120") == isShown)
    #expect(header(state).contains("API") == isShown)
  }

  @Test("Data that could not be renewed is stale, and its rows no longer look live")
  func stale() {
    let state = failed(.server)
    #expect(header(state).contains("stale"))
    #expect(!header(state).contains("live"))
    let frame = view(state, state.size)
    #expect(Theme.roleName(frame[3, 4].style) == "faded on screen")
  }

  @Test("Without a connection the header says since when and why, and the data stays readable")
  func offline() {
    let state = failed(.unreachable(.refused))
    #expect(header(state).contains("offline since 14:10:00 (connection refused)"))
    #expect(state.screenText.contains("ERP sync"))
  }

  @Test("A token that is refused is named in the header")
  func refused() { #expect(header(failed(.unauthenticated)).contains("refused")) }

  @Test("A 429 stops every try until its time, a person's as well")
  func rateLimited() {
    var state = failed(.rateLimited, retryAt: Fixture.now.addingTimeInterval(40))
    #expect(header(state).contains("rate-limited until 14:10:40"))
    #expect(state.effects(of: .keyPressed("r")) == [])
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(39))) == [])
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(41))) == [.loadList])
  }

  @Test("At rest the list is asked for every 30 seconds, once at a time")
  func interval() {
    var state = Fixture.board(Fixture.wide)
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(17))) == [])
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(18))) == [.loadList])
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(60))) == [])
    #expect(state.effects(of: .keyPressed("r")) == [])
  }

  @Test("While keys are pressed the list is asked for every 15 seconds, and every 30 again after a minute without")
  func inUse() {
    func nextAfterKey(_ seconds: Double) -> Double? {
      let state = Fixture.board(Fixture.wide).pressing("Down").at(seconds)
        .after(Fixture.answer(asked: seconds, received: seconds))
      return state.connection.nextTryAt?.timeIntervalSince(state.now)
    }
    #expect(nextAfterKey(5) == 15)
    #expect(nextAfterKey(61) == 30)
  }

  @Test("In use as at rest no minute sees more than four requests for the list")
  func bounded() {
    var state = Fixture.board(Fixture.wide)
    var asked: [Date] = []
    for second in 1...600 {
      let at = Fixture.now.addingTimeInterval(Double(second))
      let effects = state.effects(of: .clockTicked(at)) + (second < 300 ? state.effects(of: .keyPressed(.down)) : [])
      guard effects.contains(.loadList) else { continue }
      asked.append(at)
      state = state.after(Fixture.answer(asked: Double(second), received: Double(second)))
    }
    for start in asked {
      let limit = start.timeIntervalSince(Fixture.now) < 360 ? 4 : 2
      #expect(asked.count { $0 >= start && $0 < start.addingTimeInterval(60) } <= limit)
    }
  }

  @Test("What a cache has kept for long is not live, is as old as that, and is not asked for faster")
  func cached() {
    let context = AnswerContext(
      receivedAt: Fixture.now, cacheAge: 5_400, serverDate: Fixture.now.addingTimeInterval(-5_400))
    var connection = Connection(startedAt: Fixture.now)
    connection.answered(context, at: Fixture.now)
    #expect(connection.status(at: Fixture.now) == .stale(age: 5_400, why: "the answer is a cache's"))
    #expect(connection.asOf(at: Fixture.now) == Fixture.now.addingTimeInterval(-5_400))
    #expect(connection.nextTryAt == Fixture.now.addingTimeInterval(30))
  }

  @Test("A key that is held down does not use up the company's budget")
  func heldKey() {
    var state = Fixture.board(Fixture.wide).after(Fixture.answer(asked: 0, received: 0))
    #expect(state.effects(of: .keyPressed("r")) == [])
    _ = state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(2)))
    #expect(state.effects(of: .keyPressed("r")) == [.loadList])
  }

  @Test("z stops refreshing and says so; r refreshes once all the same, and z goes on")
  func hold() {
    var state = Fixture.board(Fixture.wide).pressing("z")
    #expect(header(state).contains("‖ stopped · 12 s old"))
    #expect(state.screenText.contains("Refreshing stopped"))
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(300))) == [])
    #expect((state.nextTick?.timeIntervalSince(state.now) ?? 0) >= 0.5)
    #expect(header(state).contains("stopped · 5 min old"))
    // Data that nobody renews must not look live for ever.
    #expect(Theme.roleName(view(state, state.size)[3, 4].style) == "faded on screen")
    var once = state
    #expect(once.effects(of: .keyPressed("r")) == [.loadList])
    #expect(state.effects(of: .keyPressed("z")) == [.loadList])
    #expect(!header(state).contains("stopped"))
  }

  @Test("A 429 to any request stops all of them until its time: polling, r, the company's name and creates")
  func oneBudget() {
    let until = Fixture.now.addingTimeInterval(40)
    let limit = Failure(.rateLimited, status: 429, retryAt: until)
    var state = Fixture.board(Fixture.wide).after(.companyFailed(limit))
    #expect(header(state).contains("rate-limited until 14:10:40"))
    #expect(state.effects(of: .keyPressed("r")) == [])
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(39))) == [])
    #expect(state.effects(of: .clockTicked(until)) == [.loadList])
    // A create is not even sent, and the form keeps what was typed.
    var form = FormTests.filled(Fixture.wide).after(.companyFailed(limit))
    #expect(form.effects(of: .keyPressed(.enter)) == [])
    #expect(form.screenText.contains("nothing is sent until 14:10:40"))
    #expect(form.screenText.contains("ERP"))
  }

  @Test("A create that waits is not sent again while a 429 holds")
  func heldCreate() {
    let key = IdempotencyKey(rawValue: "k")
    var state = FormTests.filled(Fixture.wide).pressing("Enter").after(
      .createFinished(number: 1, .kept(key, Failure(.server, status: 500))))
    let until = Fixture.now.addingTimeInterval(60)
    _ = state.effects(of: .listFailed(Failure(.rateLimited, status: 429, retryAt: until), at: Fixture.now, random: 0))
    #expect(
      !state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(30))).contains(.resumeCreate(number: 1, key)))
    #expect(state.effects(of: .clockTicked(until)).contains(.resumeCreate(number: 1, key)))
  }

  @Test("A `whoami` that keeps failing does not double what polling costs")
  func companyName() {
    var state = Fixture.start(Fixture.wide)
    let answer = Fixture.list([])
    #expect(state.effects(of: .listLoaded(answer)).contains(.loadCompany))
    _ = state.effects(of: .companyFailed(Failure(.server, status: 500)))
    #expect(!state.effects(of: .listLoaded(answer)).contains(.loadCompany))
    _ = state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(301)))
    #expect(state.effects(of: .listLoaded(answer)).contains(.loadCompany))
  }

  @Test("A clock that is set back neither stops polling nor makes old data young")
  func clockSetBack() {
    var state = Fixture.board(Fixture.wide)
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(-3_600))) == [])
    #expect(header(state).contains("● live 12 s"))
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(-3_600 + 18))) == [.loadList])
  }

  @Test("Times are assessed by the server's clock, not by this machine's")
  func skew() {
    var context = Fixture.context
    // The server is an hour ahead: what it calls two hours in the future is one hour by its own clock.
    context.serverDate = context.receivedAt.addingTimeInterval(7_200)
    let state = Fixture.start(Fixture.wide).after(
      .listLoaded(Answer(SubscriptionList([.readable(Fixture.subscriptions[6])]), context: context)))
    #expect(state.list.subscription(807)?.health.state == .ok)
  }

  @Test("The loop sleeps until the next second at most while the header counts, and not at all less")
  func nextTick() {
    let state = Fixture.board(Fixture.wide)
    let wait = state.nextTick?.timeIntervalSince(Fixture.now) ?? -1
    #expect(wait > 0 && wait <= 1)
  }
}

@Suite struct MessageTests {
  @Test("What must not be missed stands until a key is pressed, and a key typed just before does not take it away")
  func insisting() {
    let refused = Failure(.forbidden, status: 403, message: "Not yours.", isFintorosAnswer: true)
    let state = FormTests.filled().pressing("Enter Esc").after(.createFinished(number: 1, .refused(refused)))
    #expect(state.pressing("Down").screenText.contains("was not created"))
    let later = state.after(.clockTicked(Fixture.now.addingTimeInterval(3_600)))
    #expect(later.screenText.contains("was not created"))
    #expect(!later.pressing("Down").screenText.contains("was not created"))
  }

  @Test("A passing word goes by itself")
  func passing() {
    let state = FormTests.filled().pressing("Esc")
    #expect(state.screenText.contains("Draft kept"))
    #expect(!state.after(.clockTicked(Fixture.now.addingTimeInterval(7))).screenText.contains("Draft kept"))
  }
}
