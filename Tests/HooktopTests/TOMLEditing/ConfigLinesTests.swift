import Dashboard
import Testing

@testable import hooktop

@Suite("Lines of the config as they were written")
struct ConfigLinesTests {
  private static let columns = ConfigChange(["columns"], .texts(["url"]))
  private static let theme = ConfigChange(["theme"], .text("light"))

  @Test("The comments inside of a value of several lines stay, above its key")
  func multiline() throws {
    let text = """
      theme = "dark"
        columns = [ # cols
          "lastSuccess", # one
          "a#b",
          # two
        ] # behind
      mouse = true

      """
    #expect(
      try ConfigEditor.changing(Self.columns, in: text) == """
        theme = "dark"
          # cols
          # one
          # two
          columns = ["url"] # behind
        mouse = true

        """)
  }

  @Test(
    "The blanks around = stay", arguments: ["theme\t=\t", "theme=", "theme   =  ", "\"theme\" = ", "  theme ="])
  func blanks(key: String) throws {
    #expect(
      try ConfigEditor.changing(Self.theme, in: "\(key)\"dark\"\t# c\n") == "\(key)\"light\"\t# c\n")
  }

  @Test("A file keeps its own line ends, whatever is added to it")
  func lineEnds() throws {
    let text = "# mine\r\ntheme = \"dark\"\r\ncolumns = [ # c\r\n]\r\n\r\n[profiles.a]\r\ntoken_file = \"~/t\"\r\n"
    let edited = try [
      Self.theme, Self.columns, ConfigChange(["mouse"], .flag(false)),
      ConfigChange(["profiles", "a", "quiet_days", "801"], .number(3)),
      ConfigChange(["profiles", "a", "quiet_days", "802"], .number(4)),
      ConfigChange(["profiles", "a", "quiet_days", "801"], nil),
    ].reduce(text) { try ConfigEditor.changing($1, in: $0) }
    let lines = [
      "# mine", "theme = \"light\"", "# c", "columns = [\"url\"]", "mouse = false", "", "[profiles.a]",
      "token_file = \"~/t\"", "", "[profiles.a.quiet_days]", "802 = 4",
    ]
    #expect(edited.utf8.elementsEqual(lines.map { $0 + "\r\n" }.joined().utf8))
    let first = try ConfigEditor.changing(Self.theme, in: "[profiles.a]\r\ntoken_file = \"~/t\"")
    #expect(first.utf8.elementsEqual("theme = \"light\"\r\n\r\n[profiles.a]\r\ntoken_file = \"~/t\"".utf8))
  }

  @Test("A key that is taken away leaves the comment behind it")
  func commentBehind() throws {
    let change = ConfigChange(["profiles", "a", "quiet_days", "801"], nil)
    let text = "[profiles.a.quiet_days]\n801 = 30  # on leave\n802 = 4\n"
    #expect(try ConfigEditor.changing(change, in: text) == "[profiles.a.quiet_days]\n# on leave\n802 = 4\n")
  }

  @Test("Only LF and CR LF end a line: another separator inside of a comment does not")
  func separators() throws {
    let text = "theme = \"dark\" # a\u{2028}b\n"
    #expect(
      try ConfigEditor.changing(ConfigChange(["mouse"], .flag(true)), in: text) == text + "mouse = true\n")
  }
}
