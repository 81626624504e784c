import FintoroSandbox
import FintoroWebhooks
import NIOHTTP1
import Testing

@Suite("Which endpoint URLs are taken")
struct EndpointPolicyTests {
  private static func policy(_ names: [String] = [], allowsLoopback: Bool = false) throws -> EndpointPolicy {
    var policy = EndpointPolicy(allowsLoopback: allowsLoopback)
    for name in names { try policy.resolve(name) }
    return policy
  }

  @Test(
    "A name that resolves to an address that is not public is refused, any other name is taken",
    arguments: [
      ("https://inside.acme.sk/in", [.addressNotPublic("inside.acme.sk")]),
      ("https://INSIDE.acme.sk./in", [.addressNotPublic("inside.acme.sk")]),
      ("https://six.acme.sk/", [.addressNotPublic("six.acme.sk")]), ("https://outside.acme.sk/", []),
      ("https://unknown.acme.sk/", []), ("https://sub.inside.acme.sk/", []),
      ("https://účty.acme.sk/", [.addressNotPublic("xn--ty-qka0f.acme.sk")]),
    ] as [(String, [EndpointRules.Violation])])
  func names(url: String, violations: [EndpointRules.Violation]) throws {
    let policy = try Self.policy([
      "inside.acme.sk=10.0.0.7", "six.acme.sk=fd00::1", "outside.acme.sk=93.184.216.34", "účty.acme.sk=192.168.1.1",
    ])
    #expect(policy.violations(of: url) == violations)
  }

  @Test(
    "Where loopback is allowed, receivers on this machine are taken by http too, and nothing else is",
    arguments: [
      ("http://127.0.0.1:9000/in", true), ("https://127.0.0.1/", true), ("http://localhost:9000/", true),
      ("http://[::1]:9000/", true), ("http://here.acme.sk:9000/", true), ("http://127.1/", true),
      ("http://receiver.local/", true), ("http://10.0.0.1/", false), ("https://10.0.0.1/", false),
      ("http://hooks.example.com/", false), ("http://other.local/", false), ("http://u:p@127.0.0.1/", false),
      ("ftp://127.0.0.1/", false), ("http://127.0.0.1:99999/", false), ("http://0.0.0.0/", false),
    ])
  func loopback(url: String, isTaken: Bool) throws {
    let names = ["here.acme.sk=127.0.0.1", "receiver.local=::1"]
    #expect(try Self.policy(names, allowsLoopback: true).violations(of: url).isEmpty == isTaken)
    #expect(try Self.policy(names).violations(of: url).isEmpty == false)
  }

  @Test(
    "Where a delivery would go is the table's word, never a resolver's",
    arguments: [
      ("https://here.acme.sk/", "127.0.0.1"), ("https://[::1]/", "::1"), ("https://127.1:80/", "127.0.0.1"),
      ("http://localhost/", "127.0.0.1"), ("https://unknown.acme.sk/", nil), ("nonsense", nil),
    ] as [(String, String?)])
  func address(url: String, address: String?) throws {
    #expect(try Self.policy(["here.acme.sk=127.0.0.1"]).address(ofURL: url) == address)
  }

  @Test(
    "What is no name or no address is told",
    arguments: [
      ("hooks.example.com", "there is no = in it"), ("=10.0.0.1", "\"\" is not a host name"),
      ("a/b=10.0.0.1", "\"a/b\" is not a host name"), ("10.0.0.2=10.0.0.1", "is not a host name"),
      ("a.sk=b.sk", "\"b.sk\" is not an address"), ("a.sk=", "\"\" is not an address"),
    ])
  func wrong(text: String, problem: String) throws {
    let error = try #require(throws: ResolveTextError.self) { try Self.policy([text]) }
    #expect(error.description.contains(problem))
  }

  @Test("Create and update ask the same rules")
  func overHTTP() async throws {
    var scenario = Scenario.demo
    try scenario.endpoints.resolve("inside.acme.sk=10.0.0.7")
    scenario.endpoints.allowsLoopback = true
    try await withSandbox(SandboxConfiguration(scenario: scenario)) { _, api in
      func body(_ url: String) -> String {
        #"{"url":"\#(url)","isActive":true,"subscribedEvents":["clients.created"]}"#
      }
      for (url, status) in [("https://inside.acme.sk/", 422), ("http://localhost:9000/", 201)] {
        let created = try await api.create(body(url))
        #expect(created.status == status)
        #expect(
          try await api.send(.PUT, "/webhook-subscriptions/801", body(url)).status == (status == 201 ? 200 : status))
        if status == 422 {
          #expect(try created.read(SeenError.self).errors == ["url": ["The url field must point to a public address."]])
        }
      }
    }
  }
}
