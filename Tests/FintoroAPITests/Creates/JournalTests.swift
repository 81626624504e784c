import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("The journal of creates")
struct JournalTests {
  let folder: TemporaryFolder
  let directory: String
  let journal: FileCreateJournal

  init() throws {
    folder = try TemporaryFolder()
    directory = folder.path + "/state/hooktop/creates"
    journal = FileCreateJournal(directory: directory)
  }

  func mode(_ path: String) throws -> UInt32 {
    var status = stat()
    try #require(lstat(path, &status) == 0)
    return UInt32(status.st_mode) & 0o7777
  }

  func file(_ key: String = "key-1") -> String { "\(directory)/\(key).jsonl" }

  func write(_ text: String, to key: String = "key-1") throws {
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(key)))
  }

  @Test("An entry is on disk for its owner alone, and reads back as it was written")
  func roundTrip() async throws {
    let create = pendingCreate(
      startedAt: now.addingTimeInterval(0.123456),
      sends: [.init(at: now, outcome: .unknown), .init(at: now.addingTimeInterval(3), outcome: .refused(status: 403))])
    let entry = try await journal.open(create)
    #expect(try mode(directory) == 0o700)
    #expect(try mode(folder.path + "/state") == 0o700)
    #expect(try mode(file()) == 0o600)
    var stored = create
    stored.startedAt = Date(timeIntervalSince1970: 1_774_810_800.123)
    #expect(entry.create == stored)
    #expect(entry.create.startedAt <= create.startedAt)
    #expect(try await FileCreateJournal(directory: directory).entries() == [.readable(stored, isLocked: true)])
  }

  @Test("What is recorded of the sends is there after a restart")
  func restart() async throws {
    do {
      let entry = try await journal.open(pendingCreate())
      let first = try await entry.recordSend(at: now)
      let second = try await entry.recordSend(at: now.addingTimeInterval(1))
      try await entry.recordOutcome(.notSent, ofSend: first)
      try await entry.recordOutcome(.unknown, ofSend: second)
    }
    let entry = try #require(try await journal.claim(IdempotencyKey(rawValue: "key-1")))
    #expect(
      entry.create.sends == [
        .init(at: now, outcome: .notSent), .init(at: now.addingTimeInterval(1), outcome: .unknown),
      ])
    #expect(try await entry.recordSend(at: now.addingTimeInterval(2)) == 2)
    #expect(try await journal.entries().first?.create == entry.create)
  }

  @Test("A key that is pending is refused, whoever has it, and stays as it is")
  func sameKey() async throws {
    let entry = try await journal.open(pendingCreate())
    let before = try Data(contentsOf: URL(fileURLWithPath: file()))
    let other = pendingCreate(company: "Other")
    let problem = await #expect(throws: JournalProblem.self) { try await journal.open(other) }
    #expect(problem?.kind == .keyIsTaken)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file())) == before)
    withExtendedLifetime(entry) {}
  }

  @Test("The same create with another key is refused naming the pending one; any difference is another create")
  func alike() async throws {
    do { _ = try await journal.open(pendingCreate()) }
    let again = pendingCreate(key: "key-2", startedAt: now.addingTimeInterval(60))
    let problem = await #expect(throws: JournalProblem.self) { try await journal.open(again) }
    #expect(problem?.kind == .alikeIsPending(IdempotencyKey(rawValue: "key-1")))
    #expect(try await journal.entry(like: again)?.create?.key.rawValue == "key-1")
    for other in [
      pendingCreate(key: "key-3", body: Array("{}".utf8)), pendingCreate(key: "key-4", baseURL: "https://b.test"),
      pendingCreate(key: "key-5", company: "Other"),
    ] {
      #expect(try await journal.entry(like: other) == nil)
      _ = try await journal.open(other)
    }
    #expect(try await journal.entries().count == 4)
  }

  @Test("An entry belongs to one at a time: a second claim gets nothing until the first lets go")
  func twoClaims() async throws {
    let key = IdempotencyKey(rawValue: "key-1")
    var first: JournalEntry? = try await journal.open(pendingCreate())
    let second = FileCreateJournal(directory: directory)
    #expect(try await second.claim(key) == nil)
    #expect(first?.create.key == key)
    first = nil
    let claimed = try #require(try await second.claim(key))
    #expect(try await journal.claim(key) == nil)
    #expect(try await journal.entries() == [.readable(claimed.create, isLocked: true)])
  }

  @Test("A retired entry is gone for everybody, and its key and create may be used again")
  func retire() async throws {
    let entry = try await journal.open(pendingCreate())
    try await entry.retire()
    #expect(!FileManager.default.fileExists(atPath: file()))
    #expect(try await journal.entries().isEmpty)
    #expect(try await journal.claim(IdempotencyKey(rawValue: "key-1")) == nil)
    let next = try await journal.open(pendingCreate())
    try await entry.retire()
    #expect(try await journal.entries() == [.readable(next.create, isLocked: true)])
  }

  @Test("An absent folder is an empty journal, and looking does not make it")
  func absent() async throws {
    #expect(try await journal.entries().isEmpty)
    #expect(try await journal.claim(IdempotencyKey(rawValue: "key-1")) == nil)
    #expect(try await journal.entry(like: pendingCreate()) == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/state"))
  }

  @Test("Entries are listed oldest first, those that cannot be read last")
  func order() async throws {
    for (key, age) in [("b", 10.0), ("c", 30), ("d", 20)] {
      _ = try await journal.open(
        pendingCreate(key: key, company: key, startedAt: now.addingTimeInterval(-age)))
    }
    try write("garbage", to: "aaa")
    let entries = try await journal.entries()
    #expect(entries.compactMap { $0.create?.key.rawValue } == ["c", "d", "b"])
    #expect(
      entries.last
        == .unreadable(
          file: file("aaa"), problem: "its first line is not an entry of the journal"))
  }

  @Test("A last line that was cut counts as a send with an unknown outcome, and the next is not lost behind it")
  func cutLine() async throws {
    do { _ = try await journal.open(pendingCreate()) }
    let handle = try #require(FileHandle(forWritingAtPath: file()))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(#"{"send":17748"#.utf8))
    try handle.close()
    let cut = PendingCreate.Send(at: now, outcome: .unknown)
    #expect(try await journal.entries().first?.create?.sends == [cut])
    let entry = try #require(try await journal.claim(IdempotencyKey(rawValue: "key-1")))
    #expect(entry.create.sends == [cut])
    let send = try await entry.recordSend(at: now.addingTimeInterval(9))
    try await entry.recordOutcome(.refused(status: 422), ofSend: send)
    let expected = [cut, .init(at: now.addingTimeInterval(9), outcome: .refused(status: 422))]
    #expect(entry.create.sends == expected)
    #expect(try await journal.entries().first?.create?.sends == expected)
  }

  @Test("Keys of every form get a file name of their own that stays inside the folder")
  func fileNames() async throws {
    let keys = [
      "0192f0c1-7e5a-7000-8000-000000000000", "../../etc/passwd", "a/b", "a%2Fb", ".", "..", "~", "a~b", "key:1",
      "key_1",
      String(repeating: "k", count: 255), String(repeating: "k", count: 254) + "l", String(repeating: "/", count: 255),
    ]
    for key in keys { _ = try await journal.open(pendingCreate(key: key, company: key)) }
    #expect(Set(try await journal.entries().compactMap { $0.create?.key.rawValue }) == Set(keys))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory).count == keys.count)
    for key in keys { #expect(try await journal.claim(IdempotencyKey(rawValue: key)) != nil, "\(key)") }
  }

  @Test(
    "A key that cannot stand in a header is refused",
    arguments: ["", "a b", "a\r\nX-Evil: 1", "č", String(repeating: "k", count: 256)])
  func badKeys(key: String) async throws {
    let problem = await #expect(throws: JournalProblem.self) { try await journal.open(pendingCreate(key: key)) }
    #expect(problem?.kind == .unusableKey)
  }

  @Test("Of many that open the same create at once, one gets it")
  func race() async throws {
    let directory = directory
    let opened = await withTaskGroup(of: JournalEntry?.self) { group in
      for number in 1...12 {
        group.addTask { try? await FileCreateJournal(directory: directory).open(pendingCreate(key: "key-\(number)")) }
      }
      var opened: [JournalEntry] = []
      for await entry in group { if let entry { opened.append(entry) } }
      return opened
    }
    #expect(opened.count == 1)
    #expect(try await journal.entries() == opened.map { .readable($0.create, isLocked: true) })
  }

  @Test("A file that is cut after any of its bytes never makes a send look safer than it was")
  func cutAnywhere() async throws {
    do {
      let entry = try await journal.open(pendingCreate())
      let send = try await entry.recordSend(at: now)
      try await entry.recordOutcome(.refused(status: 422), ofSend: send)
      _ = try await entry.recordSend(at: now)
    }
    let whole = try Data(contentsOf: URL(fileURLWithPath: file()))
    let ends = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
    try #require(ends.count == 4)
    for length in 0...whole.count {
      try whole.prefix(length).write(to: URL(fileURLWithPath: file()))
      let create = try await journal.entries().first?.create
      guard length >= ends[0] else {
        #expect(create == nil, "\(length) bytes")
        continue
      }
      let outcomes = create?.sends.map(\.outcome)
      // Safe are only the bare entry, and the entry with its first send and the whole of that one's refusal.
      let isSafe = length <= ends[0] + 1 || (ends[2]...ends[2] + 1).contains(length)
      #expect(outcomes?.contains(.unknown) == !isSafe, "\(length) bytes")
    }
  }
}
