import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing
import TestSupport

@testable import hooktop

@Suite("Settings saved to the config")
struct ConfigChangeTests {
  private static let written = """
    # My config, by hand.
    default_profile = "prod"   # the one that counts
    theme = "dark"# no blank before this

    [profiles.prod]            # Acme
    base_url = "https://app.fintoro.sk/api/public/v1"
    token_file = "~/prod.token"

    # The other one.
    [profiles.beta]
    base_url = "https://app.fintoro.sk/api/public/v1"
    token_file = "~/beta.token"
    """

  private static let changes = [
    ConfigChange(["theme"], .text("light")), ConfigChange(["times"], .text("exact")),
    ConfigChange(["sort"], .text("-name")), ConfigChange(["columns"], .texts(["url", "givesUp"])),
    ConfigChange(["refresh_seconds"], .number(120)), ConfigChange(["mouse"], .flag(false)),
    ConfigChange(["profiles", "prod", "quiet_days", "801"], .number(30)),
    ConfigChange(["profiles", "prod", "quiet_days", "802"], .number(60)),
  ]

  private static func applied(_ changes: [ConfigChange], to text: String) throws -> String {
    try changes.reduce(text) { try ConfigEditor.changing($1, in: $0) }
  }

  @Test("What was written by hand stays, line by line, comments too")
  func keepsLines() throws {
    let edited = try Self.applied(Self.changes, to: Self.written)
    let lines = edited.split(separator: "\n")
    for line in Self.written.split(separator: "\n") where !line.hasPrefix("theme") { #expect(lines.contains(line)) }
    #expect(lines.contains("theme = \"light\"# no blank before this"))
  }

  @Test("What is saved is what the next start reads")
  func readBack() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.written, to: "config/config.toml")
    #expect(
      try ConfigFile.change(Self.changes, folder.paths, unique: "x") == ConfigOutcome(saved: Self.changes))
    let config = try ConfigFile.read(folder.paths)
    #expect(config.theme == "light" && !config.look.usesRelativeTimes)
    #expect(config.look.order.text == "-name" && config.look.columns == [.state, .name, .url, .givesUp])
    #expect(
      config.preferences.refreshSeconds == 120 && config.preferences.terminal == TerminalPreferences(mouse: false))
    #expect(config.profile(named: "prod")?.quietDays == [801: 30, 802: 60])
    #expect(config.profile(named: "beta")?.quietDays == [:])
    #expect(config.defaultProfile == "prod")
  }

  @Test("A key that is taken away goes with its line, and nothing else goes")
  func remove() throws {
    let with = try Self.applied(Self.changes, to: Self.written)
    let without = try ConfigEditor.changing(
      ConfigChange(["profiles", "prod", "quiet_days", "801"], nil), in: with)
    #expect(without == with.replacing("801 = 30\n", with: ""))
    #expect(try ConfigEditor.changing(ConfigChange(["ascii"], nil), in: with) == with)
  }

  @Test("A config that is not there is made", arguments: [nil, "", "# nothing yet"])
  func new(text: String?) throws {
    let folder = try TemporaryFolder()
    if let text { try folder.write(text, to: "config/config.toml") }
    let outcome = try ConfigFile.change([ConfigChange(["theme"], .text("mono"))], folder.paths, unique: "x")
    #expect(outcome.isNewFile == (text == nil) && outcome.refused.isEmpty)
    #expect(try ConfigFile.read(folder.paths).theme == "mono")
  }

  @Test("A top-level key goes before the first table, also where none was before")
  func beforeTables() throws {
    let edited = try ConfigEditor.changing(
      ConfigChange(["mouse"], .flag(false)), in: "[profiles.a]\nbase_url = \"x\"\n")
    #expect(edited == "mouse = false\n\n[profiles.a]\nbase_url = \"x\"\n")
  }

  @Test("A config that was made wrong meanwhile stays as it is, and the sentence says line, key and expectation")
  func wrongMeanwhile() throws {
    let folder = try TemporaryFolder()
    try folder.write("theme = \"dark\"\nmouse = \"yes\"\n", to: "config/config.toml")
    let error = #expect(throws: ConfigurationProblem.self) {
      try ConfigFile.change([ConfigChange(["theme"], .text("light"))], folder.paths, unique: "x")
    }
    for part in ["line 2", "mouse", "true or false"] { #expect(error?.sentence.contains(part) == true) }
    #expect(folder.text("config/config.toml") == "theme = \"dark\"\nmouse = \"yes\"\n")
  }

  @Test(
    "A setting that was written wrong is named with its line, its key and what was expected",
    arguments: [
      ("times = \"soon\"", ["line 1", "times", "\"relative\" or \"exact\""]),
      ("sort = \"size\"", ["line 1", "sort", "trouble", "lastFailure", "size"]),
      ("columns = [\"url\", \"size\"]", ["line 1", "columns", "lastFailure", "size"]),
      ("\nrefresh_seconds = 5", ["line 2", "refresh_seconds", "from 30 to 3600", "5"]),
      ("quiet_days = \"7\"", ["line 1", "quiet_days", "whole days", "string"]),
      ("mouse = 1", ["line 1", "mouse", "true or false"]),
      (
        "[profiles.a]\nbase_url = \"https://a.sk\"\ntoken_file = \"~/t\"\ncolor = \"pink\"",
        ["line 4", "color", "magenta"]
      ),
      (
        "[profiles.a]\nbase_url = \"https://a.sk\"\ntoken_file = \"~/t\"\ndanger = \"yes\"",
        ["line 4", "danger", "true or false"]
      ),
      (
        "[profiles.a]\nbase_url = \"https://a.sk\"\ntoken_file = \"~/t\"\n[profiles.a.quiet_days]\nerp = 3",
        ["line 5", "quiet_days.erp", "id of a subscription"]
      ),
    ])
  func wrong(text: String, parts: [String]) throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: ConfigurationProblem.self) { try ConfigReader.parse(text, paths: folder.paths) }
    for part in parts { #expect(error?.sentence.contains(part) == true, "\(error?.sentence ?? "")") }
  }
}
