import FintoroAPI
import Testing

@testable import hooktop

@Suite("Adding a profile to the config")
struct ConfigEditorTests {
  static let paths = Paths(home: "/home/me")

  func add(_ name: String, to text: String) throws -> String {
    try ConfigEditor.adding(
      .init(name: name, baseURL: .production, tokenFile: "/home/me/new.token"), to: text,
      config: try ConfigReader.parse(text, paths: Self.paths))
  }

  @Test("The first profile becomes the default")
  func first() throws {
    #expect(
      try add("default", to: "") == """
        default_profile = "default"

        [profiles.default]
        base_url = "https://app.fintoro.sk/api/public/v1"
        token_file = "/home/me/new.token"

        """)
  }

  @Test("A further profile leaves comments, order and the default as they are")
  func further() throws {
    let text = """
      # my config
      default_profile = "prod"   # the real one
      theme = "light"

      # do not touch
      [profiles.prod]
      base_url = "https://a.example"  # ours
      token_file = "/t"
      """
    let edited = try add("test", to: text)
    #expect(edited.hasPrefix(text + "\n"))
    let config = try ConfigReader.parse(edited, paths: Self.paths)
    #expect(config.defaultProfile == "prod")
    #expect(config.profile(named: "test")?.token == .file("/home/me/new.token"))
  }

  @Test("The profile that was used without being named stays the one that is")
  func unnamedDefault() throws {
    let text = "theme = \"light\"\n\n[profiles.only]\nbase_url = \"https://a.example\"\ntoken_file = \"/t\"\n"
    let edited = try add("second", to: text)
    #expect(edited.hasPrefix("theme = \"light\"\ndefault_profile = \"only\"\n\n[profiles.only]"))
    #expect(try ConfigReader.parse(edited, paths: Self.paths).defaultProfile == "only")
  }

  @Test("Replacing changes the values and keeps the comments behind them")
  func replacing() throws {
    let text = """
      default_profile = "prod"
      [profiles.prod]
      # where
      base_url = "https://a.example"  # ours
      token_command = [
        "pass", # the manager
        "x",
      ] # as whom
      ca_file = "/ca"
      [profiles.other]
      base_url = "https://b.example"
      token_file = "/o"
      """
    #expect(
      try add("prod", to: text) == """
        default_profile = "prod"
        [profiles.prod]
        # where
        base_url = "https://app.fintoro.sk/api/public/v1"  # ours
        # the manager
        token_file = "/home/me/new.token" # as whom
        ca_file = "/ca"
        [profiles.other]
        base_url = "https://b.example"
        token_file = "/o"
        """)
  }

  @Test("A profile written in one line is left to a person, with its line")
  func inline() throws {
    let text = "[profiles]\nprod = { base_url = \"https://a.example\", token_file = \"/t\" }\n"
    #expect(throws: TOMLEditor.CannotEdit(line: 2)) { try add("prod", to: text) }
  }
}
