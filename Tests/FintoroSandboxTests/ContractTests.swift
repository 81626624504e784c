import ContractFacts
import FintoroSandbox
import NIOHTTP1
import Testing

@Suite("The sandbox against the contract's facts")
struct ContractTests {
  /// How an answer is brought about.
  private struct Provocation {
    var configuration = SandboxConfiguration(scenario: .demo)
    var token = SandboxTokens.write
    var id = 801
    var body = Body.good
    var key: String?
    /// Requests that come first, so that the budget is used up.
    var before = 0
  }

  private static func provocation(of status: Int) throws -> Provocation {
    var provocation = Provocation()
    switch status {
    case 200, 204: break
    case 201: provocation.key = "key-1"
    case 401: provocation.token = "nobody's"
    case 403: provocation.token = SandboxTokens.read
    case 404: provocation.id = 9
    case 422: provocation.body = "{}"
    case 429: (provocation.configuration.rateLimit, provocation.before) = (1, 1)
    case 500: provocation.configuration.faults = [try Fault("500")]
    case 503: provocation.configuration.faults = [try Fault("503")]
    default: Issue.record("nobody knows how to bring \(status) about")
    }
    return provocation
  }

  @Test("Every operation gives each of its answers, with the headers, fields and types of the contract")
  func answers() async throws {
    let facts = try ContractFacts.read()
    #expect(facts.operations.count == 7)
    for (operation, answer) in facts.exchanges {
      let name = "\(operation.name) \(answer.status)"
      let reply = try await Self.reply(operation, try Self.provocation(of: answer.status))
      #expect(reply.status == answer.status, "\(name)")
      #expect(Self.problems(of: reply.headers, answer) == [], "\(name)")
      if let body = answer.body {
        #expect(reply.header("Content-Type") == "application/json", "\(name)")
        // A 422 has one of two shapes: what is not there counts as null.
        let mayOmit: Set = body == "createWebhookSubscription.422" ? ["error"] : []
        #expect(facts.problems(in: reply.body, as: body, mayOmit: mayOmit) == [], "\(name)")
      } else {
        #expect(reply.body == [], "\(name)")
      }
    }
  }

  private static func reply(_ operation: ContractFacts.Operation, _ provocation: Provocation) async throws -> Reply {
    try await withSandbox(provocation.configuration) { _, api in
      for _ in 0..<provocation.before { _ = try await api.get("/whoami") }
      return try await api.with(token: provocation.token).send(
        HTTPMethod(rawValue: operation.method), operation.path(id: provocation.id),
        operation.body.map { _ in provocation.body }, key: operation.headers.isEmpty ? nil : provocation.key)
    }
  }

  private static func problems(of headers: HTTPHeaders, _ answer: ContractFacts.Answer) -> [String] {
    answer.headers.compactMap { name, header in
      guard let value = headers.first(name: name) else { return "\(name) is missing" }
      if header.type == "integer", Int(value) == nil { return "\(name) is not an integer: \(value)" }
      return header.oneOf.map { $0.contains(value) } == false ? "\(name) is \(value)" : nil
    }
  }

  @Test("A key that is used again for another payload has the contract's other 422")
  func otherPayload() async throws {
    let facts = try ContractFacts.read()
    try await withSandbox { _, api in
      _ = try await api.create(key: "key-1")
      let reply = try await api.create(Body.other, key: "key-1")
      #expect(reply.status == 422)
      let omitted: Set = ["message", "errors"]
      #expect(facts.problems(in: reply.body, as: "createWebhookSubscription.422", mayOmit: omitted) == [])
    }
  }

  @Test(
    "Every subscription of every scenario is one of the contract", arguments: ["demo", "busy", "outage", "huge=500"])
  func scenarios(name: String) async throws {
    let facts = try ContractFacts.read()
    try await withSandbox(SandboxConfiguration(scenario: try Scenario(name))) { (_, api) async throws in
      let list = try await api.get("/webhook-subscriptions")
      #expect(facts.problems(in: list.body, as: "listWebhookSubscriptions.200") == [])
    }
  }

  @Test("All 53 event types of the contract may be subscribed to")
  func eventTypes() async throws {
    let types = try ContractFacts.read().eventTypes
    #expect(types.count == 53)
    try await withSandbox { (_, api) async throws in
      let list = types.map { #""\#($0)""# }.joined(separator: ",")
      let reply = try await api.create(#"{"url":"https://a.acme.sk/","isActive":true,"subscribedEvents":[\#(list)]}"#)
      #expect(try reply.read(SeenSubscription.self).subscribedEvents == types)
    }
  }
}
