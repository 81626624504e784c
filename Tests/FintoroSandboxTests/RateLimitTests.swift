import FintoroSandbox
import Foundation
import Testing

@Suite("The rate limit")
struct RateLimitTests {
  @Test("The request over the limit is 429 with the time to wait, and a new window is whole again")
  func window() async throws {
    let clock = TestClock()
    let configuration = SandboxConfiguration(rateLimit: 3, scenario: .empty, clock: { clock.now })
    try await withSandbox(configuration) { _, api in
      #expect(try await api.get("/whoami").header("X-RateLimit-Remaining") == "2")
      clock.advance(by: 20.5)
      _ = try await api.get("/whoami")
      #expect(try await api.get("/whoami").header("X-RateLimit-Remaining") == "0")
      let refused = try await api.get("/whoami")
      #expect(refused.status == 429)
      #expect(refused.text == #"{"message":"Too Many Attempts."}"#)
      #expect(refused.header("X-RateLimit-Limit") == "3")
      #expect(refused.header("X-RateLimit-Remaining") == "0")
      #expect(refused.header("Retry-After") == "40")
      #expect(refused.header("X-RateLimit-Reset") == "\(Int(TestClock.start.timeIntervalSince1970) + 60)")
      #expect(refused.header("X-Request-Id") != nil)
      clock.advance(by: 39)
      #expect(try await api.get("/whoami").status == 429)
      clock.advance(by: 1)
      #expect(try await api.get("/whoami").header("X-RateLimit-Remaining") == "2")
    }
  }

  @Test("All tokens of a company share one budget, another company has its own, and 401 costs nothing")
  func shared() async throws {
    let clock = TestClock()
    let configuration = SandboxConfiguration(rateLimit: 2, scenario: .empty, clock: { clock.now })
    try await withSandbox(configuration) { (_, api) async throws in
      #expect(try await api.with(token: "wrong").get("/whoami").header("X-RateLimit-Limit") == nil)
      #expect(try await api.with(token: SandboxTokens.read).get("/whoami").status == 200)
      #expect(try await api.get("/whoami").status == 200)
      #expect(try await api.with(token: SandboxTokens.read).get("/whoami").status == 429)
      #expect(try await api.with(token: SandboxTokens.secondWrite).get("/whoami").status == 200)
    }
  }

  @Test("A create over the limit makes nothing and does not reserve its key")
  func create() async throws {
    let clock = TestClock()
    let configuration = SandboxConfiguration(rateLimit: 1, scenario: .empty, clock: { clock.now })
    try await withSandbox(configuration) { server, api in
      _ = try await api.get("/whoami")
      #expect(try await api.create(key: "key-1").status == 429)
      #expect(await server.subscriptionIDs() == [])
      clock.advance(by: 60)
      #expect(try await api.create(key: "key-1").header("Idempotency-Status") == "Original")
    }
  }

  @Test("A clock that is set back starts a new window instead of waiting for the old one")
  func setBack() async throws {
    let clock = TestClock()
    let configuration = SandboxConfiguration(rateLimit: 1, scenario: .empty, clock: { clock.now })
    try await withSandbox(configuration) { _, api in
      _ = try await api.get("/whoami")
      clock.advance(by: -3600)
      #expect(try await api.get("/whoami").status == 200)
    }
  }
}
