import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What cannot be read, or cannot be trusted, in the journal's folder.
extension JournalTests {
  @Test("A file of a newer version is told as such, cannot be claimed, and is left as it is")
  func newerVersion() async throws {
    let text = #"{"version":2,"whatever":true}"# + "\n"
    try write(text)
    let problem =
      "it was written by a newer version of hooktop (form 2, this version reads 1)"
    #expect(try await journal.entries() == [.unreadable(file: file(), problem: problem)])
    let claim = await #expect(throws: JournalProblem.self) {
      try await journal.claim(IdempotencyKey(rawValue: "key-1"))
    }
    #expect(claim?.kind == .unreadable)
    #expect(claim?.sentence == "\(file()) cannot be read: \(problem)")
    await #expect(throws: JournalProblem.self) { try await journal.open(pendingCreate()) }
    #expect(try String(contentsOfFile: file(), encoding: .utf8) == text)
  }

  @Test(
    "A file that is no entry is told as such, with its path",
    arguments: [
      "", "\n\n", "garbage\n", "{}\n", #"{"version":0}"#, #"{"version":1,"key":"key-1"}"#, "[1]", "\u{0}\u{1}",
    ])
  func garbage(text: String) async throws {
    try write(text)
    let entries = try await journal.entries()
    guard case .unreadable(let path, let problem) = entries.first else {
      Issue.record("\(entries)")
      return
    }
    #expect(path == file())
    #expect(problem.hasPrefix("its first line"))
  }

  @Test("Beside an entry that cannot be read no create is begun: it may be the same one")
  func besideUnreadable() async throws {
    try write("garbage", to: "aaa")
    let opening = await #expect(throws: JournalProblem.self) { try await journal.open(pendingCreate()) }
    #expect(opening?.kind == .unreadable)
    #expect(opening?.sentence.contains(file("aaa")) == true)
    try FileManager.default.removeItem(atPath: file("aaa"))
    _ = try await journal.open(pendingCreate())
  }

  @Test("One that cannot be read is set aside whole, by its name or key, never over another; then creates are free")
  func setAside() async throws {
    let aside = URL(fileURLWithPath: file()).deletingLastPathComponent().path + "-set-aside"
    for (word, place) in [("aaa.jsonl", "aaa.jsonl"), ("aaa", "aaa-2.jsonl"), ("aaa.jsonl", "aaa-3.jsonl")] {
      try write("garbage for \(place)", to: "aaa")
      #expect(try await journal.setAside(word) == .moved(to: aside + "/" + place))
      #expect(try String(contentsOfFile: aside + "/" + place, encoding: .utf8) == "garbage for \(place)")
      #expect(try await journal.entries() == [])
    }
    let folder = try FileManager.default.attributesOfItem(atPath: aside)[.posixPermissions] as? Int
    #expect(folder == 0o700)
    _ = try await journal.open(pendingCreate())
  }

  @Test("A link is set aside itself; what it leads to stays")
  func setAsideLink() async throws {
    do { _ = try await journal.open(pendingCreate()) }
    try FileManager.default.moveItem(atPath: file(), toPath: folder.path + "/elsewhere")
    try #require(symlink(folder.path + "/elsewhere", file()) == 0)
    guard case .moved(let path) = try await journal.setAside("key-1.jsonl") else {
      Issue.record("it must be moved")
      return
    }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == folder.path + "/elsewhere")
    #expect(FileManager.default.fileExists(atPath: folder.path + "/elsewhere"))
  }

  @Test("What can be read, is in work, is not there or lies elsewhere is not set aside")
  func notSetAside() async throws {
    #expect(try await journal.setAside("key-1.jsonl") == .notThere)
    var entry: JournalEntry? = try await journal.open(pendingCreate())
    #expect(try await journal.setAside("key-1.jsonl") == .inWork)
    #expect(entry?.create.key.rawValue == "key-1")
    entry = nil
    // A program that another test starts holds copies of all descriptors for a moment, and with them the lock.
    var word = try await journal.setAside("key-1.jsonl")
    while word == .inWork { word = try await journal.setAside("key-1.jsonl") }
    #expect(word == .readable(IdempotencyKey(rawValue: "key-1")))
    try write("garbage", to: "../outside")
    for word in ["../outside.jsonl", "../outside", "", "/", "key-2.jsonl"] {
      #expect(try await journal.setAside(word) == .notThere, "\(word)")
    }
    #expect(try await journal.entries().count == 1)
  }

  @Test("An entry under another key's name is not used")
  func wrongName() async throws {
    do { _ = try await journal.open(pendingCreate()) }
    try FileManager.default.moveItem(atPath: file(), toPath: file("key-2"))
    let claim = await #expect(throws: JournalProblem.self) {
      try await journal.claim(IdempotencyKey(rawValue: "key-2"))
    }
    #expect(claim?.kind == .unreadable)
  }

  @Test("A link, a named pipe or a folder in place of an entry is not used, and holds nobody up")
  func notPlainFiles() async throws {
    do { _ = try await journal.open(pendingCreate()) }
    try FileManager.default.moveItem(atPath: file(), toPath: folder.path + "/elsewhere")
    try #require(symlink(folder.path + "/elsewhere", file()) == 0)
    try #require(mkfifo(file("pipe"), 0o600) == 0)
    try #require(mkdir(file("folder"), 0o700) == 0)
    let entries = try await journal.entries()
    #expect(entries.count == 3)
    #expect(entries.allSatisfy { $0.create == nil })
    for key in ["key-1", "pipe", "folder"] {
      await #expect(throws: JournalProblem.self) { try await journal.claim(IdempotencyKey(rawValue: key)) }
    }
    await #expect(throws: JournalProblem.self) { try await journal.open(pendingCreate()) }
  }

  @Test("A folder that is a link, that others may write to, or that is no folder is refused")
  func unsafeFolder() async throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder.path + "/open", withIntermediateDirectories: false)
    try #require(chmod(folder.path + "/open", 0o707) == 0)
    try #require(symlink(folder.path + "/open", folder.path + "/link") == 0)
    try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
    for name in ["open", "link", "file", "file/below"] {
      let journal = FileCreateJournal(directory: folder.path + "/" + name)
      let problem = await #expect(throws: JournalProblem.self) { try await journal.open(pendingCreate()) }
      guard case .folder = problem?.kind else {
        Issue.record("\(String(describing: problem))")
        continue
      }
      #expect(problem?.sentence.contains(journal.directory) == true)
    }
    #expect(try manager.contentsOfDirectory(atPath: folder.path + "/open").isEmpty)
  }

  @Test("A folder above that others may write in is refused as well: an entry that was moved away is not no entry")
  func unsafeAncestor() async throws {
    let entry = try await journal.open(pendingCreate())
    try #require(chmod(folder.path + "/state", 0o707) == 0)
    try #require(rename(directory, folder.path + "/state/elsewhere") == 0)
    let looks: [() async throws -> Void] = [
      { _ = try await journal.entries() }, { _ = try await journal.claim(entry.create.key) },
      { _ = try await journal.open(pendingCreate(key: "key-2", company: "Other")) },
      { _ = try await journal.setAside("key-1") },
    ]
    for look in looks {
      let problem = await #expect(throws: JournalProblem.self) { try await look() }
      let open = UnsafeFolder(folder.path + "/state", .writableByOthers, isOnesOwn: true)
      #expect(problem?.kind == .folder(.unsafe([open])))
      #expect(problem?.sentence.hasSuffix("other users could replace it: \(folder.path)/state") == true)
    }
    #expect(!FileManager.default.fileExists(atPath: directory))
  }

  @Test("A folder of another user is refused", .enabled(if: geteuid() == 0, "only root can give a folder away"))
  func foreignFolder() async throws {
    try #require(mkdir(folder.path + "/theirs", 0o700) == 0)
    try #require(chown(folder.path + "/theirs", 65_534, 65_534) == 0)
    let journal = FileCreateJournal(directory: folder.path + "/theirs")
    await #expect(throws: JournalProblem.self) { try await journal.open(pendingCreate()) }
    await #expect(throws: JournalProblem.self) { try await journal.entries() }
  }
}
