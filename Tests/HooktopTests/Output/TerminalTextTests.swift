import Testing

@testable import hooktop

@Suite("Sentences on a terminal")
struct TerminalTextTests {
  @Test("break at blanks, keep their indent, and leave a line that fits as it is")
  func blanks() {
    #expect(
      TerminalText.wrapped("hooktop shows made-up data without an account", columns: 20)
        == ["hooktop shows", "made-up data without", "an account"])
    #expect(TerminalText.wrapped("  one two three", columns: 9) == ["  one two", "  three"])
    #expect(TerminalText.wrapped("a  b   c", columns: 20) == ["a  b   c"])
  }

  @Test("keep what is copied whole: commands between backquotes, and paths longer than a line")
  func copied() {
    #expect(
      TerminalText.wrapped("Then run `hooktop list --json` again", columns: 24)
        == ["Then run", "`hooktop list --json`", "again"])
    #expect(
      TerminalText.wrapped("in ~/a/very/long/path/of/it now", columns: 12) == ["in", "~/a/very/long/path/of/it", "now"])
    #expect(TerminalText.wrapped("a lone ` is a character", columns: 12) == ["a lone ` is", "a character"])
  }
}
