import FintoroSandbox
import NIOHTTP1
import Testing

@Suite("Every refusal's status and shape")
struct RefusalTests {
  @Test("A missing, wrong or oddly sent token is 401", arguments: [nil, "wrong", "sandbox-write extra", ""])
  func unauthenticated(token: String?) async throws {
    try await withSandbox { _, api in
      let reply = try await api.with(token: token).get("/whoami")
      #expect(reply.status == 401)
      #expect(reply.text == #"{"message":"Unauthenticated."}"#)
      #expect(reply.header("X-Request-Id") != nil)
      #expect(reply.header("Content-Language") == "en")
    }
  }

  @Test("A read token may read and change nothing")
  func forbidden() async throws {
    let scenario = Scenario.demo.assuming { $0.readTokenLists = true }
    try await withSandbox(SandboxConfiguration(scenario: scenario)) { server, api in
      let reader = api.with(token: SandboxTokens.read)
      let secret = await server.secret(of: 801)
      let replies = [
        try await reader.create(), try await reader.create(key: "k"),
        try await reader.send(.PUT, "/webhook-subscriptions/801", Body.good),
        try await reader.send(.DELETE, "/webhook-subscriptions/801"),
        try await reader.send(.POST, "/webhook-subscriptions/801/rotate-secret"),
      ]
      for reply in replies {
        #expect(reply.status == 403)
        #expect(reply.text == #"{"message":"This action is unauthorized."}"#)
        #expect(reply.header("Content-Language") == "en")
      }
      #expect(try await reader.list().count == 11)
      #expect(try await reader.get("/webhook-subscriptions/801").status == 200)
      #expect(await server.secret(of: 801) == secret)
    }
  }

  @Test(
    "What is not there is 404: unknown, odd and foreign ids alike",
    arguments: ["9", "abc", "801x", "0801", "+801", "-1", "801.0", "99999999999999999999", "701"])
  func notFound(id: String) async throws {
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { server, api in
      let path = "/webhook-subscriptions/\(id)"
      let replies = [
        try await api.get(path), try await api.send(.PUT, path, Body.good), try await api.send(.DELETE, path),
        try await api.send(.POST, path + "/rotate-secret"),
      ]
      for reply in replies {
        #expect(reply.status == 404)
        #expect(reply.text == #"{"message":"No query results for model."}"#)
        #expect(reply.header("X-Request-Id") != nil)
      }
      #expect(await server.subscriptionIDs().count == 12)
    }
  }

  @Test(
    "A path the API does not have is 404 in JSON", arguments: ["/", "/nothing", "/webhook-subscriptions/801/events"])
  func unknownRoute(path: String) async throws {
    try await withSandbox { _, api in
      let reply = try await api.get(path)
      #expect(reply.status == 404)
      #expect(try reply.read(SeenError.self).message == "The route could not be found.")
    }
  }

  @Test(
    "A method that a path does not have is 405 and says which there are",
    arguments: [
      (HTTPMethod.POST, "/whoami", "GET"), (.PATCH, "/webhook-subscriptions/801", "GET, PUT, DELETE"),
      (.PUT, "/webhook-subscriptions", "GET, POST"), (.GET, "/webhook-subscriptions/801/rotate-secret", "POST"),
    ])
  func methodNotAllowed(method: HTTPMethod, path: String, allowed: String) async throws {
    try await withSandbox { _, api in
      let reply = try await api.send(method, path)
      #expect(reply.status == 405)
      #expect(reply.header("Allow") == allowed)
      #expect(try reply.read(SeenError.self).message?.contains(method.rawValue) == true)
    }
  }

  @Test("A body that is not sent as JSON is 415", arguments: ["text/plain", "application/x-www-form-urlencoded", nil])
  func unsupportedMediaType(type: String?) async throws {
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { server, api in
      for (method, path) in [(HTTPMethod.POST, "/webhook-subscriptions"), (.PUT, "/webhook-subscriptions/801")] {
        let reply = try await api.send(method, path, Body.good, type: type)
        #expect(reply.status == 415)
        #expect(try reply.read(SeenError.self).message == "The Content-Type must be application/json.")
      }
      #expect(await server.subscriptionIDs(companyID: 15).count == 11)
    }
  }

  @Test(
    "JSON with a charset or a suffix is JSON",
    arguments: ["application/json; charset=utf-8", "application/vnd.api+json"])
  func jsonTypes(type: String) async throws {
    try await withSandbox { _, api in
      let reply = try await api.send(.POST, "/webhook-subscriptions", Body.good, type: type)
      #expect(reply.status == 201)
    }
  }

  @Test("Malformed JSON is 422 with a message", arguments: ["{", "{]", "nonsense", #"{"url": }"#, "\u{1}"])
  func malformed(body: String) async throws {
    try await withSandbox { _, api in
      let reply = try await api.create(body)
      #expect(reply.status == 422)
      #expect(reply.text == #"{"message":"The request body is not valid JSON.","errors":{}}"#)
    }
  }

  @Test("A body of more than a mebibyte is 413, and the connection serves on")
  func tooLarge() async throws {
    try await withSandbox { server, api in
      let reply = try await api.create(String(repeating: " ", count: 1 << 20) + Body.good)
      #expect(reply.status == 413)
      #expect(try reply.read(SeenError.self).message == "The request body is too large.")
      #expect(reply.header("X-Request-Id") != nil)
      #expect(try await api.create(String(repeating: " ", count: 1000) + Body.good).status == 201)
      #expect(await server.subscriptionIDs().count == 1)
    }
  }
}
