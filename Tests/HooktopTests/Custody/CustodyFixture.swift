import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Synchronization
import Testing
import TestSupport

@testable import hooktop

/// A custody with its own folder on a sandbox of its own, and a clock that the test sets.
struct CustodyFixture {
  let folder: TemporaryFolder
  let server: SandboxServer
  let creates: CreateWorkflow
  let time: TestTime

  /// Runs a test on a fresh fixture and stops the sandbox whatever happens.
  static func run(
    faults: [String] = [], scenario: Scenario = .empty, rateLimit: Int = 120,
    _ body: (CustodyFixture) async throws -> Void
  ) async throws {
    let time = TestTime()
    let server = try await SandboxServer.start(
      SandboxConfiguration(
        rateLimit: rateLimit, scenario: scenario, faults: try faults.map { try Fault($0) }, clock: time.now))
    do {
      let folder = try TemporaryFolder()
      let creates = try Self.creates(server, folder, time)
      try await body(CustodyFixture(folder: folder, server: server, creates: creates, time: time))
      await creates.client.shutDown()
      await server.stop()
    } catch {
      await server.stop()
      throw error
    }
  }

  /// Another program of the same user on the same files.
  func another(token: String = SandboxTokens.write, profile: String? = "test") throws -> CreateWorkflow {
    try Self.creates(server, folder, time, token: token, profile: profile)
  }

  private static func creates(
    _ server: SandboxServer, _ folder: TemporaryFolder, _ time: TestTime, token: String = SandboxTokens.write,
    profile: String? = "test"
  ) throws -> CreateWorkflow {
    let connection = APIConnection(
      baseURL: try BaseURL(server.baseURL), token: try #require(AccessToken(token)), timeout: patience)
    return CreateWorkflow(
      client: FintoroClient(connection, clock: time.now), profile: profile, paths: folder.paths,
      clock: LiveClock(now: time.now, zone: .gmt, random: { 0.5 }, newKey: LiveClock.system.newKey))
  }

  func request(_ name: String = "ERP sync", file: String = "data/erp.secret") -> CreateRequest {
    CreateRequest(
      input: SubscriptionInput(
        name: name, url: "https://erp.acme.sk/h", isActive: true, subscribedEvents: [EventType("invoices.paid")]),
      secretPath: folder.join(file))
  }

  /// Resumes as soon as the entry can be had: for a moment a program that another test starts holds copies of all
  /// descriptors, and with them the entry's lock.
  func resume(_ key: IdempotencyKey, by creates: CreateWorkflow? = nil) async -> CreateOutcome {
    let deadline = ContinuousClock.now + patience
    while true {
      let outcome = await (creates ?? self.creates).resume(key)
      if outcome != .busy(key) || ContinuousClock.now > deadline { return outcome }
      await Task.yield()
    }
  }

  /// The statuses of the pending creates, as soon as none seems to be worked on, for the same reason.
  func statuses(of creates: CreateWorkflow? = nil) async -> [FoundCreate.Status] {
    let deadline = ContinuousClock.now + patience
    while true {
      let statuses = await (creates ?? self.creates).pending().entries.map(\.status)
      if !statuses.contains(.busy) || ContinuousClock.now > deadline { return statuses }
      await Task.yield()
    }
  }

  /// The keys of all POSTs that arrived.
  func posts() async -> [String] {
    await server.recordedRequests().filter { $0.method == "POST" }.map { $0.idempotencyKey ?? "none" }
  }

  /// Where secrets go by rule, below the folder.
  var secretsFolder: String { String(folder.paths.secrets.dropFirst(folder.path.count + 1)) }

  /// Where the journal keeps the entry of a key.
  func entryFile(_ key: IdempotencyKey) -> String { folder.join("state/creates/\(key).jsonl") }

  /// Entries of the journal; the ledger is not among them.
  var journalFiles: [String] { folder.everything.filter { $0.hasPrefix("state/creates/") && $0.hasSuffix(".jsonl") } }
}

/// A time that only the test moves.
final class TestTime: Sendable {
  private let date = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

  var now: @Sendable () -> Date {
    { [self] in date.withLock { $0 } }
  }

  func move(_ seconds: Double) { date.withLock { $0 += seconds } }
}
