import FintoroSandbox
import Foundation
import NIOHTTP1
import TestSupport
import Testing

@Suite("Starting, stopping and looking in")
struct ServerTests {
  @Test("The base URL names the port that was given")
  func baseURL() async throws {
    try await withSandbox { server, _ in
      #expect((1...65_535).contains(server.port))
      #expect(server.baseURL == "http://127.0.0.1:\(server.port)/api/public/v1")
    }
  }

  @Test("A port in use is refused with a sentence that says what to do")
  func portInUse() async throws {
    try await withSandbox { server, api in
      let error = try await #require(throws: SandboxStartFailure.self) {
        try await SandboxServer.start(SandboxConfiguration(port: server.port))
      }
      #expect(error == .portInUse(server.port))
      #expect(error.description.contains("127.0.0.1:\(server.port)"))
      #expect(error.description.contains("choose another port"))
      #expect(try await api.get("/whoami").status == 200)
    }
  }

  @Test("A port that cannot be one is refused", arguments: [-1, 65_536])
  func portOutOfRange(port: Int) async throws {
    await #expect(throws: SandboxStartFailure.portOutOfRange(port)) {
      try await SandboxServer.start(SandboxConfiguration(port: port))
    }
  }

  @Test("A stopped sandbox gives its port back, though clients keep connections open")
  func stop() async throws {
    var port = 0
    try await withSandbox { (server, api) async throws in
      port = server.port
      #expect(try await api.get("/whoami").status == 200)
      await server.stop()
      let refused = try await #require(throws: RawConnection.SocketFailure.self) {
        try await RawConnection.exchange(RawConnection.request("GET", "/whoami"), port: server.port)
      }
      #expect(refused.call == "connect")
    }
    let again = try await SandboxServer.start(SandboxConfiguration(port: port))
    #expect(again.port == port)
    await again.stop()
  }

  @Test("Stopping ends requests that a fault holds up, and a client that never finishes its request")
  func stopWhileBusy() async throws {
    try await withSandbox { (server, api) async throws in
      await server.inject(try Fault("delay=300"))
      async let held: Void = { _ = try? await api.get("/whoami") }()
      let unfinished = String(RawConnection.request("POST", "/webhook-subscriptions", body: Body.good).dropLast())
      async let half = RawConnection.exchange(unfinished, port: server.port)
      while await server.recordedRequests().isEmpty { await Task.yield() }
      await server.stop()
      await held
      #expect(try await half.isEmpty)
    }
  }

  @Test("What arrived is on record: method, path, key, exact bytes and the status that was sent")
  func recorded() async throws {
    try await withSandbox { server, api in
      _ = try await api.create(key: "key-1")
      _ = try await api.with(token: nil).get("/whoami?x=1")
      _ = try await api.send(.DELETE, "/webhook-subscriptions/801")
      let requests = await server.recordedRequests()
      #expect(requests.map(\.method) == ["POST", "GET", "DELETE"])
      #expect(requests.map(\.path) == ["/webhook-subscriptions", "/whoami", "/webhook-subscriptions/801"])
      #expect(requests.map(\.idempotencyKey) == ["key-1", nil, nil])
      #expect(requests.map(\.status) == [201, 401, 204])
      #expect(requests[0].body == Array(Body.good.utf8))
      #expect(requests.map { $0.headers["authorization"] } == ["Bearer sandbox-write", nil, "Bearer sandbox-write"])
    }
  }

  @Test("With a seed, ids and secrets are the same at every start")
  func seed() async throws {
    func secret(_ seed: UInt64) async throws -> String? {
      try await withSandbox(SandboxConfiguration(scenario: .demo, seed: seed)) { server, _ in
        await server.secret(of: 801)
      }
    }
    #expect(try await secret(1) == secret(1))
    #expect(try await secret(1) != secret(2))
  }
}
