import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct PauseTests {
  private static let paused = Fixture.changed { $0.isActive = false }

  private func asking() -> State { Fixture.onERP().pressing("p").after(.subscriptionRead(id: 801, .read(Fixture.erp))) }

  @Test("Pausing says what it means and is confirmed once; Enter alone leaves it")
  func pause() {
    var state = asking()
    #expect(state.words.contains("lost for good"))
    #expect(state.pressing("Enter").modal == nil)
    let base = SubscriptionInput(Fixture.erp)
    #expect(
      state.effects(of: .keyPressed("y")) == [.edit(id: 801, base: base, wanted: SubscriptionInput(Self.paused))])
    let done = state.after(.editFinished(id: 801, .done(Self.paused)))
    #expect(done.words.contains("ERP sync disabled; u undoes it."))
    #expect(done.list.subscription(801)?.health.state == .disabled)
  }

  @Test("A pause that was accepted and not read back is a pause")
  func notReadBack() {
    let state = asking().pressing("y")
      .after(.editFinished(id: 801, .acceptedNotReadBack(Self.paused, Failure(.connectionLost))))
      .after(.resized(Fixture.wide))
    #expect(state.words.contains("ERP sync disabled; u undoes it. It could not"))
  }

  @Test("Resuming says that nothing is replayed")
  func resume() {
    let paused = Fixture.board(Fixture.narrow, [Self.paused]).pressing("p")
      .after(.subscriptionRead(id: 801, .read(Self.paused)))
    #expect(paused.words.contains("Enable ERP sync (801)?"))
    #expect(paused.words.contains("stay lost"))
  }

  @Test("What somebody else changed meanwhile stays and is shown, and it is asked again")
  func meanwhile() {
    let theirs = Fixture.changed { $0.url = "https://erp2.acme.sk/" }
    var state = asking().pressing("y").after(.editFinished(id: 801, .changedMeanwhile(theirs)))
    #expect(state.words.contains("Changed in Fintoro meanwhile"))
    #expect(state.words.contains("https://erp2.acme.sk/"))
    guard case .edit(801, let base, let wanted)? = state.effects(of: .keyPressed("y")).first else {
      Issue.record("nothing is sent")
      return
    }
    #expect(base.url == theirs.url && wanted.url == theirs.url && !wanted.isActive)
  }

  @Test("One that is paused already is not paused again")
  func already() {
    let state = Fixture.onERP().pressing("p").after(.subscriptionRead(id: 801, .read(Self.paused)))
    #expect(state.modal == nil && state.words.contains("ERP sync is already disabled"))
  }
}
