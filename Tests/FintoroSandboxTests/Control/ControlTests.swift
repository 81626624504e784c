import FintoroSandbox
import NIOHTTP1
import Testing

@Suite("The sandbox's own operations")
struct ControlTests {
  @Test("They need no token, cost no request of the budget, and are not on record")
  func apart() async throws {
    try await withSandbox(SandboxConfiguration(rateLimit: 1, scenario: .empty)) { (server, api) async throws in
      for _ in 1...5 { #expect(try await api.control(.GET, "/deliveries").status == 200) }
      #expect(try await api.get("/whoami").status == 200)
      let requests = await server.recordedRequests()
      #expect(requests.map(\.path) == ["/whoami"])
    }
  }

  @Test(
    "An event that cannot be read is refused with what was expected",
    arguments: [
      ("{", "not valid JSON"), ("[]", "it is not an object"), ("{}", #""type" must be an event type"#),
      (#"{"type": "invoices.eaten"}"#, "\"invoices.eaten\" is no event type"),
      (#"{"type": "invoices.paid", "resource": 1}"#, #"there is no "resource""#),
      (#"{"type": "invoices.paid", "resourceId": "1"}"#, #""resourceId" must be a whole number from 1"#),
      (#"{"type": "invoices.paid", "resourceId": 1.5}"#, #""resourceId" must be a whole number from 1"#),
      (#"{"type": "invoices.paid", "companyId": 17}"#, #""companyId" must be 15 or 16"#),
    ])
  func badEvent(body: String, sentence: String) async throws {
    try await withSandbox { _, api in
      let reply = try await api.control(.POST, "/events", body)
      #expect(reply.status == 422)
      #expect(try reply.read(SeenError.self).message?.contains(sentence) == true, "\(reply.text)")
    }
  }

  @Test(
    "The log is filtered by subscription and state, and bounded",
    arguments: [
      ("?subscription=802", 1), ("?subscription=999", 0), ("?state=delivered", 3), ("?state=lost", 0), ("?limit=2", 2),
      ("?subscription=802&state=delivered&limit=1000", 1),
    ])
  func filtered(query: String, count: Int) async throws {
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { _, api in
      try await api.emit("invoices.paid")
      _ = try await api.deliveries { $0.allSatisfy { $0.state == "delivered" } }
      #expect(try await api.deliveries(query).count == count)
    }
  }

  @Test(
    "A filter that cannot be read is refused with what was expected",
    arguments: [
      ("?subscription=x", "subscription takes a whole number from 1"),
      ("?limit=0", "limit takes a whole number from 1"),
      ("?limit=1001", "limit takes a whole number from 1 to 1000"), ("?state=good", "state takes waiting, under-way"),
      ("?status=200", "there is no filter"),
    ])
  func badFilter(query: String, sentence: String) async throws {
    try await withSandbox { _, api in
      let reply = try await api.control(.GET, "/deliveries" + query)
      #expect(reply.status == 422)
      #expect(try reply.read(SeenError.self).message?.contains(sentence) == true, "\(reply.text)")
    }
  }

  @Test("The log says that the real API has none")
  func note() async throws {
    try await withSandbox { _, api in
      let log = try await api.control(.GET, "/deliveries").read(SeenLog.self)
      #expect(log.note.hasPrefix("The real API has no"))
    }
  }

  @Test("What is not there is 404 with a sentence; a body that is no JSON is 415")
  func unknown() async throws {
    try await withSandbox { _, api in
      let missing = try await api.control(.GET, "/nothing")
      #expect(missing.status == 404)
      #expect(missing.text.contains("nothing here"))
      #expect(try await api.control(.GET, "/events").status == 404)
      var plain = api
      plain.baseURL = String(api.baseURL.dropLast("/api/public/v1".count)) + "/_sandbox"
      #expect(try await plain.send(.POST, "/events", "{}", type: "text/plain").status == 415)
    }
  }

  @Test(
    "A page in a browser, which has another host, is refused",
    arguments: [("evil.example.com", 403), ("127.0.0.1.evil.com:80", 403), ("localhost:80", 200), ("[::1]", 200)])
  func host(host: String, status: Int) async throws {
    try await withSandbox { server, _ in
      let request = "GET /_sandbox/deliveries HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n"
      let answer = String(decoding: try await RawConnection.exchange(request, port: server.port), as: UTF8.self)
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    }
  }
}
