import FintoroWebhooks
import Foundation
import Glibc
import TestSupport
import Testing

@testable import hooktop

@Suite("The ledger on disk")
struct LedgerFileTests {
  let folder: TemporaryFolder
  let file: LedgerFile

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("state")
    file = LedgerFile(path: folder.paths.ledger)
  }

  private func event(_ id: Int) -> CustodyEvent {
    CustodyEvent(.init(baseURL: "https://a.sk", id: id), at: Date(timeIntervalSince1970: 1_774_810_800), .rotationLost)
  }

  private func isRecorded(_ id: Int, in contents: LedgerFile.Contents) -> Bool {
    contents.ledger.record(of: .init(baseURL: "https://a.sk", id: id))?.lostAt != nil
  }

  @Test(
    "A last line without an end, however long, takes nothing of what comes after it",
    arguments: [1, 100, 65_536, 100 << 20])
  func cutLine(length: Int) throws {
    try file.append(event(1))
    let size = try #require(folder.text("state/custody.jsonl")?.utf8.count)
    // A hole in the file: bytes of zero, and no disk for them.
    try #require(truncate(folder.paths.ledger, off_t(size + length)) == 0)
    try file.append(event(2))
    try file.append(event(3))
    let contents = try file.read()
    #expect([1, 2, 3].allSatisfy { isRecorded($0, in: contents) })
    #expect(contents.unreadable == 1)
  }

  @Test("A last line that is whole but for its end counts, and so does the next")
  func noEnd() throws {
    try file.append(event(1))
    let text = try #require(folder.text("state/custody.jsonl"))
    try folder.write(String(text.dropLast()), to: "state/custody.jsonl")
    #expect(try isRecorded(1, in: file.read()))
    try file.append(event(2))
    let contents = try file.read()
    #expect(isRecorded(1, in: contents) && isRecorded(2, in: contents) && contents.unreadable == 0)
  }
}
