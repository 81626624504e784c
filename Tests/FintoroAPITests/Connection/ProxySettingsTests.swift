import FintoroAPI
import Testing

@Suite("The proxy that an environment asks for")
struct ProxySettingsTests {
  struct Case: CustomTestStringConvertible {
    var url = "https://app.fintoro.sk/api"
    var environment: [String: String]
    var proxy: String?
    var testDescription: String { "\(url) \(environment)" }
  }

  @Test(
    "is chosen by https_proxy and no_proxy",
    arguments: [
      Case(environment: [:], proxy: nil),
      Case(environment: ["HTTPS_PROXY": ""], proxy: nil),
      Case(environment: ["HTTP_PROXY": "http://p.test:1"], proxy: nil),
      Case(environment: ["HTTPS_PROXY": "http://p.test:3128"], proxy: "p.test:3128"),
      Case(environment: ["https_proxy": "http://p.test:3128/"], proxy: "p.test:3128"),
      Case(environment: ["https_proxy": "low.test:1", "HTTPS_PROXY": "up.test:2"], proxy: "low.test:1"),
      Case(environment: ["HTTPS_PROXY": "p.test"], proxy: "p.test:80"),
      Case(environment: ["HTTPS_PROXY": "http://[fd00::1]:3128"], proxy: "[fd00::1]:3128"),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "NO_PROXY": "*"], proxy: nil),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "NO_PROXY": "app.fintoro.sk"], proxy: nil),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "NO_PROXY": "x.test, .Fintoro.sk"], proxy: nil),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "fintoro.sk"], proxy: nil),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "*.fintoro.sk"], proxy: nil),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "toro.sk"], proxy: "p.test:1"),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "app.fintoro.sk:443"], proxy: nil),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "app.fintoro.sk:8443"], proxy: "p.test:1"),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": " , ,"], proxy: "p.test:1"),
      Case(environment: ["ALL_PROXY": "http://p.test:1"], proxy: "p.test:1"),
      Case(environment: ["all_proxy": "p.test:1", "HTTPS_PROXY": "http://q.test:2"], proxy: "q.test:2"),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "fintoro.sk."], proxy: nil),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "app.fintoro.sk.:443"], proxy: nil),
      Case(
        url: "https://app.fintoro.sk.", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": ".fintoro.sk"],
        proxy: nil),
      Case(
        url: "https://10.1.2.3", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "10.0.0.0/8"], proxy: nil),
      Case(
        url: "https://10.1.2.3", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "10.1.2.0/25"], proxy: nil),
      Case(
        url: "https://10.1.2.3", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "10.1.2.128/25"],
        proxy: "p.test:1"),
      Case(
        url: "https://10.1.2.3", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "0.0.0.0/0"], proxy: nil),
      Case(
        url: "https://10.1.2.3", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "10.0.0.0/33, 10/8/8"],
        proxy: "p.test:1"),
      Case(environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "10.0.0.0/8"], proxy: "p.test:1"),
      Case(
        url: "https://[2001:db8::1]", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "2001:db8::/32"],
        proxy: nil),
      Case(
        url: "https://[2001:db9::1]", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "2001:db8::/32"],
        proxy: "p.test:1"),
      Case(
        url: "https://[2001:db8::1]", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "2001:db8:0:0::1"],
        proxy: nil),
      Case(
        url: "https://[2001:db8::1]:8443",
        environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "[2001:db8::1]:8443"],
        proxy: nil),
      Case(
        url: "https://[2001:db8::1]", environment: ["HTTPS_PROXY": "http://p.test:1", "no_proxy": "2001:db8::1"],
        proxy: nil),
    ])
  func table(_ row: Case) throws {
    let proxy = try ProxySettings.proxy(for: BaseURL(row.url), environment: row.environment)
    #expect(proxy?.description == row.proxy)
  }

  @Test(
    "is never used for this machine itself",
    arguments: ["http://127.0.0.1:8080", "http://localhost", "https://[::1]", "https://127.5.5.5"])
  func loopback(url: String) throws {
    #expect(try ProxySettings.proxy(for: BaseURL(url), environment: ["HTTPS_PROXY": "http://p.test:1"]) == nil)
  }

  @Test("may carry a user name and password, percent-encoded")
  func credentials() throws {
    let proxy = try ProxySettings.proxy(
      for: .production, environment: ["HTTPS_PROXY": "http://me:p%40ss@p.test:3128"])
    #expect(proxy?.credentials?.user == "me")
    #expect(proxy?.credentials?.revealPassword() == "p@ss")
  }

  @Test(
    "is refused by the variable's name, without its text, where it cannot be used",
    arguments: [
      "https://p.test:1", "socks5://p.test:1", "http://", "http://p.test:0", "http://p.test:1/path", "not a proxy",
    ])
  func refused(text: String) throws {
    let problem = #expect(throws: ProxyProblem.self) {
      try ProxySettings.proxy(for: .production, environment: ["HTTPS_PROXY": text])
    }
    #expect(problem?.sentence.hasPrefix("HTTPS_PROXY ") == true)
  }

  @Test(
    "is named as not supported where it speaks SOCKS, unless the host is excepted", arguments: ["socks5", "socks5h"])
  func socks(scheme: String) throws {
    let environment = ["ALL_PROXY": "\(scheme)://p.test:1080"]
    let problem = #expect(throws: ProxyProblem.self) {
      try ProxySettings.proxy(for: .production, environment: environment)
    }
    #expect(
      problem?.sentence == "ALL_PROXY names a \(scheme) proxy, which is not supported; expected http://host:port")
    let excepted = environment.merging(["no_proxy": "fintoro.sk"]) { $1 }
    #expect(try ProxySettings.proxy(for: .production, environment: excepted) == nil)
  }
}
