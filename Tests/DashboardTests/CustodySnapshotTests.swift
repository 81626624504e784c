import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import TestSupport
import Testing

/// The screens and dialogs that ask before something is changed, whole.
@Suite struct CustodySnapshotTests {
  private func check(_ state: State, _ name: String) {
    assertSnapshot(state.screenText, named: "\(name)-\(state.size.columns)x\(state.size.rows)")
  }

  @Test("The form of an edit", arguments: SnapshotTests.sizes)
  func edit(size: Size) { check(Fixture.editing(size), "edit") }

  @Test("What an edit will change", arguments: SnapshotTests.sizes)
  func review(size: Size) {
    let state = Fixture.editing(size).typing(" 2").pressing("Tab Ctrl-U").typing("https://erp2.acme.sk/in")
      .pressing("Tab Space Tab Enter a Enter Tab Enter")
    check(state, "edit-review")
  }

  @Test("An edit refused", arguments: SnapshotTests.sizes)
  func refused(size: Size) {
    let failure = Failure(.server, status: 503, requestID: "req_7", isFintorosAnswer: true)
    check(Fixture.reviewing(size).pressing("y").after(.editFinished(id: 801, .refused(failure))), "edit-refused")
  }

  @Test("Changed in Fintoro meanwhile", arguments: SnapshotTests.sizes)
  func merge(size: Size) { check(MergeTests.merging(size).pressing("Space Down"), "merge") }

  @Test("Before pausing", arguments: SnapshotTests.sizes)
  func pause(size: Size) {
    check(Fixture.onERP(size).pressing("p").after(.subscriptionRead(id: 801, .read(Fixture.erp))), "pause")
  }

  @Test("Before deleting", arguments: SnapshotTests.sizes)
  func delete(size: Size) { check(Fixture.onERP(size).pressing("D").typing("ERP"), "delete") }

  @Test("Before rotating", arguments: SnapshotTests.sizes)
  func rotate(size: Size) { check(RotateTests.asking(size), "rotate") }

  @Test("A rotation whose answer was lost", arguments: SnapshotTests.sizes)
  func lost(size: Size) {
    check(
      RotateTests.sent(size).after(.rotateFinished(id: 801, .lost(Failure(.connectionLost))))
        .after(.secretFileProposed(SecretFileCheck(path: RotateTests.path, problem: nil))), "rotate-lost")
  }

  @Test("The secret after a rotation", arguments: SnapshotTests.sizes)
  func rotated(size: Size) {
    check(RotateTests.sent(size).after(.rotateFinished(id: 801, RotateTests.rotated)), "secret-rotated")
  }

  @Test("The board after a rotation", arguments: SnapshotTests.sizes)
  func watch(size: Size) {
    let kept = WhereaboutsTests.kept(.rotated, at: RotateTests.at)
    check(Fixture.onERP(size).after(.secretsInspected([801: .kept(kept)], news: [])), "board-rotated")
  }

  @Test("The detail with its secret's place", arguments: SnapshotTests.sizes)
  func detail(size: Size) {
    let kept = WhereaboutsTests.kept(.rotated, at: RotateTests.at)
    check(
      Fixture.onERP(size).pressing("Enter PgDn").after(.secretsInspected([801: .kept(kept)], news: [])), "detail-secret"
    )
  }

  @Test("Pending creates", arguments: SnapshotTests.sizes)
  func pending(size: Size) {
    let foreign = FoundCreate(
      key: IdempotencyKey(rawValue: "k-3"), label: "CRM", standing: .foreign("It belongs to another company (Beta)."),
      startedAt: Fixture.now.addingTimeInterval(-900))
    check(Fixture.board(size).after(.pendingCreatesFound([PendingTests.stale, foreign])).pressing("Down"), "pending")
  }

  @Test("An entry that cannot be read, before it is forgotten", arguments: SnapshotTests.sizes)
  func unreadable(size: Size) {
    let name = "0b6e1a52-1111-4222-8333-944455556666.jsonl"
    let broken = FoundCreate(
      key: IdempotencyKey(rawValue: name), label: name,
      standing: .unreadable("its first line is not an entry of the journal"),
      secretPath: "~/.local/state/hooktop/creates/\(name)")
    let state = Fixture.board(size).after(.pendingCreatesFound([broken]))
    check(state, "pending-unreadable")
    check(state.pressing("f"), "forget-unreadable")
  }

  @Test("Before forgetting a pending create", arguments: SnapshotTests.sizes)
  func forget(size: Size) { check(PendingTests.open(size).pressing("f"), "forget") }

  @Test("Before adopting a candidate", arguments: SnapshotTests.sizes)
  func adopt(size: Size) { check(PendingTests.open(size).pressing("Down a"), "adopt") }

  @Test("The company's new name", arguments: SnapshotTests.sizes)
  func company(size: Size) {
    let lock = WriteLock.renamedCompany(
      pinned: .init(name: "Acme s.r.o.", id: 15), now: .init(name: "Acme a.s.", id: 15))
    check(Fixture.onERP(size).after(.writeLockFound(lock)), "company-renamed")
  }

  @Test("Read-only", arguments: SnapshotTests.sizes)
  func readOnly(size: Size) {
    check(Fixture.onERP(size).after(.writeLockFound(.readOnlyProfile("prod"))), "read-only")
  }
}
