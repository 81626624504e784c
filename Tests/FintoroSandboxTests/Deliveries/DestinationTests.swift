import Testing

@testable import FintoroSandbox

@Suite("Where a delivery goes")
struct DestinationTests {
  private var policy: EndpointPolicy {
    get throws {
      var policy = EndpointPolicy(allowsLoopback: true)
      try policy.resolve("hooks.example.com", to: "127.0.0.1")
      try policy.resolve("six.example.com", to: "::1")
      return policy
    }
  }

  @Test(
    "A name of this machine becomes its address, so that nobody asks DNS; the receiver is told the name",
    arguments: [
      ("http://127.0.0.1:9000/a?b=c#d", "http://127.0.0.1:9000/a?b=c", "127.0.0.1:9000"),
      ("http://localhost:9000", "http://127.0.0.1:9000", "localhost:9000"),
      ("http://127.1/", "http://127.0.0.1/", "127.1"),
      ("http://[::1]:9000/", "http://[::1]:9000/", "[::1]:9000"),
      ("https://hooks.example.com/x", "https://127.0.0.1/x", "hooks.example.com"),
      ("https://HOOKS.example.com:8443/x%2Fy", "https://127.0.0.1:8443/x%2Fy", "HOOKS.example.com:8443"),
      ("https://six.example.com/", "https://[::1]/", "six.example.com"),
    ])
  func known(url: String, connecting: String, host: String) throws {
    let destination = try Destination(url, policy)
    #expect(destination.url == connecting)
    #expect(destination.host == host)
  }

  @Test(
    "Everything else has no destination",
    arguments: [
      ("https://elsewhere.example.com/", "offline"), ("https://93.184.216.34/", "offline"),
      ("http://93.184.216.34/", "rules"), ("https://10.0.0.1/", "rules"), ("ftp://127.0.0.1/", "rules"),
      ("http://user:word@127.0.0.1/", "rules"), ("", "rules"),
    ])
  func unknown(url: String, word: String) throws {
    let refusal = #expect(throws: Destination.Refusal.self) { try Destination(url, policy) }
    #expect(refusal?.problem.contains(word) == true)
  }

  @Test("Without --allow-loopback this machine is refused as well")
  func strict() throws {
    #expect(throws: Destination.Refusal.self) { try Destination("https://127.0.0.1/", EndpointPolicy()) }
  }
}
