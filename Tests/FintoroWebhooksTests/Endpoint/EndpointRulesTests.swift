import FintoroWebhooks
import Testing

@Suite("Endpoint URL rules")
struct EndpointRulesTests {
  @Test(
    "URLs that only the server's look-up of the name can refuse break no rule",
    arguments: [
      "https://example.com", "https://example.com/", "https://example.com/webhooks/fintoro?x=1&y=%20#z",
      "HTTPS://Example.COM/In", "https://example.com:443/", "https://example.com:8443/in", "https://example.com:/in",
      "https://example.com:65535", "https://example.com.", "https://example.com./in", "https://a_b.example.com",
      "https://xn--exmple-cua.sk/in", "https://exämple.sk/in", "https://účtovníctvo.sk", "https://example.com/účty",
      "https://8.8.8.8/in", "https://8.8.8.8:8443", "https://[2606:4700:4700::1111]/in", "https://1.1.1.1.",
      "https://example.com?x", "https://example.com#x", "https://example.com/@me", "https://example.com/?mail=a@b",
      "https://example.com//double", "https://local.example.com", "https://localhost.example.com",
      "https://127.0.0.1.example.com", "https://10.example", "https://mylocal", "https://notlocalhost",
      "https://example.com/{id}", "https://example.com/a|b", "https://3com.com", "https://1a", "https://a.0xg",
    ])
  func accepted(_ url: String) {
    #expect(EndpointRules.violations(of: url) == [])
  }

  @Test(
    "Only https is accepted, and the sentence names what was there instead",
    arguments: [
      ("http://example.com", "http"), ("HTTP://example.com", "http"), ("ftp://example.com/x", "ftp"),
      ("ws://example.com", "ws"), ("httpss://example.com", "httpss"), ("file:///etc/passwd", "file"),
      ("example.com", nil), ("example.com/in", nil), ("example.com:8443/in", nil), ("localhost:8080/in", nil),
      ("//example.com/in", nil), ("/in", nil), ("?x", nil), ("example.com//in", nil), ("mailto:a@example.com", nil),
      ("javascript:alert(1)", nil),
    ] as [(String, String?)])
  func scheme(_ url: String, _ scheme: String?) {
    #expect(EndpointRules.violations(of: url).first == .notHTTPS(scheme: scheme))
  }

  @Test("A bare host gets one complaint, not a list of them")
  func bareHost() {
    #expect(EndpointRules.violations(of: "example.com/in").count == 1)
    #expect(EndpointRules.violations(of: "localhost:8080/in").count == 1)
  }

  @Test(
    "A user name or password in the URL is refused, an empty one as well",
    arguments: [
      "https://user@example.com", "https://user:pass@example.com/in", "https://:pass@example.com",
      "https://@example.com/", "https://:@example.com/", "https://us%40er@example.com", "https://u@example.com:8443/",
    ])
  func userInformation(_ url: String) {
    #expect(EndpointRules.violations(of: url) == [.hasUserInformation])
  }

  @Test(
    "A missing host is named",
    arguments: [
      "https://", "https:///in", "https:", "https:/in", "https:example.com", "https://:8443/in", "https://?x",
      "https://#x", "https://./in", "https://../in",
    ])
  func noHost(_ url: String) {
    #expect(EndpointRules.violations(of: url) == [.noHost])
  }

  @Test(
    "Names that mean this machine or this network are refused in every spelling",
    arguments: [
      "localhost", "LOCALHOST", "localhost.", "localhost:8443", "a.localhost", "a.b.LocalHost.", "printer.local",
      "Printer.LOCAL.", "local", "localhost.localdomain", "ip6-localhost", "ip6-loopback", "%6c%6fcalhost",
      "ｌｏｃａｌｈｏｓｔ", "printer。local", "%EF%BD%8Cocalhost",
    ])
  func localNames(_ host: String) {
    let found = EndpointRules.violations(of: "https://\(host)/in")
    #expect(found.count == 1)
    guard case .localName = found.first else {
      Issue.record("\(host): \(found)")
      return
    }
  }

  @Test(
    "A text that is no URL is refused",
    arguments: [
      " ", " https://example.com", "https://example.com ", "https://exam ple.com", "https://example.com/a b",
      "https://example.com/\t", "https://example.com/\n", "https://example.com/\r\nHost: x", "https://example.com/\0",
      "https://example.com/\u{7F}", "https://example.com/\u{85}", "https://example.com/\u{A0}",
      "https://example.com/\u{2028}", "https://example.com/\u{202E}x", "https://exam\u{200B}ple.com",
      "https://exam\u{AD}ple.com", "\u{FEFF}https://example.com", "https://example.com/\u{E0041}",
      "https:\\\\example.com", "https://example.com\\@evil.com", "https://exa<mple.com", "https://exa%20mple.com",
      "https://example.com%00.evil.com", "https://example..com", "https://.example.com", "https://example.com..",
      "https://exam!ple.com", "https://exam*ple.com", "https://[::1", "https://[v1.x]/", "https://[1.2.3.4]/",
      "https://[example.com]/", "https://example.com:0/", "https://example.com:65536/", "https://example.com:99999/",
      "https://example.com:abc/", "https://example.com:-1/", "https://example.com:+443/",
      "https://example.com:99999999999999999999999/",
    ])
  func notAURL(_ url: String) {
    #expect(EndpointRules.violations(of: url).contains(.notAURL))
  }

  @Test("A label takes 63 characters and a name 253, at most")
  func nameLength() {
    let label = String(repeating: "a", count: 63)
    #expect(EndpointRules.violations(of: "https://\(label).com") == [])
    #expect(EndpointRules.violations(of: "https://a\(label).com") == [.notAURL])
    let long = [label, label, label, String(repeating: "a", count: 61)].joined(separator: ".")
    #expect(long.count == 253)
    #expect(EndpointRules.violations(of: "https://\(long)") == [])
    #expect(EndpointRules.violations(of: "https://\(long)a") == [.notAURL])
  }

  @Test("2048 characters are accepted and one more is not; characters are counted, not bytes")
  func length() {
    let start = "https://example.com/"
    let plain = start + String(repeating: "a", count: EndpointRules.maxURLLength - start.count)
    #expect(EndpointRules.maxURLLength == 2_048)
    #expect(EndpointRules.violations(of: plain) == [])
    #expect(EndpointRules.violations(of: plain + "a") == [.tooLong(2_049)])
    let wide = start + String(repeating: "č", count: EndpointRules.maxURLLength - start.count)
    #expect(EndpointRules.violations(of: wide) == [])
    #expect(EndpointRules.violations(of: wide + "č") == [.tooLong(2_049)])
  }

  @Test("Every broken rule is told, not only the first")
  func several() {
    #expect(
      EndpointRules.violations(of: "http://me:secret@127.0.0.1/")
        == [.notHTTPS(scheme: "http"), .hasUserInformation, .addressNotPublic("127.0.0.1")])
    #expect(EndpointRules.violations(of: "") == [.empty])
  }

  @Test("Each sentence fits beside its field, on one line")
  func sentences() {
    let all: [EndpointRules.Violation] = [
      .empty, .tooLong(2_049), .notAURL, .notHTTPS(scheme: "http"), .notHTTPS(scheme: nil), .hasUserInformation,
      .noHost,
      .localName("localhost"), .addressNotPublic("127.0.0.1"),
    ]
    #expect(Set(all.map(\.sentence)).count == all.count)
    for violation in all {
      #expect((10...60).contains(violation.sentence.count))
      #expect(!violation.sentence.hasSuffix("."))
    }
    #expect(EndpointRules.Violation.tooLong(2_049).sentence == "2049 characters; 2048 at most")
    #expect(EndpointRules.Violation.localName("localhost").sentence == "localhost is not a public name")
  }

  @Test(
    "The host is read from a URL as people write it",
    arguments: [
      ("https://erp.acme.sk/in", "erp.acme.sk"), ("https://erp.acme.sk:8443", "erp.acme.sk"),
      ("https://účty.sk/a", "účty.sk"), ("https://[::1]/", "[::1]"), ("erp.acme.sk/in", nil), ("https://", nil),
      ("", nil),
    ] as [(String, String?)])
  func host(_ url: String, _ host: String?) {
    #expect(EndpointRules.host(of: url) == host)
  }
}
