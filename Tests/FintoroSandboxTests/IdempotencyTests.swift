import FintoroSandbox
import NIOHTTP1
import Testing

@Suite("Idempotency keys")
struct IdempotencyTests {
  @Test("The same key with the same bytes answers the same 201, secret included, and makes nothing new")
  func repeated() async throws {
    try await withSandbox { server, api in
      let first = try await api.create(key: "key-1")
      let second = try await api.create(key: "key-1")
      #expect([first.status, second.status] == [201, 201])
      #expect([first, second].map { $0.header("Idempotency-Key") } == ["key-1", "key-1"])
      #expect([first, second].map { $0.header("Idempotency-Status") } == ["Original", "Repeated"])
      #expect(first.body == second.body)
      #expect(first.header("X-Request-Id") != second.header("X-Request-Id"))
      #expect(await server.subscriptionIDs() == [801])
    }
  }

  @Test("The same key with other bytes is 422 in its own shape, even where only a space differs")
  func otherPayload() async throws {
    try await withSandbox { server, api in
      _ = try await api.create(key: "key-1")
      for body in [Body.other, Body.good + " "] {
        let reply = try await api.create(body, key: "key-1")
        #expect(reply.status == 422)
        #expect(reply.text == #"{"error":"Idempotency-Key reused with different request payload"}"#)
      }
      #expect(await server.subscriptionIDs() == [801])
    }
  }

  @Test(
    "A create whose answer was lost is done: sent again with its key it gives the secret, and there is one subscription"
  )
  func lostAnswer() async throws {
    try await withSandbox { server, api in
      await server.inject(try Fault("drop-after POST /webhook-subscriptions x1"))
      await #expect(throws: (any Error).self) { try await api.create(key: "key-1") }
      #expect(await server.subscriptionIDs() == [801])
      let again = try await api.create(key: "key-1")
      #expect(again.status == 201)
      #expect(again.header("Idempotency-Status") == "Repeated")
      #expect(try again.read(SeenSubscription.self).plainTextSecret == (await server.secret(of: 801)))
      #expect(await server.subscriptionIDs() == [801])
    }
  }

  @Test("Without a key, a create whose answer was lost and is sent again makes two")
  func withoutKey() async throws {
    try await withSandbox { (server, api) async throws in
      await server.inject(try Fault("drop-after x1"))
      await #expect(throws: (any Error).self) { try await api.create() }
      #expect(try await api.create().status == 201)
      #expect(await server.subscriptionIDs() == [801, 802])
    }
  }

  @Test("While a create is in work, another with its key is 409; then it is answered from memory")
  func inWork() async throws {
    try await withSandbox { server, api in
      await server.inject(try Fault("hold=300 POST x1"))
      async let first = api.create(key: "key-1")
      await server.waitUntilInWork(companyID: 15, key: "key-1")
      let meanwhile = try await api.create(key: "key-1")
      #expect(meanwhile.status == 409)
      #expect(try meanwhile.read(SeenError.self).message?.contains("still being processed") == true)
      #expect(try await api.create(Body.other, key: "key-2").status == 201)
      await server.clearFaults()
      let original = try await first
      #expect(original.status == 201)
      #expect(try await api.create(key: "key-1").body == original.body)
      #expect(await server.subscriptionIDs().count == 2)
    }
  }

  @Test("A key lives an hour by the server's clock, whatever became of its subscription")
  func lifetime() async throws {
    let clock = TestClock()
    try await withSandbox(SandboxConfiguration(scenario: .empty, clock: { clock.now })) { server, api in
      let first = try await api.create(key: "key-1")
      _ = try await api.send(.DELETE, "/webhook-subscriptions/801")
      clock.advance(by: 3600 - 1)
      #expect(try await api.create(key: "key-1").body == first.body)
      #expect(await server.subscriptionIDs() == [])
      clock.advance(by: 1)
      #expect(try await api.create(key: "key-1").header("Idempotency-Status") == "Original")
      #expect(await server.subscriptionIDs() == [802])
    }
  }

  @Test("Two companies may use the same key, and update, delete and rotate take no notice of one")
  func scope() async throws {
    try await withSandbox { server, api in
      let other = api.with(token: SandboxTokens.secondWrite)
      #expect(try await api.create(key: "key-1").header("Idempotency-Status") == "Original")
      #expect(try await other.create(Body.other, key: "key-1").header("Idempotency-Status") == "Original")
      let rotated = [
        try await api.send(.POST, "/webhook-subscriptions/801/rotate-secret", key: "key-1"),
        try await api.send(.POST, "/webhook-subscriptions/801/rotate-secret", key: "key-1"),
      ]
      #expect(Set(try rotated.map { try $0.read(SeenSubscription.self).plainTextSecret }).count == 2)
      #expect(rotated.allSatisfy { $0.header("Idempotency-Status") == nil })
      #expect(await server.subscriptionIDs() == [801, 802])
    }
  }

  @Test("Twenty creates at once with one key make one subscription")
  func race() async throws {
    try await withSandbox { server, api in
      let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
        for _ in 1...20 { group.addTask { try await api.create(key: "key-1") } }
        return try await group.reduce(into: [Reply]()) { $0.append($1) }
      }
      #expect(replies.allSatisfy { [201, 409].contains($0.status) })
      #expect(replies.filter { $0.header("Idempotency-Status") == "Original" }.count == 1)
      #expect(Set(replies.filter { $0.status == 201 }.map(\.body)).count == 1)
      #expect(await server.subscriptionIDs() == [801])
    }
  }
}
