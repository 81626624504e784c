import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// `u` puts the last disable, enable or change of events back.
@Suite struct UndoTests {
  private static let disabled = Fixture.changed { $0.isActive = false }

  /// ERP sync, just disabled by `p`.
  private func disabledERP() -> State {
    Fixture.onERP().pressing("p").after(.subscriptionRead(id: 801, .read(Fixture.erp))).pressing("y")
      .after(.editFinished(id: 801, .done(Self.disabled)))
  }

  private func input(_ id: Int, isActive: Bool) -> SubscriptionInput {
    var input = SubscriptionInput(Fixture.subscriptions.first { $0.id == id } ?? Fixture.erp)
    input.isActive = isActive
    return input
  }

  @Test("It first says what comes and what stays lost, and is sent only for y")
  func asks() throws {
    var state = disabledERP()
    #expect(state.words.contains("ERP sync disabled; u undoes it."))
    state = state.pressing("u")
    #expect(state.words.contains("Undo: Enable again 1 subscription"))
    #expect(state.words.contains("Events since 14:10 stay lost."))
    #expect(state.pressing("Enter").modal == nil)
    let reversal = try #require(Reversal(from: input(801, isActive: true), to: input(801, isActive: false)))
    #expect(
      state.effects(of: .keyPressed("y")) == [
        .changeMarked(801, base: input(801, isActive: false), .undo(reversal))
      ])
    let done = state.after(.markedChanged(801, .edited(.done(Fixture.erp))))
    #expect(done.words.contains("enabled again"))
  }

  @Test("An undo is not undone: after it u has the change before, and then nothing")
  func once() {
    let state = disabledERP().pressing("u y").after(.markedChanged(801, .edited(.done(Fixture.erp)))).pressing("Esc u")
    #expect(state.modal == nil)
    #expect(state.words.contains("Nothing to undo."))
  }

  @Test("Of marked ones exactly those are put back that the change disabled, not what was disabled before")
  func marked() {
    // BI export, ERP sync and Old CRM, which somebody had disabled on purpose.
    var state = MarkedTests.marked().pressing("Enter y")
    for id in [802, 801] {
      let disabled = Fixture.changed(Fixture.subscriptions.first { $0.id == id } ?? Fixture.erp) { $0.isActive = false }
      state = state.after(.markedChanged(id, .edited(.done(disabled))))
    }
    #expect(state.words.contains("2 changed, 0 failed, 1 unchanged. u undoes it."))
    let rows = Fixture.subscriptions.map { subscription in
      [801, 802].contains(subscription.id) ? Fixture.changed(subscription) { $0.isActive = false } : subscription
    }
    state = state.pressing("Esc").after(.listLoaded(Fixture.list(rows.map { .readable($0) }))).pressing("u")
    #expect(state.words.contains("Undo: Enable again 2 subscriptions"))
  }

  @Test("What somebody changed since is named and left, and a lock forbids it like every write")
  func left() {
    let enabled = Fixture.list(Fixture.subscriptions.map { .readable($0) })
    let state = disabledERP().after(.listLoaded(enabled)).pressing("u")
    #expect(state.words.contains("ERP sync 801 was changed meanwhile: left"))
    let locked = disabledERP().after(.writeLockFound(.readOnlyProfile("prod"))).pressing("u")
    #expect(locked.modal == nil)
  }

  @Test("A change whose subscription reads differently afterwards is no change of ours to undo")
  func notOurs() {
    let state = Fixture.board(Fixture.wide).pressing("Space m Enter y")
    let id = state.board.shown[0].assessed?.id ?? 0
    let after = Fixture.changed(Fixture.subscriptions.first { $0.id == id } ?? Fixture.erp) {
      ($0.isActive, $0.subscribedEvents) = (false, ["orders.created"])
    }
    let done = state.after(.markedChanged(id, .edited(.done(after)))).pressing("Esc u")
    #expect(done.words.contains("Nothing to undo."))
  }
}
