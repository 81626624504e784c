import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Testing

/// The client against the server that stands in for Fintoro. Each has its own JSON: where they agree, both have read the
/// contract the same way.
@Suite struct SandboxRoundTripTests {
  private struct Round {
    let server: SandboxServer
    let client: FintoroClient
    let journal: FileCreateJournal

    func pending(_ input: SubscriptionInput, key: String) -> PendingCreate {
      PendingCreate(
        key: IdempotencyKey(rawValue: key), body: FintoroClient.createBody(input),
        baseURL: client.connection.baseURL.text,
        profile: nil, company: .init(name: "Acme s.r.o.", id: nil), startedAt: Date(),
        secretFile: .init(path: "/nowhere", device: 0, inode: 0, format: .raw))
    }
  }

  private static let input = SubscriptionInput(
    name: "Mirror → DWH", url: "https://dwh.example.com/in", isActive: true,
    subscribedEvents: [EventType("invoices.paid"), EventType("price-list-items.stock-updated")])

  private static func round(
    token: String = SandboxTokens.write, _ configuration: SandboxConfiguration = SandboxConfiguration(),
    _ body: (Round) async throws -> Void
  ) async throws {
    let server = try await SandboxServer.start(configuration)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("round-\(UUID().uuidString)")
    let client = FintoroClient(
      APIConnection(baseURL: try BaseURL(server.baseURL), token: try #require(AccessToken(token))), clock: { Date() })
    do {
      try await body(Round(server: server, client: client, journal: FileCreateJournal(directory: folder.path)))
    } catch {
      Issue.record(error)
    }
    await client.shutDown()
    await server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  @Test("The list, one subscription and the company read the same on both sides")
  func reading() async throws {
    try await Self.round { round in
      let list = try await round.client.list()
      #expect(list.value.unreadable == [])
      #expect(list.value.subscriptions.map(\.id) == (await round.server.subscriptionIDs(companyID: 15)))
      #expect(list.context.rateLimit?.limit == 120)
      #expect(list.context.requestID != nil && list.context.serverDate != nil)
      let first = try #require(list.value.subscriptions.first)
      #expect(try await round.client.show(first.id).value == first)
      #expect(try await round.client.whoami().value == "Acme s.r.o.")
    }
  }

  @Test("Every health state of the demo is judged from the wire as it was meant")
  func health() async throws {
    try await Self.round { round in
      let answer = try await round.client.list()
      let time = ServerTime(local: answer.context.receivedAt, answer: answer.context)
      let states = Set(answer.value.subscriptions.map { Health.of($0, at: time).state })
      #expect(states == Set(HealthState.allCases))
    }
  }

  @Test("Create gives the secret, the same key gives it again, other bytes under it are refused")
  func create() async throws {
    try await Self.round { round in
      let entry = try await round.journal.open(round.pending(Self.input, key: "round-1"))
      let first = try await round.client.create(entry)
      #expect(first.value.subscription.name == Self.input.name)
      #expect(first.value.subscription.subscribedEvents == Self.input.subscribedEvents)
      #expect(first.value.isRepeated == false)
      #expect(await round.server.secret(of: first.value.subscription.id) == first.value.secret.reveal())
      let again = try await round.client.create(entry)
      #expect(again.value.isRepeated == true)
      #expect(again.value.secret == first.value.secret)
      try await entry.retire()
      var other = Self.input
      other.name = "Another"
      let conflict = try await round.journal.open(round.pending(other, key: "round-1"))
      let failure = await #expect(throws: Failure.self) { try await round.client.create(conflict) }
      #expect(failure?.kind == .idempotencyConflict)
      #expect(failure?.message == "Idempotency-Key reused with different request payload")
    }
  }

  @Test("Update replaces the whole, rotate gives a new secret, delete takes it away")
  func changing() async throws {
    try await Self.round { round in
      let id = try #require(await round.server.subscriptionIDs(companyID: 15).first)
      let changed = try await round.client.update(id, to: Self.input).value
      #expect(SubscriptionInput(changed) == Self.input)
      #expect(try await round.client.show(id).value == changed)
      let rotated = try await round.client.rotateSecret(id).value
      #expect(await round.server.secret(of: id) == rotated.secret.reveal())
      _ = try await round.client.delete(id)
      let failure = await #expect(throws: Failure.self) { try await round.client.delete(id) }
      #expect(failure?.kind == .notFound)
    }
  }

  @Test("A refused form comes back with its texts on the fields they name")
  func refused() async throws {
    try await Self.round { round in
      let bad = SubscriptionInput(
        name: nil, url: "https://10.0.0.1/in", isActive: true, subscribedEvents: [EventType("invoices.eaten")])
      let entry = try await round.journal.open(round.pending(bad, key: "round-2"))
      let failure = await #expect(throws: Failure.self) { try await round.client.create(entry) }
      guard case .invalid(let fields) = failure?.kind else {
        return #expect(Bool(false), "\(String(describing: failure))")
      }
      #expect(Set(fields.keys) == ["url", "subscribedEvents.0"])
      #expect(failure?.isFintorosAnswer == true && failure?.requestID != nil)
      #expect(PendingCreate.verdict(earlier: [], failure: try #require(failure)) == .retire)
    }
  }

  @Test("A token that may only read is refused what it may not do, a wrong one everything")
  func scopes() async throws {
    try await Self.round(token: SandboxTokens.read) { round in
      let id = try #require(await round.server.subscriptionIDs(companyID: 15).first)
      let failure = await #expect(throws: Failure.self) { try await round.client.rotateSecret(id) }
      #expect(failure?.kind == .forbidden)
    }
    try await Self.round(token: "nobody") { round in
      let failure = await #expect(throws: Failure.self) { try await round.client.list() }
      #expect(failure?.kind == .unauthenticated)
    }
  }

  @Test("The rate limit names the time until which nothing may be asked")
  func rateLimit() async throws {
    try await Self.round(SandboxConfiguration(rateLimit: 1)) { round in
      _ = try await round.client.list()
      let failure = await #expect(throws: Failure.self) { try await round.client.list() }
      #expect(failure?.kind == .rateLimited)
      let wait = try #require(failure?.retryAt).timeIntervalSinceNow
      #expect(wait > 0 && wait <= 61)
    }
  }

  @Test("An answer lost after the work was done keeps the entry, and the second try brings the secret")
  func lostAnswer() async throws {
    let fault = try Fault("drop-after POST /webhook-subscriptions x1")
    try await Self.round(SandboxConfiguration(faults: [fault])) { round in
      let entry = try await round.journal.open(round.pending(Self.input, key: "round-3"))
      let failure = await #expect(throws: Failure.self) { try await round.client.create(entry) }
      #expect(failure?.kind == .connectionLost)
      #expect(PendingCreate.verdict(earlier: [], failure: try #require(failure)) == .keep)
      #expect(entry.create.sends.map(\.outcome) == [.unknown])
      let second = try await round.client.create(entry).value
      #expect(second.isRepeated == true)
      #expect(await round.server.secret(of: second.subscription.id) == second.secret.reveal())
    }
  }
}
