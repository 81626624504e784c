import ArgumentParser
import FintoroAPI
import Testing

@testable import hooktop

@Suite("Where to connect, and as whom")
struct ConnectionSourceTests {
  static let paths = Paths(home: "/home/me")
  static let prod = Config.Profile(
    name: "prod", baseURL: .production, token: .file("/home/me/t"), settings: .init(caFile: "/etc/own-ca.pem"))

  static func test() throws -> Config.Profile {
    Config.Profile(
      name: "test", baseURL: try BaseURL("https://test.example/api"), token: .command(["pass", "fintoro"]))
  }

  static func config(standard: String? = nil, count: Int = 2) throws -> Config {
    Config(defaultProfile: standard, theme: nil, profiles: Array([prod, try test()].prefix(count)))
  }

  func resolve(
    _ environment: [String: String], profile: String? = nil, timeout: Int? = nil, config: Config = .empty
  ) throws -> ConnectionSource {
    try ConnectionSource.resolve(
      .init(profile: profile, settings: .init(timeoutSeconds: timeout)), environment: environment, config: config,
      paths: Self.paths)
  }

  struct Good: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var environment: [String: String] = [:]
    var profile: String?
    var standard: String?
    var count = 2
    var expected: (baseURL: String, token: TokenSource?, profile: String?)
  }

  static let production = BaseURL.production.text

  @Test(
    "One source gives both base URL and token",
    arguments: [
      Good(
        testDescription: "a token alone means Fintoro itself", environment: ["HOOKTOP_TOKEN": "abc"],
        expected: (production, nil, nil)),
      Good(
        testDescription: "a token file, with ~ for the home folder", environment: ["HOOKTOP_TOKEN_FILE": "~/.token"],
        expected: (production, .file("/home/me/.token"), nil)),
      Good(
        testDescription: "base URL and token from the environment",
        environment: ["HOOKTOP_BASE_URL": "http://127.0.0.1:9/v1/", "HOOKTOP_TOKEN": "abc"],
        expected: ("http://127.0.0.1:9/v1", nil, nil)),
      Good(
        testDescription: "the environment, whatever profiles there are", environment: ["HOOKTOP_TOKEN": "abc"],
        standard: "prod", expected: (production, nil, nil)),
      Good(
        testDescription: "the default profile", standard: "test",
        expected: ("https://test.example/api", .command(["pass", "fintoro"]), "test")),
      Good(
        testDescription: "--profile before everything", environment: ["HOOKTOP_PROFILE": "test"], profile: "prod",
        standard: "test", expected: (production, .file("/home/me/t"), "prod")),
      Good(
        testDescription: "HOOKTOP_PROFILE before the default", environment: ["HOOKTOP_PROFILE": "test"],
        standard: "prod", expected: ("https://test.example/api", .command(["pass", "fintoro"]), "test")),
      Good(
        testDescription: "the only profile needs no name", count: 1,
        expected: (production, .file("/home/me/t"), "prod")),
      Good(
        testDescription: "an empty variable is one that is not set",
        environment: ["HOOKTOP_TOKEN": "", "HOOKTOP_BASE_URL": "", "HOOKTOP_PROFILE": ""], standard: "prod",
        expected: (production, .file("/home/me/t"), "prod")),
    ])
  func one(_ row: Good) throws {
    let source = try resolve(
      row.environment, profile: row.profile, config: try Self.config(standard: row.standard, count: row.count))
    #expect(source.baseURL.text == row.expected.baseURL)
    #expect(source.profile == row.expected.profile)
    switch row.expected.token {
    case let place?: #expect(source.token == .stored(place))
    case nil: #expect(source.token == .value(try #require(AccessToken("abc"))))
    }
  }

  @Test("A profile's own certificate authority goes with it, and never with the environment's token")
  func certificateAuthority() throws {
    let config = try Self.config(standard: "prod")
    #expect(try resolve([:], config: config).settings.caFile == "/etc/own-ca.pem")
    #expect(try resolve(["HOOKTOP_TOKEN": "abc"], config: config).settings.caFile == nil)
  }

  @Test(
    "A mixture of two sources is refused",
    arguments: [
      ["HOOKTOP_BASE_URL": "https://other.example"],
      ["HOOKTOP_TOKEN": "abc", "HOOKTOP_TOKEN_FILE": "/t"],
      ["HOOKTOP_TOKEN": "abc", "HOOKTOP_PROFILE": "prod"],
      ["HOOKTOP_TOKEN_FILE": "/t", "HOOKTOP_PROFILE": "prod"],
      ["HOOKTOP_BASE_URL": "https://other.example", "HOOKTOP_PROFILE": "prod"],
    ])
  func mixture(_ environment: [String: String]) throws {
    let error = #expect(throws: ConfigurationProblem.self) {
      try resolve(environment, config: try Self.config(standard: "prod"))
    }
    let sentence = try #require(error?.sentence)
    #expect(error == .mixture(sentence))
    #expect(environment.keys.allSatisfy(sentence.contains))
  }

  @Test(
    "--profile beside a variable that connects is refused",
    arguments: ["HOOKTOP_TOKEN", "HOOKTOP_TOKEN_FILE", "HOOKTOP_BASE_URL"])
  func profileBesideVariable(_ name: String) throws {
    let error = #expect(throws: ConfigurationProblem.self) {
      try resolve([name: "https://x.example"], profile: "prod", config: try Self.config())
    }
    #expect(error?.sentence.hasPrefix("--profile and \(name) are both given") == true)
  }

  @Test("With nothing configured, five lines say what to do")
  func nothing() throws {
    let error = #expect(throws: ConfigurationProblem.self) { try resolve(["HOME": "/x"]) }
    #expect(error == .nothingConfigured)
    let lines = error?.sentence.split(separator: "\n") ?? []
    #expect(lines.count == 5)
    #expect(lines.contains { $0.contains("hooktop setup") } && lines.contains { $0.contains("hooktop --demo") })
  }

  @Test("A profile that is not there is named with those that are")
  func unknownProfile() throws {
    let error = #expect(throws: ConfigurationProblem.self) {
      try resolve([:], profile: "prd", config: try Self.config())
    }
    #expect(
      error?.sentence
        == "--profile names \"prd\", which is not a profile in ~/.config/hooktop/config.toml (there are: prod, test).")
  }

  @Test("Several profiles without a default want to be told which")
  func ambiguous() throws {
    let error = #expect(throws: ConfigurationProblem.self) { try resolve([:], config: try Self.config()) }
    #expect(error?.sentence.contains("(prod, test) and no default_profile") == true)
  }

  @Test("A base URL that would send the token in the clear is refused, with the variable's name")
  func clearText() throws {
    let error = #expect(throws: ConfigurationProblem.self) {
      try resolve(["HOOKTOP_BASE_URL": "http://api.example", "HOOKTOP_TOKEN": "abc"])
    }
    #expect(
      error?.sentence.hasPrefix("HOOKTOP_BASE_URL cannot be used: the base URL starts with http:// and would send")
        == true)
  }

  @Test("A token that cannot be one is refused without being repeated")
  func badToken() throws {
    let error = #expect(throws: ConfigurationProblem.self) { try resolve(["HOOKTOP_TOKEN": "se cret"]) }
    #expect(error?.sentence.contains("cret") == false)
    #expect(error?.sentence.hasPrefix("HOOKTOP_TOKEN") == true)
  }

  @Test("The time-out comes from the option, the variable or 30 s, in that order")
  func timeout() throws {
    let token = ["HOOKTOP_TOKEN": "abc"]
    #expect(try resolve(token).settings.timeout == 30)
    #expect(try resolve(token.merging(["HOOKTOP_TIMEOUT": "7"]) { $1 }).settings.timeout == 7)
    #expect(try resolve(token.merging(["HOOKTOP_TIMEOUT": "7"]) { $1 }, timeout: 9).settings.timeout == 9)
  }

  @Test("The CA file comes from the option, the variable or the profile, in that order")
  func caFile() throws {
    let config = try Self.config(standard: "prod")
    let variable = ["HOOKTOP_CA_FILE": "~/ca.pem"]
    #expect(try resolve(variable, config: config).settings.caFile == "/home/me/ca.pem")
    #expect(try resolve(variable.merging(["HOOKTOP_TOKEN": "abc"]) { $1 }).settings.caFile == "/home/me/ca.pem")
    let asked = ConnectionSource.Options(settings: .init(caFile: "/option.pem"))
    let source = try ConnectionSource.resolve(asked, environment: variable, config: config, paths: Self.paths)
    #expect(source.settings.caFile == "/option.pem")
    #expect(throws: ConfigurationProblem.self) { try resolve(["HOOKTOP_CA_FILE": "ca.pem"], config: config) }
  }

  @Test("Every setting of a connection has an option, a variable, a key of a profile, and is kept by setup")
  func everyWay() throws {
    let settings = ConnectionSettings(timeoutSeconds: 7, caFile: "/ca.pem")
    let count = Mirror(reflecting: settings).children.count
    let variables = ["HOOKTOP_TIMEOUT": "7", "HOOKTOP_CA_FILE": "/ca.pem"]
    #expect(variables.count == count)
    #expect(try ConnectionSettings(environment: variables, paths: Self.paths) == settings)
    let options = try ConnectionOptions.parse(["--timeout", "7", "--ca-file", "/ca.pem"])
    #expect(try options.settings(in: .system) == settings)
    let profile = ConfigEditor.NewProfile(
      name: "p", baseURL: .production, tokenFile: "/t", settings: settings)
    let text = try ConfigEditor.adding(profile, to: "", config: .empty)
    #expect(settings.profileKeys.count == count)
    #expect(try ConfigReader.parse(text, paths: Self.paths).profile(named: "p")?.settings == settings)
  }

  @Test("A time-out that is no number of seconds is refused", arguments: ["0", "-1", "1.5", "soon", "3601"])
  func badTimeout(_ text: String) {
    #expect(throws: ConfigurationProblem.self) { try resolve(["HOOKTOP_TOKEN": "abc", "HOOKTOP_TIMEOUT": text]) }
  }
}
