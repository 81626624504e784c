import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Where no screen can be drawn: one sentence, the right status, nothing touched", .serialized)
struct NoScreenTests {
  @Test("Without a terminal at all")
  func noTerminal() async throws {
    try await withSandbox { server in
      let home = try Home()
      let run = try await ProcessRun.run(hooktop, environment: home.environment(at: server.baseURL))
      #expect(run.exit == .exited(78))
      #expect(run.standardOutput == "")
      #expect(run.standardError.contains("is not a terminal"))
      #expect(run.standardError.contains("`hooktop list` needs none"))
      #expect(run.standardError.isOneSentence)
    }
  }

  @Test(
    "On a terminal of a kind that cannot be used",
    arguments: [
      (["env", "-u", "TERM"], "TERM is not set"), (["env", "TERM="], "TERM is not set"),
      (["env", "TERM=no-such-terminal"], "no-such-terminal"), (["env", "TERM=dumb"], "dumb"),
      (["env", "TERM=../../../etc/passwd"], "passwd"),
    ])
  func badTerm(command: [String], named: String) async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(
        command[0], command.dropFirst() + [hooktop], environment: home.environment(at: server.baseURL))
      try await terminal.expectRefusal(naming: named)
    }
  }

  @Test("Unless something is configured: five lines that name setup and the demo")
  func nothingConfigured() async throws {
    let home = try Home()
    let run = try await ProcessRun.run(hooktop, environment: home.environment)
    #expect(run.exit == .exited(78))
    #expect(run.standardOutput == "")
    #expect(run.standardError.split(separator: "\n").count == 5)
    #expect(run.standardError.contains("hooktop setup"))
    #expect(run.standardError.contains("hooktop --demo"))
    #expect(home.everything == ["tmp"])
  }

  /// What stands in the config, and what the sentence must name.
  static let badConfigs = [
    ("defualt_profile = \"prod\"\n", ["config.toml, line 1", "defualt_profile", "default_profile"]),
    ("theme = \"dark\"\nthis is not TOML\n", ["config.toml, line 2", "not TOML"]),
    ("[profiles.prod]\nbase_url = \"https://app.fintoro.sk/api/public/v1\"\n", ["profiles.prod", "token_file"]),
    ("theme = 7\n", ["config.toml, line 1", "theme", "string"]),
    ("[profiles.prod]\nbase_url = \"http://example.com\"\ntoken_file = \"~/t\"\n", ["line 2", "base_url"]),
    ("[profiles.prod]\ntoken = \"abc\"\n", ["line 2", "token_file"]),
    ("default_profile = \"prod\"\n", ["default_profile", "\"prod\""]),
  ]

  @Test("With a config that is wrong: its file, its line, its key", arguments: badConfigs)
  func badConfig(text: String, named: [String]) async throws {
    let home = try Home()
    try home.write(text, to: home.configFile)
    let terminal = try PseudoTerminal(hooktop, environment: home.environment)
    try await terminal.expectRefusal(naming: named)
  }

  @Test("With a config that cannot be read")
  func unreadableConfig() async throws {
    let home = try Home()
    // A folder in its place, because nothing is unreadable to root.
    try FileManager.default.createDirectory(atPath: home.configFile, withIntermediateDirectories: true)
    let terminal = try PseudoTerminal(hooktop, environment: home.environment)
    try await terminal.expectRefusal(naming: "config.toml", "is not a file")
  }

  @Test(
    "With a theme that is wrong: its file, its line, its key",
    arguments: [
      ("[ink]\ncritical = \"rde\"\n", ["broken.toml, line 2", "ink.critical", "rde"]),
      ("[ink\n", ["broken.toml", "not TOML"]), ("base = \"darkest\"\n", ["broken.toml, line 1", "darkest"]),
    ])
  func badTheme(text: String, named: [String]) async throws {
    try await withSandbox { server in
      let home = try Home()
      try home.write(text, to: home.themes + "/broken.toml")
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.expectRefusal(naming: named)
    }
  }

  @Test("With a theme in the config that there is not")
  func unknownTheme() async throws {
    try await withSandbox { server in
      let home = try Home()
      try home.write("theme = \"solarised\"\n", to: home.configFile)
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.expectRefusal(naming: "solarised", "high-contrast")
    }
  }

  @Test("With base URL and token from two places: refused, and no token goes anywhere")
  func mixture() async throws {
    try await withSandbox { server in
      let home = try Home()
      try home.write("the-profile's-token\n", to: home.path + "/token")
      let profile = "[profiles.prod]\nbase_url = \"\(server.baseURL)\"\ntoken_file = \"\(home.path)/token\"\n"
      try home.write(profile, to: home.configFile)
      let mixtures: [([String], [String: String], String)] = [
        ([], ["HOOKTOP_BASE_URL": server.baseURL], "HOOKTOP_BASE_URL"),
        (["--profile", "prod"], ["HOOKTOP_TOKEN": "x"], "--profile"),
        ([], ["HOOKTOP_PROFILE": "prod", "HOOKTOP_TOKEN": "x"], "HOOKTOP_PROFILE"),
        ([], ["HOOKTOP_TOKEN": "x", "HOOKTOP_TOKEN_FILE": "~/token"], "HOOKTOP_TOKEN_FILE"),
      ]
      for (arguments, variables, named) in mixtures {
        let environment = home.environment.merging(variables) { $1 }
        let terminal = try PseudoTerminal(hooktop, arguments, environment: environment)
        try await terminal.expectRefusal(naming: named)
      }
      #expect(await server.recordedRequests().isEmpty)
    }
  }

  @Test("With a token file that others can change: told")
  func openTokenFile() async throws {
    try await withSandbox { server in
      let home = try Home()
      try home.write("sandbox-write\n", to: home.path + "/token")
      chmod(home.path + "/token", 0o666)
      let variables = ["HOOKTOP_BASE_URL": server.baseURL, "HOOKTOP_TOKEN_FILE": home.path + "/token"]
      let terminal = try PseudoTerminal(hooktop, environment: home.environment.merging(variables) { $1 })
      try await terminal.expectRefusal(naming: geteuid() == 0 ? "can be changed by other users" : "chmod 600 ~/token")
      #expect(await server.recordedRequests().isEmpty)
    }
  }
}

extension PseudoTerminal {
  /// The program ended because of its configuration or its terminal, said so in one sentence and drew nothing.
  fileprivate func expectRefusal(naming texts: String..., sourceLocation: SourceLocation = #_sourceLocation)
    async throws
  {
    try await expectRefusal(naming: texts, sourceLocation: sourceLocation)
  }

  fileprivate func expectRefusal(naming texts: [String], sourceLocation: SourceLocation = #_sourceLocation)
    async throws
  {
    #expect(try await waitForExit() == .exited(78), sourceLocation: sourceLocation)
    try await waitForOutput("\n")
    for text in texts { #expect(outputText.contains(text), sourceLocation: sourceLocation) }
    #expect(outputText.isOneSentence, "\(outputText)", sourceLocation: sourceLocation)
    #expect(settings == settingsBefore, sourceLocation: sourceLocation)
  }
}

extension String {
  /// One paragraph of plain text that ends as a sentence does. A terminal gets it in lines that are filled.
  fileprivate var isOneSentence: Bool {
    let lines = split(whereSeparator: \.isNewline)
    return lines.last?.last == "." && lines.dropLast().allSatisfy { (40...80).contains($0.count) }
      && !contains("\u{1B}")
  }
}
