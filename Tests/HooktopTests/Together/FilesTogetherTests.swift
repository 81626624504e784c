import Files
import Dashboard
import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import hooktop

/// Files that several hooktops, or several tasks of one, change at the same time.
@Suite("Files that many write at once")
struct FilesTogetherTests {
  let folder: TemporaryFolder
  private static let baseURL = "https://app.fintoro.sk/api/public/v1"

  init() throws { folder = try TemporaryFolder() }

  @Test("Folders that many make at once are made for all of them", .timeLimit(.minutes(5)))
  func folders() async throws {
    let folder = folder
    for round in 0..<20 {
      let path = folder.join("\(round)/a/b/c")
      let opened = try await together(20) { _ in
        try await BlockingWork.run { () throws(FolderProblem) in try SafeFolder.open(path, createIfMissing: true) }
      }
      #expect(opened.map(\.path) == Array(repeating: path, count: 20))
      #expect(mode(path) == 0o700)
    }
  }

  @Test("A folder that others take back while it is opened is made again", .timeLimit(.minutes(5)))
  func takenBack() async throws {
    let folder = folder
    let key = IdempotencyKey(rawValue: "key")
    _ = try await together(16) { number in
      for round in 0..<20 {
        let path = folder.join("a/b/\(number)-\(round).secret")
        try await BlockingWork.run { () throws(SecretFileProblem) in try SecretFile.reserve(path, key: key).release() }
      }
    }
    #expect(folder.everything.filter { $0.hasSuffix(".secret") } == [])
  }

  @Test("Every line of the ledger is there, whole", .timeLimit(.minutes(5)))
  func ledger() async throws {
    let ledger = SecretLedger(paths: folder.paths, log: nil)
    _ = try await together(80) { id in
      let kept = SecretInFile(
        path: "/home/ana/\(id).secret", format: .raw, fingerprint: SecretFingerprint(rawValue: "0000\(1_000 + id)"))
      try await ledger.note(
        CustodyEvent(
          SubscriptionReference(baseURL: Self.baseURL, id: id), at: Date(timeIntervalSince1970: Double(id)),
          .kept(.created, kept)))
    }
    let contents = try await ledger.contents()
    #expect(contents.unreadable == 0)
    #expect(contents.ledger.all.map(\.subscription.id) == Array(0..<80))
    #expect(contents.ledger.all.allSatisfy { $0.record.kept?.file.path == "/home/ana/\($0.subscription.id).secret" })
  }

  @Test("Every profile's company is pinned", .timeLimit(.minutes(5)))
  func pins() async throws {
    let pins = CompanyPins(paths: folder.paths)
    _ = try await together(40) { number in
      try await BlockingWork.run {
        try pins.pin(
          CompanyIdentity(name: "Company \(number)", id: number), to: "profile-\(number)", baseURL: Self.baseURL,
          unique: "p\(number)")
      }
    }
    for number in 0..<40 {
      #expect(
        try pins.pinned("profile-\(number)", baseURL: Self.baseURL)
          == CompanyIdentity(name: "Company \(number)", id: number))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.paths.state) == ["companies.json"])
  }

  @Test("Every board's drafts are kept", .timeLimit(.minutes(5)))
  func drafts() async throws {
    let paths = folder.paths
    let base = SubscriptionInput(
      name: nil, url: "https://wms.acme.sk/in", isActive: true, subscribedEvents: [EventType("invoices.paid")])
    func file() -> DraftFile { DraftFile(profile: "prod", baseURL: Self.baseURL, paths: paths) }
    let files = (0..<30).map { _ in file() }
    _ = try await together(30) { id in
      let draft = Draft(
        edited: .init(id: id, base: base), name: "Draft \(id)", url: base.url, isActive: true,
        events: base.subscribedEvents)
      let change = DraftsChange(before: [Drafts()], wanted: Drafts(new: nil, edits: [draft]))
      try await BlockingWork.run { _ = try files[id].write(change, unique: "d\(id)") }
    }
    let drafts = try file().read()
    #expect(drafts.edits.map(\.name).sorted() == (0..<30).map { "Draft \($0)" }.sorted())
  }

  @Test("Every profile that is set up is in the config, with its token", .timeLimit(.minutes(5)))
  func profiles() async throws {
    let paths = folder.paths
    let baseURL = try BaseURL(Self.baseURL)
    let token = try #require(AccessToken("token"))
    _ = try await together(20) { number in
      let setup = AccountSetup(profile: "p\(number)", baseURL: baseURL, isReplacing: false, paths: paths)
      try await BlockingWork.run { try setup.save(token, unique: "s\(number)") }
    }
    #expect(Set(try ConfigFile.read(paths).profiles.map(\.name)) == Set((0..<20).map { "p\($0)" }))
    #expect(try FileManager.default.contentsOfDirectory(atPath: paths.tokens).count == 20)
  }

  @Test("Of many that reserve one file for a secret one gets it", .timeLimit(.minutes(5)))
  func secret() async throws {
    let path = folder.join("data/erp.secret")
    let files = try await together(30) { number in
      await BlockingWork.run { try? SecretFile.reserve(path, key: IdempotencyKey(rawValue: "key-\(number)")) }
    }
    let reserved = files.compactMap(\.self)
    #expect(reserved.count == 1)
    guard case .inUse = SecretFile.find(path, key: reserved[0].key) else { throw TestFailure("nobody holds the file") }
  }

  @Test("Of many that take the next free number each gets a file of its own", .timeLimit(.minutes(5)))
  func numbered() async throws {
    let path = folder.join("data/erp.secret")
    let files = try await together(30) { number in
      try await BlockingWork.run {
        try SecretFile.reserveNumbered(path, key: IdempotencyKey(rawValue: "key-\(number)"))
      }
    }
    #expect(Set(files.map(\.path)).count == 30)
    for file in files {
      guard case .inUse = SecretFile.find(file.path, key: file.key) else { throw TestFailure("\(file.path) is free") }
    }
  }

  @Test("Every line of the log is there, whole", .timeLimit(.minutes(5)))
  func log() async throws {
    let log = try EventLog(appendingTo: folder.join("log"), clock: .system, paths: folder.paths)
    let word = String(repeating: "x", count: 300)
    _ = try await together(200) { number in log.write("line", [("number", "\(number)"), ("word", word)]) }
    let lines = folder.text("log")?.split(separator: "\n") ?? []
    let numbers = lines.compactMap { $0.firstMatch(of: /^\S+Z line number=(\d+) word=x{300}$/).flatMap { Int($0.1) } }
    #expect(numbers.sorted() == Array(0..<200))
  }

  @Test("A sandbox's state is one of those that were written, whole, and stays held", .timeLimit(.minutes(5)))
  func state() async throws {
    let path = folder.join("state.json")
    let file = try StateFile(path, paths: folder.paths)
    let states = try await together(30) { number in
      let bytes = Array(String(repeating: "\(number) ", count: 20_000).utf8)
      try await BlockingWork.run { () throws(SystemError) in try file.keep(bytes) }
      return bytes
    }
    let written = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(states.contains(written))
    #expect(folder.everything == ["state.json"])
    #expect(throws: StateFileProblem(path: "~/state.json", .inUse)) { try StateFile(path, paths: folder.paths) }
  }

  @Test("A descriptor that many close is closed once, whoever got its number since", .timeLimit(.minutes(5)))
  func closed() async throws {
    let path = try folder.write("contents", to: "file")
    for _ in 0..<50 {
      let file = try OpenDescriptor(opening: path, O_RDONLY)
      let others = try await together(8) { _ in
        try file.close()
        return try OpenDescriptor(opening: path, O_RDONLY)
      }
      for other in others { #expect(try other.metadata().size == 8) }
    }
  }
}
