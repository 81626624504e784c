import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// What hooktop adds by watching: transitions, marks of change, what one snapshot cannot say.
@Suite struct WatchLogTests {
  static let later = Fixture.now.addingTimeInterval(342)

  /// The board after ERP sync recovered, Quotes bot went and another came, at 14:15:42.
  static func changed(_ size: Size = Fixture.narrow) -> State {
    var list = Fixture.subscriptions.filter { $0.id != 805 }
    list[0].lastSuccessAt = Timestamp(later.addingTimeInterval(-5))
    list[1].url = "https://bi.acme.sk/new"
    list.append(
      Subscription(
        id: 900, name: "Latest", url: "https://new.acme.sk/in", subscribedEvents: [], createdAt: Fixture.ago(5)))
    return Fixture.board(size).after(.clockTicked(later)).after(
      .listLoaded(Answer(SubscriptionList(list.map { .readable($0) }), context: context(later))))
  }

  static func context(_ date: Date) -> AnswerContext {
    AnswerContext(receivedAt: date, serverDate: date, requestID: "req_02")
  }

  @Test("The log has every change with its time, says who saw it, and opens the subscription")
  func log() {
    let text = Self.changed().pressing("L").screenText
    #expect(text.contains("14:15:42  ERP sync ✖ failing → ◐ recovered"))
    #expect(text.contains("BI export changed: URL"))
    #expect(text.contains("Quotes bot gone from the list"))
    #expect(text.contains("Latest new in the list, ○ new"))
    #expect(text.contains("This run began at 14:10:00."))
    // The oldest two say that nothing was received for a while.
    let opened = Self.changed().pressing("L End Up Up Up Enter")
    #expect(opened.screenText.contains("https://erp.acme.sk"))
    #expect(opened.pressing("Esc").context == .log)
  }

  @Test("Disabling is one change of state, not an edit as well")
  func disabled() {
    var list = Fixture.subscriptions
    list[0].isActive = false
    let state = Fixture.board(Fixture.wide).after(.listLoaded(Fixture.list(list.map { .readable($0) })))
    #expect(state.log.entries.count == 1)
    #expect(state.pressing("L").screenText.contains("ERP sync ✖ failing → ‖ disabled"))
  }

  @Test("No answer is told as older than the start that it made")
  func startAndLastAnswer() {
    let state = Fixture.start(Fixture.wide).at(2).after(Fixture.answer(asked: 1, received: 2)).at(3)
      .after(.listFailed(Failure(.unreachable(.refused)), at: Fixture.now.addingTimeInterval(3), random: 0))
    #expect(
      state.pressing("Enter").screenText.contains(
        "unchanged since hooktop started (14:10:02); no answer after 14:10:02"))
  }

  @Test("Gaps in the watching are part of the log")
  func connection() {
    let state = Fixture.board(Fixture.wide).after(
      .listFailed(Failure(.unreachable(.refused)), at: Fixture.now, random: 0)
    )
    .after(.listLoaded(Fixture.list([])))
    let text = state.pressing("L").screenText
    #expect(text.contains("connection live → offline (connection refused)"))
    #expect(text.contains("connection offline (connection refused) → live"))
  }

  @Test("A change of state by the passing of time is logged as well")
  func byTime() {
    let state = Fixture.board(Fixture.wide).at(3_950).after(Fixture.answer(asked: 3_950, received: 3_950)).at(3_961)
    #expect(state.log.lastStateChange(of: 803)?.to == .ok)
  }

  @Test("The log keeps its last thousand entries and says how many went")
  func bounded() {
    var state = Fixture.board(Fixture.narrow)
    for _ in 0..<501 {
      state = state.after(.listFailed(Failure(.unreachable(.refused)), at: Fixture.now, random: 0))
        .after(.listLoaded(Fixture.list([])))
    }
    #expect(state.log.entries.count == WatchLog.maxEntries)
    #expect(state.pressing("L").screenText.contains("older ones dropped"))
  }

  @Test("What changed is marked until the cursor has passed over it")
  func unseen() {
    let state = Self.changed()
    #expect(state.board.unseen == [801, 802, 900])
    #expect(state.screenText.contains("•ERP sync"))
    // The cursor stands on BI export; leaving it has seen it.
    #expect(state.pressing("Down").board.unseen.contains(802) == false)
    #expect(state.pressing("End").board.unseen.contains(900))
    let all = (0..<10).reduce(state) { state, _ in state.pressing("Down") }
    #expect(all.board.unseen.isEmpty)
  }

  @Test("The first list marks nothing")
  func first() { #expect(Fixture.board(Fixture.narrow).board.unseen.isEmpty) }

  @Test("Successes about 10 s after failures, again and again, are named as rejected first attempts")
  func rejectedFirst() {
    var state = Fixture.board(Fixture.wide, [Fixture.subscriptions[0]])
    for round in 1...3 {
      var subscription = Fixture.subscriptions[0]
      let failed = Fixture.now.addingTimeInterval(Double(round) * 60)
      subscription.lastFailureAt = Timestamp(failed)
      subscription.lastSuccessAt = Timestamp(failed.addingTimeInterval(11))
      let at = failed.addingTimeInterval(20)
      state = state.after(.clockTicked(at)).after(
        .listLoaded(Answer(SubscriptionList([.readable(subscription)]), context: Self.context(at))))
      let words = state.pressing("Enter").screenText.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
      let says = words.contains("your endpoint seems to reject first tries")
      #expect(says == (round == 3))
    }
  }

  @Test("The detail says when a state was seen to begin, and that it was hooktop that saw it")
  func detail() {
    let text = Self.changed(Fixture.wide).pressing("Down").after(.keyPressed(.home)).pressing("/").typing("erp")
      .pressing("Enter Enter").screenText
    #expect(text.contains("Seen by hooktop: failing → recovered at 14:15:42."))
    #expect(text.contains("1 change of state since 14:10:00"))
  }
}
