import FintoroSandbox
import Foundation
import NIOHTTP1
import Testing

@Suite("Every operation's good answer")
struct OperationTests {
  @Test("whoami answers the company's name and nothing else")
  func whoami() async throws {
    try await withSandbox { _, api in
      let reply = try await api.get("/whoami")
      #expect(reply.status == 200)
      #expect(reply.text == #"{"name":"Acme s.r.o."}"#)
      #expect(reply.header("Content-Type") == "application/json")
      #expect(
        try await api.with(token: SandboxTokens.secondWrite).get("/whoami").text == #"{"name":"Beta Trading a.s."}"#)
    }
  }

  @Test("Every answer carries a request id of its own, the server's time and the company's budget")
  func commonHeaders() async throws {
    let clock = TestClock()
    try await withSandbox(SandboxConfiguration(scenario: .demo, clock: { clock.now })) { _, api in
      let replies = [
        try await api.get("/whoami"), try await api.get("/webhook-subscriptions"),
        try await api.get("/webhook-subscriptions/801"), try await api.get("/webhook-subscriptions/1"),
        try await api.create("{}"),
      ]
      #expect(replies.map(\.status) == [200, 200, 200, 404, 422])
      #expect(Set(replies.map { $0.header("X-Request-Id") }).count == replies.count)
      #expect(replies.allSatisfy { $0.header("X-Request-Id")?.hasPrefix("req_sandbox_") == true })
      #expect(replies.map { $0.header("Date") } == Array(repeating: "Wed, 18 Mar 2026 15:04:05 GMT", count: 5))
      #expect(replies.map { $0.header("X-RateLimit-Limit") } == Array(repeating: "120", count: 5))
      #expect(replies.map { $0.header("X-RateLimit-Remaining") } == ["119", "118", "117", "116", "115"])
      #expect(replies.allSatisfy { $0.header("Retry-After") == nil && $0.header("X-RateLimit-Reset") == nil })
    }
  }

  @Test("A create answers 201 with the subscription and its secret, once")
  func create() async throws {
    let clock = TestClock()
    try await withSandbox(SandboxConfiguration(scenario: .empty, clock: { clock.now })) { server, api in
      let reply = try await api.create()
      #expect(reply.status == 201)
      #expect(reply.header("Idempotency-Key") == nil)
      #expect(reply.header("Idempotency-Status") == nil)
      let made = try reply.read(SeenSubscription.self)
      var expected = SeenSubscription(
        id: 801, companyId: 15, name: "ERP sync", url: "https://erp.acme.sk/hooks", isActive: true,
        subscribedEvents: ["invoices.paid", "orders.created"], createdAt: "2026-03-18T15:04:05Z",
        updatedAt: "2026-03-18T15:04:05Z", plainTextSecret: made.plainTextSecret)
      #expect(made == expected)
      #expect(made.plainTextSecret?.wholeMatch(of: /whsec_fintoro_[0-9a-f]{32}/) != nil)
      #expect(await server.secret(of: 801) == made.plainTextSecret)
      expected.plainTextSecret = nil
      #expect(try await api.list() == [expected])
      #expect(try await api.get("/webhook-subscriptions/801").read(SeenSubscription.self) == expected)
    }
  }

  @Test("Secrets differ from each other")
  func secretsDiffer() async throws {
    try await withSandbox { _, api in
      let secrets = [
        try await api.create().read(SeenSubscription.self).plainTextSecret,
        try await api.create().read(SeenSubscription.self).plainTextSecret,
      ]
      #expect(Set(secrets).count == 2)
    }
  }

  @Test("An update replaces everything, a name that was left out included, and keeps secret and delivery times")
  func update() async throws {
    let clock = TestClock()
    try await withSandbox(SandboxConfiguration(scenario: .demo, clock: { clock.now })) { server, api in
      let before = try await api.get("/webhook-subscriptions/803").read(SeenSubscription.self)
      let secret = await server.secret(of: 803)
      clock.advance(by: 10)
      let body = #"{"url":"https://new.acme.sk/in","isActive":true,"subscribedEvents":["clients.created"]}"#
      let reply = try await api.send(.PUT, "/webhook-subscriptions/803", body)
      #expect(reply.status == 200)
      let after = try reply.read(SeenSubscription.self)
      var expected = before
      expected.name = nil
      expected.url = "https://new.acme.sk/in"
      expected.subscribedEvents = ["clients.created"]
      expected.updatedAt = "2026-03-18T15:04:15Z"
      #expect(after == expected)
      #expect(await server.secret(of: 803) == secret)
    }
  }

  @Test("A delete answers 204 without a body, and a second one finds nothing")
  func delete() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { server, api in
      let reply = try await api.send(.DELETE, "/webhook-subscriptions/805")
      #expect(reply.status == 204)
      #expect(reply.body.isEmpty)
      #expect(reply.header("X-Request-Id") != nil)
      #expect(try await api.send(.DELETE, "/webhook-subscriptions/805").status == 404)
      #expect(await server.subscriptionIDs(companyID: 15) == [801, 802, 803, 804, 806, 807, 808, 809, 810, 811])
    }
  }

  @Test("Rotating answers 200 with a new secret and leaves the rest alone")
  func rotate() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { server, api in
      let old = await server.secret(of: 801)
      let before = try await api.get("/webhook-subscriptions/801").read(SeenSubscription.self)
      let reply = try await api.send(.POST, "/webhook-subscriptions/801/rotate-secret")
      #expect(reply.status == 200)
      var after = try reply.read(SeenSubscription.self)
      #expect(after.plainTextSecret != old)
      #expect(after.plainTextSecret == (await server.secret(of: 801)))
      after.plainTextSecret = nil
      after.updatedAt = before.updatedAt
      #expect(after == before)
    }
  }

  @Test("The list keeps the order of creation, and an id is never given twice")
  func order() async throws {
    try await withSandbox { _, api in
      for _ in 1...3 { _ = try await api.create() }
      _ = try await api.send(.DELETE, "/webhook-subscriptions/803")
      _ = try await api.send(.PUT, "/webhook-subscriptions/801", Body.other)
      _ = try await api.create()
      #expect(try await api.list().map(\.id) == [801, 802, 804])
    }
  }

  @Test("A listed subscription has exactly the fields of the OpenAPI document, absent values as null")
  func listedFields() async throws {
    let fields: Set = [
      "id", "companyId", "name", "url", "isActive", "subscribedEvents", "lastSuccessAt", "lastFailureAt", "disabledAt",
      "disabledReason", "createdAt", "updatedAt",
    ]
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { _, api in
      let reply = try await api.get("/webhook-subscriptions")
      let list = try #require(try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: [[String: Any]]])
      #expect(list.keys.sorted() == ["data"])
      let data = try #require(list["data"])
      #expect(data.count == 11)
      for subscription in data { #expect(Set(subscription.keys) == fields) }
      let issued = try await api.create()
      let made = try #require(try JSONSerialization.jsonObject(with: Data(issued.body)) as? [String: Any])
      #expect(Set(made.keys) == fields.union(["plainTextSecret"]))
    }
  }

  @Test("Names in any script come back as they were sent")
  func anyScript() async throws {
    try await withSandbox { _, api in
      let body = #"""
        {"name":"Žltý \"kôň\" \\ \u0007\n🐴 نص","url":"https://a.acme.sk/","isActive":true,"subscribedEvents":["clients.created"]}
        """#
      let made = try await api.create(body).read(SeenSubscription.self)
      #expect(made.name == "Žltý \"kôň\" \\ \u{7}\n🐴 نص")
      #expect(try await api.list().first?.name == made.name)
    }
  }
}
