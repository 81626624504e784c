import FintoroAPI
import Testing

@testable import hooktop

@Suite("The config file")
struct ConfigReaderTests {
  static let paths = Paths(home: "/home/me")

  func parse(_ text: String) throws -> Config {
    try ConfigReader.parse(text, paths: Self.paths)
  }

  @Test("Profiles, the default and the theme are read")
  func whole() throws {
    let config = try parse(
      """
      # mine
      default_profile = "prod"
      theme = "light"

      [profiles.prod]
      base_url = "https://app.fintoro.sk/api/public/v1"
      token_file = "~/.config/hooktop/tokens/prod.token"
      ca_file = "/etc/ssl/own.pem"

      [profiles."test two"]
      base_url = "https://test.example/v1/"
      token_command = "pass show 'fintoro test'"

      [profiles.list]
      base_url = "http://localhost:8080"
      token_command = ["op", "read", "op://x/y"]
      """)
    #expect(config.defaultProfile == "prod")
    #expect(config.theme == "light")
    #expect(config.profiles.map(\.name) == ["list", "prod", "test two"])
    #expect(config.profile(named: "prod")?.token == .file("/home/me/.config/hooktop/tokens/prod.token"))
    #expect(config.profile(named: "prod")?.settings.caFile == "/etc/ssl/own.pem")
    #expect(config.profile(named: "test two")?.token == .command(["pass", "show", "fintoro test"]))
    #expect(config.profile(named: "list")?.token == .command(["op", "read", "op://x/y"]))
    #expect(config.profile(named: "test two")?.baseURL.text == "https://test.example/v1")
  }

  @Test("An empty file is an empty config")
  func empty() throws {
    #expect(try parse("") == .empty)
    #expect(try parse("# nothing\n") == .empty)
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var line: Int?
    var key: String?
    var says: String
  }

  static let profile = "[profiles.prod]\nbase_url = \"https://a.example\"\n"

  @Test(
    "A mistake is named with its line, its key and what was expected",
    arguments: [
      Wrong(
        testDescription: "not TOML", text: "theme = \"dark\"\nthis is nothing\n", line: 2,
        says: "not TOML; expected `key = value`"),
      Wrong(
        testDescription: "a table that is written nowhere by itself", text: "theme = \"dark\"\n\n[profile.a]\n",
        line: 3,
        key: "profile", says: "expected one of"),
      Wrong(
        testDescription: "unknown key", text: "theme = \"dark\"\n\ncolour = 1\n", line: 3, key: "colour",
        says: "expected one of: default_profile, theme, profiles"),
      Wrong(
        testDescription: "unknown key of a profile", text: profile + "token_file = \"/t\"\ntokenfile = 1\n", line: 4,
        key: "profiles.prod.tokenfile", says: "token_command, ca_file"),
      Wrong(
        testDescription: "wrong type at the top", text: "\n\ntheme = 3\n", line: 3, key: "theme",
        says: "expected a string in quotes, found integer"),
      Wrong(
        testDescription: "wrong type in a profile", text: profile + "token_file = [\"/t\"]\n", line: 3,
        key: "profiles.prod.token_file", says: "expected a string in quotes, found array"),
      Wrong(
        testDescription: "profiles is no table", text: "profiles = \"prod\"\n", line: 1, key: "profiles",
        says: "[profiles.prod]"),
      Wrong(
        testDescription: "a profile is no table", text: "[profiles]\nprod = 1\n", line: 2, key: "profiles.prod",
        says: "expected a table"),
      Wrong(
        testDescription: "two tokens", text: profile + "token_file = \"/t\"\ntoken_command = \"x\"\n", line: 4,
        key: "profiles.prod.token_command", says: "only one of the two"),
      Wrong(
        testDescription: "no token", text: "# top\n" + profile, line: 2, key: "profiles.prod",
        says: "token_file or token_command is missing"),
      Wrong(
        testDescription: "no base URL", text: "[profiles.x]\ntoken_file = \"/t\"\n", line: 1, key: "profiles.x",
        says: "base_url is missing; Fintoro's is https://app.fintoro.sk/api/public/v1"),
      Wrong(
        testDescription: "the token itself", text: profile + "token = \"abc\"\n", line: 3, key: "profiles.prod.token",
        says: "must not stand in this file"),
      Wrong(
        testDescription: "http to another machine",
        text: "[profiles.x]\nbase_url = \"http://a.example\"\ntoken_file = \"/t\"\n", line: 2,
        key: "profiles.x.base_url", says: "would send the token in the clear"),
      Wrong(
        testDescription: "a relative path", text: profile + "token_file = \"tokens/t\"\n", line: 3,
        key: "profiles.prod.token_file", says: "starts with / or ~/"),
      Wrong(
        testDescription: "an open quote", text: profile + "token_command = \"pass 'x\"\n", line: 3,
        key: "profiles.prod.token_command", says: "left open"),
      Wrong(
        testDescription: "an empty command", text: profile + "token_command = []\n", line: 3,
        key: "profiles.prod.token_command", says: "empty"),
      Wrong(
        testDescription: "a number in a command", text: profile + "token_command = [\n  \"pass\",\n  1,\n]\n", line: 3,
        key: "profiles.prod.token_command", says: "strings only, found integer"),
      Wrong(
        testDescription: "a default that is not there", text: "\ndefault_profile = \"x\"\n", line: 2,
        key: "default_profile", says: "there is no profile \"x\""),
      Wrong(
        testDescription: "a key twice", text: "theme = \"a\"\ntheme = \"b\"\n", line: 2, says: "not TOML"),
      Wrong(
        testDescription: "in an inline table, the line of the table",
        text: "\n[profiles]\nprod = { base_url = 1, token_file = \"/t\" }\n", line: 3, key: "profiles.prod.base_url",
        says: "expected a string"),
      Wrong(
        testDescription: "dotted keys", text: "theme = \"dark\"\nprofiles.prod.base_url = 2\n", line: 2,
        key: "profiles.prod.base_url", says: "expected a string"),
    ])
  func wrong(_ row: Wrong) throws {
    let error = #expect(throws: ConfigurationProblem.self) { try parse(row.text) }
    let found = try #require(error?.inConfig, "\(String(describing: error))")
    #expect(found.path == "~/.config/hooktop/config.toml")
    #expect(found.line == row.line)
    #expect(found.key == row.key)
    #expect(found.problem.contains(row.says))
  }

  @Test("The sentence has file, line, key and expectation in that order")
  func sentence() {
    let error = #expect(throws: ConfigurationProblem.self) { try parse("theme = 3\n") }
    #expect(
      error?.sentence
        == "~/.config/hooktop/config.toml, line 1, theme: expected a string in quotes, found integer.")
  }

  @Test("A value that looks like a key, in a string or an array, has no line of its own")
  func strings() {
    let text = """
      theme = \"\"\"
      theme = 1
      \"\"\"
      list = [ "a = 1", # b = 2
        'c = 3',
      ]
      "quoted.key" = 4 # e = 5
      [a.b]
      c = 6
      """
    let statements = TOMLStatements(text)
    #expect(
      statements.all.map { "\($0.line) \($0.path.joined(separator: "/"))" }
        == ["1 theme", "4 list", "7 quoted.key", "8 a/b", "9 a/b/c"])
  }

  @Test(
    "A command is split without a shell",
    arguments: [
      ("pass show fintoro", ["pass", "show", "fintoro"]), ("a 'b c' \"d e\"", ["a", "b c", "d e"]),
      (#"a\ b "c\"d""#, ["a b", "c\"d"]), ("a ''", ["a", ""]), ("  $HOME *  ", ["$HOME", "*"]), ("", []),
    ] as [(String, [String])])
  func words(_ text: String, _ words: [String]) {
    #expect(CommandWords.split(text) == words)
  }

  @Test("A quote or a backslash that is left open cannot be split", arguments: ["a 'b", "\"", "a \\"])
  func open(_ text: String) {
    #expect(CommandWords.split(text) == nil)
  }
}

extension ConfigurationProblem {
  /// The parts of a problem of the config file; nil for any other.
  fileprivate var inConfig: (path: String, line: Int?, key: String?, problem: String)? {
    if case .config(let path, let line, let key, let problem) = self { (path, line, key, problem) } else { nil }
  }
}
