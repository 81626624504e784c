import FintoroWebhooks
import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

@testable import History

@Suite("Opening the history")
struct OpeningTests {
  let folder: TemporaryFolder
  private var file: String { folder.join("state/hooktop/history.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  private func problem() -> HistoryProblem? {
    do throws(HistoryProblem) {
      let store = try HistoryStore.open(file, now: start)
      try store.record(SubscriptionList([.fixture()]), of: acme, at: start, pause: 60)
      return nil
    } catch {
      return error
    }
  }

  @Test("The file is readable for its owner alone, and so is its folder")
  func modes() throws {
    _ = try HistoryStore.temporary(folder)
    #expect(mode(file) == 0o600)
    #expect(mode(folder.join("state/hooktop")) == 0o700)
  }

  @Test("A second opening finds what the first wrote")
  func again() throws {
    try HistoryStore.temporary(folder).record([.fixture()])
    #expect(try HistoryStore.temporary(folder).observations().count == 1)
  }

  @Test("A damaged file is set aside whole, and the next opening begins a new one")
  func damaged() throws {
    let text = String(repeating: "this is no database. ", count: 500)
    try folder.write(text, to: "state/hooktop/history.sqlite")
    guard case .damaged(let moved)? = problem() else {
      Issue.record("it was opened")
      return
    }
    #expect(try String(contentsOfFile: moved, encoding: .utf8) == text)
    #expect(problem() == nil)
    #expect(try String(contentsOfFile: moved, encoding: .utf8) == text)
  }

  @Test("A file that is found damaged while it is used is set aside as well")
  func damagedLater() throws {
    let store = try HistoryStore.temporary(folder)
    try store.record((1...300).map { .fixture(id: $0) })
    let size = try #require(FileManager.default.contents(atPath: file)?.count)
    // The second half: what says which tables there are stands in the first pages.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    try handle.seek(toOffset: UInt64(size / 2))
    try handle.write(contentsOf: Data(repeating: 0xA5, count: size - size / 2))
    try handle.close()
    let other = try HistoryStore.temporary(folder)
    #expect(throws: HistoryProblem.self) { try other.histories(of: acme, now: start) }
    #expect(folder.everything.contains { $0.contains("history.sqlite.damaged-") })
    #expect(problem() == nil)
  }

  @Test("A newer version's file is left as it is")
  func newer() throws {
    let queue = try HistoryStore.temporary(folder).queue
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
    #expect(problem() == .newer)
    #expect(problem() == .newer)
  }

  @Test("A link or a folder in its place is not followed")
  func notOurs() throws {
    try folder.makeFolder("state")
    try folder.makeFolder("state/hooktop")
    let target = try folder.write("", to: "other.sqlite")
    #expect(symlink(target, file) == 0)
    #expect(problem() == .notOurs)
    #expect(folder.text("other.sqlite") == "")
    unlink(file)
    try folder.makeFolder("state/hooktop/history.sqlite")
    #expect(problem() == .notOurs)
  }

  @Test("A file that another program holds is locked, and works again once it is free")
  func locked() throws {
    let store = try HistoryStore.temporary(folder)
    let other = try DatabaseQueue(path: file)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN EXCLUSIVE")
      #expect(throws: HistoryProblem.locked) { try store.record([.fixture()]) }
      try db.execute(sql: "ROLLBACK")
    }
    try store.record([.fixture()])
    #expect(try store.observations().count == 1)
  }

  @Test(
    "A full disk and a read-only one say so and keep what was there",
    .enabled("mounting a disk needs root and the right to mount", { await MountedDisk.mayMount() }))
  func disks() async throws {
    try folder.makeFolder("state")
    let disk = try await MountedDisk.mount(over: folder.join("state"), options: "size=128k")
    do {
      let store = try HistoryStore.temporary(folder)
      try store.record([.fixture()])
      #expect(throws: HistoryProblem.full) { try store.record((1...2_000).map { .fixture(id: $0) }, after: 15) }
      #expect(try store.observations().count == 1)
    }
    try await disk.makeReadOnly()
    #expect(problem() == .readOnly)
    #expect(try HistoryStore.temporary(folder).observations().count == 1)
    try await disk.unmount()
  }
}
