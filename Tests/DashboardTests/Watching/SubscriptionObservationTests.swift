import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// Whatever hooktop reads or changes itself is part of what it has seen.
@Suite struct ObservingTests {
  private static let paused = Fixture.changed { $0.isActive = false }

  private static func done(_ size: Size = Fixture.wide) -> State {
    Fixture.onERP(size).pressing("p").after(.subscriptionRead(id: 801, .read(Fixture.erp))).pressing("y")
      .after(.editFinished(id: 801, .done(paused)))
  }

  @Test("A pause by hooktop itself is in the log and in what was watched, and nothing is marked as unseen")
  func pause() {
    let state = Self.done()
    let log = state.pressing("L").words
    #expect(log.contains("ERP sync ✖ failing → ‖ disabled") && !log.contains("ERP sync changed"))
    #expect(state.board.unseen.isEmpty)
    #expect(state.log.lastStateChange(of: 801)?.to == .disabled)
    #expect(state.pressing("Enter").words.contains("1 change of state since"))
    // The list that shows the same again is no second change.
    let list = [Self.paused] + Fixture.subscriptions.dropFirst()
    #expect(state.after(.listLoaded(Fixture.list(list.map { .readable($0) }))).log.entries == state.log.entries)
  }

  @Test("What a reading before a change shows is seen as well")
  func already() {
    let state = Fixture.onERP(Fixture.wide).pressing("p").after(.subscriptionRead(id: 801, .read(Self.paused)))
    #expect(state.log.lastStateChange(of: 801)?.to == .disabled)
    #expect(state.list.subscription(801)?.subscription.isActive == false)
  }

  @Test("A delete by hooktop itself is in the log, once")
  func delete() {
    let state = Fixture.onERP(Fixture.wide).after(.deleteFinished(id: 801, .deleted(secretFile: nil)))
    #expect(state.pressing("L").words.contains("ERP sync gone from the list"))
    let left = Fixture.subscriptions.dropFirst().map { ListedSubscription.readable($0) }
    #expect(state.after(.listLoaded(Fixture.list(left))).log.entries == state.log.entries)
  }

  @Test("A gap in the watching is told also when the connection is back")
  func gap() {
    let state = Fixture.board(Fixture.wide)
      .after(.listFailed(Failure(.unreachable(.refused)), at: Fixture.now, random: 0)).waiting(600)
      .after(
        .listLoaded(
          Answer(
            SubscriptionList([.readable(Fixture.erp)]),
            context: WatchLogTests.context(
              Fixture.now.addingTimeInterval(600))))
      ).pressing("Enter")
    #expect(state.words.contains("no answer between 14:10:00 and 14:20:00"))
    #expect(!Fixture.board(Fixture.wide).pressing("Enter").words.contains("no answer between"))
  }
}
