import FintoroSandbox
import NIOHTTP1
import TestSupport
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

  private static func status(
    _ server: SandboxServer, _ line: String, host: String, _ headers: [String] = [], body: String = ""
  ) async throws -> Int? {
    let head = [
      "\(line) HTTP/1.1", "Host: \(host)", "Authorization: Bearer sandbox-write", "Connection: close",
      "Content-Length: \(body.utf8.count)",
    ]
    let request = (head + headers).joined(separator: "\r\n") + "\r\n\r\n" + body
    let answer = String(decoding: try await RawConnection.exchange(request, port: server.port), as: UTF8.self)
    return answer.firstMatch(of: /^HTTP\/1\.1 (\d+)/).flatMap { Int($0.1) }
  }

  @Test(
    "Only loopback names are answered, on every path: a page may have let its own name point here",
    arguments: [
      ("evil.example.com", 421), ("127.0.0.1.evil.com:80", 421), ("localhost.evil.com", 421), ("10.0.0.7", 421),
      ("", 421), ("localhost:80", 200), ("LOCALHOST", 200), ("localhost.:80", 200), ("127.0.0.1", 200), ("[::1]", 200),
      ("[::1]:8080", 200),
    ])
  func host(host: String, status: Int) async throws {
    try await withSandbox(SandboxConfiguration(rateLimit: 1)) { (server, _) async throws in
      #expect(try await Self.status(server, "GET /_sandbox/deliveries", host: host) == status)
      #expect(try await Self.status(server, "GET /api/public/v1/whoami", host: host) == status)
      // What is refused is not on record and costs no request of the budget.
      #expect(await server.recordedRequests().count == (status == 200 ? 1 : 0))
    }
  }

  @Test(
    "A web page of another site drives nothing, however its requests are made",
    arguments: [
      ["Origin: http://evil.example.com"], ["Origin: null"], ["Origin: http://localhost:3000"],
      ["Origin: https://localhost:8080"], ["Sec-Fetch-Site: cross-site"], ["Sec-Fetch-Site: same-site"],
      ["Origin: http://localhost:8080", "Sec-Fetch-Site: cross-site"],
      ["Origin: http://localhost:8080", "Origin: http://evil.example.com"],
    ])
  func foreignPage(headers: [String]) async throws {
    let configuration = SandboxConfiguration(scenario: .demo, faults: [try Fault("503 POST")])
    try await withSandbox(configuration) { (server, api) async throws in
      let json = headers + ["Content-Type: application/json"]
      for (line, body) in [
        ("GET /_sandbox/deliveries", ""), ("GET /_sandbox/faults", ""), ("DELETE /_sandbox/faults", ""),
        ("POST /_sandbox/faults", #"{"faults":["500"]}"#), ("POST /_sandbox/events", #"{"type":"invoices.paid"}"#),
      ] {
        #expect(try await Self.status(server, line, host: "localhost:8080", json, body: body) == 403, "\(line)")
      }
      #expect(try await api.control(.GET, "/faults").text == #"{"data":[{"fault":"503 POST","met":0}]}"#)
      #expect(try await api.deliveries("").isEmpty)
    }
  }

  @Test(
    "The address bar, a page of its own and programs are answered",
    arguments: [[], ["Sec-Fetch-Site: none"], ["Origin: http://localhost:8080", "Sec-Fetch-Site: same-origin"]])
  func noForeignPage(headers: [String]) async throws {
    try await withSandbox { (server, _) async throws in
      #expect(try await Self.status(server, "GET /_sandbox/faults", host: "localhost:8080", headers) == 200)
    }
  }
}
