import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI

/// What asks before something is changed, and what is decided of creates that are pending.
extension Scene {
  static let custody = [
    Scene("reading") { Fixture.onERP($0).pressing("e") },
    Scene("edit-review", wrapping) {
      Fixture.editing($0).typing(" 2").pressing("Tab Ctrl-U").typing("https://erp2.acme.sk/in")
        .pressing("Tab Space Tab").choosingAllEvents.pressing($0 == Fixture.wide ? "Enter" : "Tab Enter")
    },
    Scene("edit-sending") { Fixture.reviewing($0).pressing("y").waiting(3) },
    Scene("edit-refused") { size in
      let failure = Failure(.server, status: 503, requestID: "req_7", isFintorosAnswer: true)
      return Fixture.reviewing(size).pressing("y").after(.editFinished(id: 801, .refused(failure)))
    },
    Scene("merge", wrapping) { MergeTests.merging($0).pressing("Space Down") },
    Scene("pause") { Fixture.onERP($0).pressing("p").after(.subscriptionRead(id: 801, .read(Fixture.erp))) },
    Scene("company-renamed", wrapping) { size in
      let lock = WriteLock.renamedCompany(
        pinned: .init(name: "Acme s.r.o.", id: 15), now: .init(name: "Acme a.s.", id: 15))
      return Fixture.onERP(size).after(.writeLockFound(lock))
    },
    Scene("pending", layout) { size in
      let foreign = FoundCreate(
        key: IdempotencyKey(rawValue: "k-3"), label: "CRM",
        status: .foreign(.otherCompany("Beta")),
        startedAt: Fixture.now.addingTimeInterval(-900))
      return Fixture.board(size).after(.pendingCreatesFound([PendingTests.stale, foreign])).pressing("P Down")
    },
    Scene("pending-left", wrapping) { PendingTests.open($0).pressing("Esc") },
    Scene("pending-unreadable") { unreadable($0) },
    Scene("pending-empty") { Fixture.board($0).pressing("P") },
    Scene("board-pending") { PendingTests.found($0) },
  ]

  static let danger = [
    Scene("delete", wrapping) { Fixture.onERP($0).pressing("D").typing("ERP") },
    Scene("delete-sending") { Fixture.onERP($0).pressing("D").typing("ERP sync").pressing("Enter").waiting(3) },
    Scene("rotate", wrapping) { RotateTests.asking($0) },
    Scene("rotate-sending") { RotateTests.sent($0).waiting(3) },
    Scene("rotate-lost") {
      RotateTests.sent($0).after(.rotateFinished(id: 801, .lost(Failure(.connectionLost))))
        .after(.secretFileProposed(SecretFileCheck(path: RotateTests.path, problem: nil)))
    },
    Scene("adopt") { PendingTests.open($0).pressing("Down a") },
    Scene("forget") { PendingTests.open($0).pressing("f") },
    Scene("forget-unreadable") { unreadable($0).pressing("f") },
  ]

  private static func unreadable(_ size: Size) -> State {
    let name = "0b6e1a52-1111-4222-8333-944455556666.jsonl"
    let broken = FoundCreate(
      key: IdempotencyKey(rawValue: name), label: name,
      status: .unreadable(
        file: "~/.local/state/hooktop/creates/\(name)", problem: "its first line is not an entry of the journal"))
    return Fixture.board(size).after(.pendingCreatesFound([broken])).pressing("P")
  }
}
