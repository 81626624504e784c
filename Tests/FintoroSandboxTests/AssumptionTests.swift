import FintoroSandbox
import NIOHTTP1
import Testing

@Suite("What the contract leaves open")
struct AssumptionTests {
  private func with(
    _ scenario: Scenario, _ change: (inout Assumptions) -> Void, clock: TestClock = TestClock(),
    _ body: (SandboxServer, API) async throws -> Void
  ) async throws {
    try await withSandbox(
      SandboxConfiguration(scenario: scenario.assuming(change), clock: { clock.now }), body)
  }

  private static func put(_ api: API, _ id: Int, isActive: Bool) async throws -> SeenSubscription {
    let body = #"{"url":"https://a.acme.sk/","isActive":\#(isActive),"subscribedEvents":["clients.created"]}"#
    return try await api.send(.PUT, "/webhook-subscriptions/\(id)", body).read(SeenSubscription.self)
  }

  @Test("A read token may not list by itself, and whoami takes it all the same")
  func readTokenRefused() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { (_, api) async throws in
      let reader = api.with(token: SandboxTokens.read)
      #expect(try await reader.get("/whoami").status == 200)
      #expect(try await reader.get("/webhook-subscriptions").status == 403)
      #expect(try await reader.get("/webhook-subscriptions/801").status == 403)
    }
  }

  @Test("Switching off sets disabledAt and switching on clears it, or neither", arguments: [true, false])
  func disabledAt(changes: Bool) async throws {
    let clock = TestClock()
    try await with(
      .demo,
      {
        $0.disablingSetsDisabledAt = changes
        $0.enablingClearsDisabledAt = changes
      }, clock: clock
    ) { (_, api) async throws in
      #expect(try await Self.put(api, 806, isActive: false).disabledAt == (changes ? "2026-03-18T15:04:05Z" : nil))
      clock.advance(by: 60)
      #expect(try await Self.put(api, 806, isActive: false).disabledAt == (changes ? "2026-03-18T15:04:05Z" : nil))
      let resumed = try await Self.put(api, 804, isActive: true)
      #expect(resumed.isActive)
      #expect(resumed.disabledAt == (changes ? nil : "2026-03-16T15:04:05Z"))
      #expect(resumed.disabledReason == (changes ? nil : "Moved to the new CRM"))
    }
  }

  @Test("Rotating moves updatedAt or does not", arguments: [true, false])
  func rotating(moves: Bool) async throws {
    try await with(.demo, { $0.rotatingMovesUpdatedAt = moves }) { (_, api) async throws in
      let before = try await api.get("/webhook-subscriptions/801").read(SeenSubscription.self)
      let after = try await api.send(.POST, "/webhook-subscriptions/801/rotate-secret").read(SeenSubscription.self)
      #expect(after.plainTextSecret != nil)
      #expect((after.updatedAt != before.updatedAt) == moves)
    }
  }

  @Test("A refused create is remembered for its key, or sets it free for other bytes", arguments: [true, false])
  func refusals(remembers: Bool) async throws {
    try await with(.empty, { $0.remembersRefusals = remembers }) { (server, api) async throws in
      let first = try await api.create("{}", key: "key-1")
      let again = try await api.create("{}", key: "key-1")
      #expect([first.status, again.status] == [422, 422])
      #expect(first.body == again.body)
      #expect(again.header("Idempotency-Status") == (remembers ? "Repeated" : nil))
      let mended = try await api.create(key: "key-1")
      #expect(mended.status == (remembers ? 422 : 201))
      #expect(try mended.read(SeenError.self).error?.hasPrefix("Idempotency-Key reused") == (remembers ? true : nil))
      #expect(await server.subscriptionIDs() == (remembers ? [] : [801]))
    }
  }

  @Test("The same payload is the same bytes, or the same JSON", arguments: Assumptions.PayloadComparison.allCases)
  func samePayload(comparison: Assumptions.PayloadComparison) async throws {
    try await with(.empty, { $0.samePayload = comparison }) { (_, api) async throws in
      let first = try await api.create(
        #"{"url":"https://a.acme.sk/","isActive":true,"subscribedEvents":["invoices.paid"]}"#, key: "key-1")
      let second = try await api.create(
        #"{ "subscribedEvents": ["invoices.paid"], "url": "https://a.acme.sk/", "isActive": true }"#, key: "key-1")
      #expect(second.status == (comparison == .json ? 201 : 422))
      #expect((second.body == first.body) == (comparison == .json))
    }
  }

  @Test("A key in work is 409 or 500", arguments: Assumptions.KeyInWork.allCases)
  func inWork(answer: Assumptions.KeyInWork) async throws {
    try await with(.empty, { $0.keyInWork = answer }) { (server, api) async throws in
      await server.inject(try Fault("hold=300 POST x1"))
      async let first = api.create(key: "key-1")
      await server.waitUntilInWork(companyID: 15, key: "key-1")
      #expect(try await api.create(key: "key-1").status == (answer == .conflict ? 409 : 500))
      await server.clearFaults()
      #expect(try await first.status == 201)
    }
  }

  @Test("A key lives as long as is said", arguments: [("90s", 90.0), ("24h", 86_400), ("forever", 1e9)])
  func keyLife(text: String, seconds: Double) async throws {
    let clock = TestClock()
    var scenario = Scenario.empty
    try scenario.assumptions.choose("key-life", text)
    try await withSandbox(SandboxConfiguration(scenario: scenario, clock: { clock.now })) { (_, api) async throws in
      _ = try await api.create(key: "key-1")
      clock.advance(by: seconds - 1)
      #expect(try await api.create(key: "key-1").header("Idempotency-Status") == "Repeated")
      clock.advance(by: 1)
      let status = try await api.create(key: "key-1").header("Idempotency-Status")
      #expect(status == (text == "forever" ? "Repeated" : "Original"))
    }
  }

  @Test("401 comes in the API's JSON with a challenge or without, bare, or as a proxy's page")
  func unauthenticated() async throws {
    func reply(_ answer: Assumptions.UnauthenticatedResponse) async throws -> Reply {
      try await withSandbox(SandboxConfiguration(scenario: .empty.assuming { $0.unauthenticated = answer })) {
        (_, api) async throws in
        try await api.with(token: "wrong").get("/whoami")
      }
    }
    let (page, bare) = (try await reply(.page), try await reply(.bare))
    let (basic, json) = (try await reply(.basic), try await reply(.json))
    #expect([basic, json, bare, page].map(\.status) == [401, 401, 401, 401])
    #expect(page.text.hasPrefix("<!DOCTYPE html>"))
    #expect(page.header("WWW-Authenticate")?.hasPrefix("Basic") == true)
    #expect(page.header("X-Request-Id") == nil)
    #expect(bare.body == [])
    #expect(bare.header("Content-Type") == nil && bare.header("X-Request-Id") != nil)
    #expect(basic.header("WWW-Authenticate")?.hasPrefix("Basic") == true)
    #expect(json.header("WWW-Authenticate") == "Bearer")
    #expect(basic.text == json.text)
    #expect(json.text == #"{"message":"Unauthenticated."}"#)
  }
}
