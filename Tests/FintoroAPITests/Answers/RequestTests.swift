import FintoroAPI
import FintoroWebhooks
import Foundation
import Synchronization
import Testing

@Suite("What goes over the wire")
struct RequestTests {
  @Test("Every request carries the token, asks for JSON and says who asks")
  func headers() async throws {
    let server = try ScriptedServer(answering: http(200, #"{"name":"Acme s.r.o."}"#))
    let client = try FintoroClient.test(server.baseURL)
    #expect(try await client.whoami().value == "Acme s.r.o.")
    let request = try #require(server.requests.first)
    #expect(request.line == "GET /api/public/v1/whoami HTTP/1.1")
    #expect(request.headers["authorization"] == "Bearer test-token-123")
    #expect(request.headers["accept"] == "application/json")
    #expect(request.headers["accept-language"] == "en")
    #expect(request.headers["user-agent"] == "hooktop")
    #expect(request.headers["host"] == "127.0.0.1:\(server.port)")
    #expect(request.headers["accept-encoding"] == nil)
    #expect(request.headers["content-type"] == nil)
    #expect(request.headers["idempotency-key"] == nil)
  }

  @Test("Each operation has its method, path and body")
  func operations() async throws {
    let secret = String(example.dropLast()) + #","plainTextSecret":"whsec_1"}"#
    let server = try ScriptedServer { connection in
      guard let request = connection.readRequest() else { return }
      switch request.line.split(separator: " ").first {
      case "DELETE": connection.send(http(204, type: nil))
      case "POST": connection.send(http(200, secret))
      default: connection.send(http(200, request.line.contains("/801") ? example : #"{"data":[]}"#))
      }
    }
    let client = try FintoroClient.test(server.baseURL)
    #expect(try await client.list().value == SubscriptionList([]))
    #expect(try await client.show(801).value == exampleSubscription)
    #expect(try await client.update(801, to: exampleInput).value == exampleSubscription)
    #expect(try await client.delete(801).value == Deletion())
    #expect(try await client.rotateSecret(801).value.secret == SigningSecret("whsec_1"))
    let path = "/api/public/v1/webhook-subscriptions"
    #expect(
      server.requests.map(\.line) == [
        "GET \(path) HTTP/1.1", "GET \(path)/801 HTTP/1.1", "PUT \(path)/801 HTTP/1.1",
        "DELETE \(path)/801 HTTP/1.1", "POST \(path)/801/rotate-secret HTTP/1.1",
      ])
    #expect(server.requests[2].body == FintoroClient.createBody(exampleInput))
    #expect(server.requests[2].headers["content-type"] == "application/json")
    #expect(server.requests[4].body.isEmpty)
  }

  @Test("The same input always gives the same bytes, with null for a name that is not there")
  func body() {
    let plain =
      #"{"isActive":true,"name":"ERP sync","subscribedEvents":["invoices.created"],"url":"https://example.com/hooks"}"#
    #expect(String(decoding: FintoroClient.createBody(exampleInput), as: UTF8.self) == plain)
    var input = exampleInput
    input.name = nil
    input.subscribedEvents.append(EventType("moon.landed"))
    let nameless =
      #"{"isActive":true,"name":null,"subscribedEvents":["invoices.created","moon.landed"],"url":"https://example.com/hooks"}"#
    #expect(String(decoding: FintoroClient.createBody(input), as: UTF8.self) == nameless)
    input.name = "“Č” \"\\ \u{1} 🐝"
    let decoded = try? JSONSerialization.jsonObject(with: Data(FintoroClient.createBody(input))) as? [String: Any]
    #expect(decoded?["name"] as? String == input.name)
  }

  @Test("A connection is used again for the next request")
  func reuse() async throws {
    let server = try ScriptedServer { connection in
      while connection.readRequest() != nil { connection.send(http(200, #"{"name":"Acme"}"#, keepsOpen: true)) }
    }
    let client = try FintoroClient.test(server.baseURL)
    for _ in 1...3 { _ = try await client.whoami() }
    #expect(server.connections == 1)
    #expect(server.requests.count == 3)
  }

  @Test("A log is told of every request: what, how it went and its id, and neither token nor body")
  func observing() async throws {
    let heard = Mutex<[RequestLogEntry]>([])
    let server = try ScriptedServer { connection in
      guard let request = connection.readRequest() else { return }
      connection.send(
        request.line.contains("rotate")
          ? http(200, String(example.dropLast()) + #","plainTextSecret":"whsec_hidden"}"#)
          : http(503, #"{"message":"Service Unavailable"}"#))
    }
    let client = try FintoroClient.test(server.baseURL) { exchange in heard.withLock { $0.append(exchange) } }
    _ = try await client.rotateSecret(801)
    let error = await failure { () async throws(Failure) in try await client.list() }
    let exchanges = heard.withLock { $0 }
    #expect(
      exchanges == [
        RequestLogEntry(
          method: "POST", path: "/webhook-subscriptions/801/rotate-secret", status: 200, duration: .zero,
          requestID: "req_1", failure: nil),
        RequestLogEntry(
          method: "GET", path: "/webhook-subscriptions", status: 503, duration: .zero, requestID: "req_1",
          failure: error),
      ])
    #expect(error?.kind == .server)
    var dumped = ""
    dump(exchanges, to: &dumped)
    #expect(!dumped.contains("whsec") && !dumped.contains("test-token"))
  }

  @Test("After shutting down a request fails without being sent")
  func shutDown() async throws {
    let server = try ScriptedServer(answering: http(200, #"{"name":"Acme"}"#))
    let client = try FintoroClient.test(server.baseURL)
    await client.shutDown()
    await client.shutDown()
    let error = await failure { () async throws(Failure) in try await client.whoami() }
    guard case .notSent = error?.kind else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(server.connections == 0)
  }
}
