import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import hooktop

/// The token's place has another token than the one that the server refuses.
@Suite("A renewed token")
struct RenewedTokenTests {
  /// What a token's place holds now.
  final class Place: Sendable {
    private let text = Mutex(SandboxTokens.write)

    func put(_ token: String) { text.withLock { $0 = token } }
    func token() -> AccessToken? { AccessToken(text.withLock { $0 }) }
  }

  private struct Run {
    let fixture: CustodyFixture
    let place = Place()
    let client: FintoroClient
    let creates: CreateWorkflow

    init(_ fixture: CustodyFixture, profile: String?) throws {
      self.fixture = fixture
      let (place, time) = (place, fixture.time)
      let connection = APIConnection(
        baseURL: try BaseURL(fixture.server.baseURL), token: try #require(place.token()), timeout: patience)
      client = FintoroClient(connection, clock: time.now, readTokenAgain: { place.token() })
      creates = CreateWorkflow(
        client: client, profile: profile, paths: fixture.folder.paths,
        clock: LiveClock(now: time.now, zone: .gmt, random: { 0.5 }, newKey: LiveClock.system.newKey))
    }

    var subscriptions: SubscriptionEditor {
      SubscriptionEditor(
        client: client, gate: creates.gate, ledger: creates.ledger, work: creates.work, paths: fixture.folder.paths,
        clock: creates.clock, log: nil)
    }

    func refuse(_ method: String, _ path: String) async throws {
      await fixture.server.inject(try Fault("401 \(method) \(path) x1"))
    }

    /// Method, token and key of each write that arrived.
    func writes() async -> [RecordedRequest] {
      await fixture.server.recordedRequests().filter { $0.method != "GET" }
    }
  }

  private func run(profile: String? = "test", _ body: (Run) async throws -> Void) async throws {
    try await CustodyFixture.run(scenario: .empty) { fixture in
      let run = try Run(fixture, profile: profile)
      try await body(run)
      await run.client.shutDown()
    }
  }

  private func token(_ request: RecordedRequest) -> String? {
    request.headers["authorization"]?.split(separator: " ").last.map(String.init)
  }

  @Test("A create goes on with it, with the same key and bytes", arguments: ["test", nil])
  func create(profile: String?) async throws {
    try await run(profile: profile) { run in
      #expect(try await run.creates.gate.lock() == nil)
      run.place.put(SandboxTokens.renewedWrite)
      try await run.refuse("POST", "/webhook-subscriptions")
      let made = try await run.creates.create(run.fixture.request()).created()
      let writes = await run.writes()
      #expect(writes.map(token) == [SandboxTokens.write, SandboxTokens.renewedWrite])
      #expect(Set(writes.map(\.idempotencyKey)).count == 1 && Set(writes.map(\.body)).count == 1)
      #expect(await run.fixture.server.subscriptionIDs(companyID: 15) == [made.subscription.id])
      #expect(run.fixture.journalFiles == [])
    }
  }

  @Test("After a read took it over, writes use it as soon as its company was checked", arguments: ["test", nil])
  func afterReading(profile: String?) async throws {
    try await run(profile: profile) { run in
      #expect(try await run.creates.gate.lock() == nil)
      run.place.put(SandboxTokens.renewedWrite)
      try await run.refuse("GET", "/webhook-subscriptions")
      _ = try await run.client.list()
      #expect(await run.client.token.awaitsPermission)
      _ = try await run.creates.create(run.fixture.request()).created()
      #expect(await run.writes().map(token) == [SandboxTokens.renewedWrite])
    }
  }

  @Test("Nothing is written with another company's, though reading has taken it over", arguments: ["test", nil])
  func otherCompany(profile: String?) async throws {
    try await run(profile: profile) { run in
      let made = try await run.creates.create(run.fixture.request()).created()
      run.place.put(SandboxTokens.secondWrite)
      try await run.refuse("GET", "/webhook-subscriptions")
      await run.creates.gate.record(try await run.client.list())
      let outcome = await run.creates.create(run.fixture.request("Other", file: "data/other.secret"))
      switch (profile, try outcome.locked()) {
      case (_?, .otherCompany), (nil, .otherCompanyThanAtStart): break
      case (_, let lock): Issue.record("\(String(describing: lock))")
      }
      let id = made.subscription.id
      guard case .locked = await run.subscriptions.delete(id) else { throw TestFailure("it was deleted") }
      #expect(await run.writes().allSatisfy { token($0) == SandboxTokens.write })
      #expect(await run.fixture.server.subscriptionIDs() == [id])
    }
  }

  @Test("Nor where the write itself was refused")
  func refusedWrite() async throws {
    try await run { run in
      #expect(try await run.creates.gate.lock() == nil)
      run.place.put(SandboxTokens.secondWrite)
      try await run.refuse("POST", "/webhook-subscriptions")
      let outcome = await run.creates.create(run.fixture.request())
      #expect(try outcome.refused().kind == .unauthenticated)
      #expect(await run.writes().map(token) == [SandboxTokens.write])
      #expect(await run.fixture.server.subscriptionIDs().isEmpty)
      guard case .otherCompany? = await run.creates.gate.knownLock() else { throw TestFailure("it is not locked") }
    }
  }

  @Test("A change and a deletion go on with it")
  func changes() async throws {
    try await run { run in
      let made = try await run.creates.create(run.fixture.request()).created().subscription
      run.place.put(SandboxTokens.renewedWrite)
      try await run.refuse("PUT", "/webhook-subscriptions/*")
      var wanted = made.input
      wanted.isActive = false
      guard case .done = await run.subscriptions.edit(made.id, base: made.input, wanted: wanted)
      else { throw TestFailure("it was not changed") }
      run.place.put(SandboxTokens.write)
      try await run.refuse("DELETE", "/webhook-subscriptions/*")
      guard case .deleted = await run.subscriptions.delete(made.id) else { throw TestFailure("it is still there") }
      #expect(
        await run.writes().map { "\($0.method) \(token($0) ?? "")" } == [
          "POST sandbox-write", "PUT sandbox-write", "PUT sandbox-write-2", "DELETE sandbox-write-2",
          "DELETE sandbox-write",
        ])
    }
  }
}
