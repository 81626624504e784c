import FintoroSandbox
import Foundation
import NIOHTTP1
import TestSupport
import Testing

@Suite("Faults over HTTP")
struct FaultTests {
  @Test("429 by a fault has the same headers as a real one, with the wait that was asked for")
  func tooManyRequests() async throws {
    let clock = TestClock()
    let faults = [try Fault("429=7 x2")]
    try await withSandbox(SandboxConfiguration(scenario: .empty, faults: faults, clock: { clock.now })) { server, api in
      for _ in 1...2 {
        let reply = try await api.create()
        #expect(reply.status == 429)
        #expect(reply.text == #"{"message":"Too Many Attempts."}"#)
        #expect(reply.header("Retry-After") == "7")
        #expect(reply.header("X-RateLimit-Reset") == "\(Int(clock.now.timeIntervalSince1970) + 7)")
        #expect(reply.header("X-RateLimit-Limit") == "120")
        #expect(reply.header("X-RateLimit-Remaining") == "0")
        #expect(reply.header("X-Request-Id") != nil)
      }
      #expect(await server.subscriptionIDs() == [])
      #expect(try await api.create().status == 201)
    }
  }

  @Test("500 and 503 are the API's own JSON, and nothing was done")
  func errors() async throws {
    try await withSandbox { server, api in
      await server.inject(try Fault("500 x1"))
      await server.inject(try Fault("503 x1"))
      let replies = [try await api.create(), try await api.create()]
      #expect(replies.map(\.status) == [500, 503])
      #expect(replies.map(\.text) == [#"{"message":"Server Error"}"#, #"{"message":"Service Unavailable"}"#])
      #expect(replies.allSatisfy { $0.header("X-Request-Id") != nil && $0.header("Content-Language") == "en" })
      #expect(await server.subscriptionIDs() == [])
    }
  }

  @Test("500 after the commit: the client is told of an error, and the subscription is there")
  func errorAfterCommit() async throws {
    try await withSandbox { (server, api) async throws in
      await server.inject(try Fault("500-after POST x1"))
      #expect(try await api.create(key: "key-1").status == 500)
      #expect(await server.subscriptionIDs() == [801])
      #expect(try await api.create(key: "key-1").header("Idempotency-Status") == "Repeated")
    }
  }

  @Test("A proxy's page and redirect are HTML without a request id")
  func proxy() async throws {
    try await withSandbox { server, api in
      await server.inject(try Fault("html=200 x1"))
      await server.inject(try Fault("redirect=https://elsewhere.example.com/ x1"))
      let page = try await api.get("/webhook-subscriptions")
      #expect(page.status == 200)
      #expect(page.header("Content-Type") == "text/html; charset=utf-8")
      #expect(page.text.hasPrefix("<!DOCTYPE html>"))
      #expect(page.header("X-Request-Id") == nil)
      let redirect = try await api.get("/webhook-subscriptions")
      #expect(redirect.status == 302)
      #expect(redirect.header("Location") == "https://elsewhere.example.com/")
      #expect(try await api.get("/webhook-subscriptions").status == 200)
    }
  }

  @Test("A dropped connection is closed without a single byte, before the work or after it")
  func drop() async throws {
    try await withSandbox { (server, _) async throws in
      let request = RawConnection.request("POST", "/webhook-subscriptions", body: Body.good)
      await server.inject(try Fault("drop-before x1"))
      #expect(try await RawConnection.exchange(request, port: server.port) == [])
      #expect(await server.subscriptionIDs() == [])
      await server.inject(try Fault("drop-after x1"))
      #expect(try await RawConnection.exchange(request, port: server.port) == [])
      #expect(await server.subscriptionIDs() == [801])
      #expect(await server.recordedRequests().map(\.status) == [nil, nil])
    }
  }

  @Test("An answer is cut after exactly so many bytes, in its head or in its body", arguments: [0, 1, 17, 200, 350])
  func cut(bytes: Int) async throws {
    try await withSandbox(SandboxConfiguration(scenario: .empty, seed: 1, clock: { TestClock.start })) { server, _ in
      let request = RawConnection.request("POST", "/webhook-subscriptions", body: Body.good)
      await server.inject(try Fault("cut=\(bytes) x1"))
      let seen = try await RawConnection.exchange(request, port: server.port)
      #expect(seen.count == bytes)
      #expect("HTTP/1.1 201 Created".utf8.prefix(bytes).elementsEqual(seen.prefix(20)))
      #expect(await server.subscriptionIDs() == [801])
    }
  }

  @Test("An answer shorter than the cut is whole, and so is the next one on the connection")
  func cutBeyondTheEnd() async throws {
    try await withSandbox { (server, api) async throws in
      await server.inject(try Fault("cut=10000 x1"))
      #expect(try await api.get("/whoami").text == #"{"name":"Acme s.r.o."}"#)
      for _ in 1...60 { #expect(try await api.get("/webhook-subscriptions").status == 200) }
    }
  }

  @Test("A request cut off in its body is dropped and does nothing")
  func cutRequest() async throws {
    try await withSandbox { server, _ in
      let whole = RawConnection.request("POST", "/webhook-subscriptions", body: Body.good + " ")
      let half = String(whole.dropLast())
      let seen = try await RawConnection.exchange(half, port: server.port, hangingUp: true)
      #expect(!String(decoding: seen, as: UTF8.self).hasPrefix("HTTP/1.1 2"))
      #expect(await server.subscriptionIDs() == [])
    }
  }

  @Test("A delayed request is answered in the end, and at once when the faults are cleared")
  func delay() async throws {
    try await withSandbox { (server, api) async throws in
      await server.inject(try Fault("delay=300 /whoami"))
      async let late = api.get("/whoami")
      while await server.recordedRequests().isEmpty { await Task.yield() }
      #expect(try await api.get("/webhook-subscriptions").status == 200)
      #expect(await server.recordedRequests().map(\.status) == [nil, 200])
      // Cleared until it worked, because the request is written down a moment before it waits.
      while await server.recordedRequests()[0].status == nil { await server.clearFaults() }
      #expect(try await late.status == 200)
    }
  }

  @Test("Faults apply in their order, to what they match, as often as they say")
  func order() async throws {
    let faults = [try Fault("500 GET /webhook-subscriptions/* x1"), try Fault("503 GET")]
    try await withSandbox(SandboxConfiguration(scenario: .demo, faults: faults)) { (server, api) async throws in
      #expect(try await api.get("/webhook-subscriptions").status == 503)
      #expect(try await api.get("/webhook-subscriptions/801").status == 500)
      #expect(try await api.get("/webhook-subscriptions/801").status == 503)
      #expect(try await api.create().status == 201)
      await server.clearFaults()
      #expect(try await api.get("/webhook-subscriptions/801").status == 200)
    }
  }
}
