import FintoroSandbox
import Foundation
import NIOHTTP1
import TestSupport
import Testing

@Suite("Requests that mean no good")
struct MisuseTests {
  @Test(
    "What is not HTTP ends the connection and nothing else",
    arguments: ["garbage\r\n\r\n", "GET\r\n\r\n", "\u{0}\u{1}\u{2}\u{3}\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"])
  func garbage(text: String) async throws {
    try await withSandbox { (server, api) async throws in
      _ = try await RawConnection.exchange(text, port: server.port, hangingUp: true)
      #expect(try await api.get("/whoami").status == 200)
    }
  }

  @Test("Requests that are sent at once on one connection are answered in their order")
  func pipelining() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { (server, _) async throws in
      let last = RawConnection.request("GET", "/webhook-subscriptions/9")
        .replacingOccurrences(of: "Host:", with: "Connection: close\r\nHost:")
      let text =
        RawConnection.request("GET", "/whoami") + RawConnection.request("DELETE", "/webhook-subscriptions/801") + last
      let seen = String(decoding: try await RawConnection.exchange(text, port: server.port), as: UTF8.self)
      let statuses = seen.matches(of: /HTTP\/1\.1 (\d+)/).map { String($0.1) }
      #expect(statuses == ["200", "204", "404"])
    }
  }

  @Test("A head of more than there is room for ends the connection and nothing else")
  func hugeHead() async throws {
    try await withSandbox { (server, api) async throws in
      let head =
        "GET /api/public/v1/whoami HTTP/1.1\r\nHost: x\r\nX-Big: \(String(repeating: "a", count: 2 << 20))\r\n\r\n"
      // The server may reset while we still send: both are an end.
      let seen = (try? await RawConnection.exchange(head, port: server.port, hangingUp: true)) ?? []
      #expect(!String(decoding: seen, as: UTF8.self).hasPrefix("HTTP/1.1 2"))
      #expect(try await api.get("/whoami").status == 200)
    }
  }

  @Test(
    "JSON that is meant to hurt is 422, or harmless",
    arguments: [
      String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 100_000),
      #"{"url":"https://a.acme.sk/","isActive":true,"subscribedEvents":[1e400]}"#,
      #"{"url":"\ud800","isActive":true,"subscribedEvents":["invoices.paid"]}"#,
      #"{"url":"https://a.acme.sk/","url":"http://10.0.0.1/","isActive":true,"subscribedEvents":["no"]}"#,
      #"{"url":"https://a.acme.sk/","isActive":true,"subscribedEvents":[NaN]}"#,
      #"{"url":"https://a.acme.sk/","isActive":true,"subscribedEvents":["invoices.paid",]}"#,
      #"{"url":"https://a.acme.sk/","isActive":true,"subscribedEvents":["invoices.paid"],}"#,
    ])
  func hostileJSON(body: String) async throws {
    try await withSandbox { (server, api) async throws in
      let reply = try await api.create(body)
      #expect(reply.status == 422)
      #expect(reply.header("Content-Language") == "en")
      #expect(await server.subscriptionIDs() == [])
    }
  }

  @Test("A name of odd characters comes back as it was sent")
  func oddName() async throws {
    try await withSandbox { (_, api) async throws in
      let reply = try await api.create(
        #"{"name":"a\u0000\u001b[2J\"\\\u2028𝄞é","url":"https://a.acme.sk/","isActive":true,"subscribedEvents":["invoices.paid"]}"#
      )
      #expect(reply.status == 201)
      #expect(try reply.read(SeenSubscription.self).name == "a\u{0}\u{1B}[2J\"\\\u{2028}𝄞é")
    }
  }
}
