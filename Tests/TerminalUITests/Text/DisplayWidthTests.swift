import TerminalUI
import Testing

@Suite("Columns of a text")
struct DisplayWidthTests {
  @Test(
    "Letters take one column, East Asian ones and emoji two, accents none",
    arguments: [
      ("", 0), ("abc", 3), ("Žltý", 4), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("ｱ", 1), ("Ａ", 2), ("😀", 2),
      ("…─│✖◐‖", 6), ("\u{1FAE8}\u{1FAE9}\u{31350}\u{2FFC}", 8), ("⚠\u{FE0F}", 1), ("1\u{FE0F}\u{20E3}", 1),
      ("👩\u{200D}💻", 4), ("🇸🇰", 2), ("a\u{200B}b", 3), ("\u{1B}[31m", 5),
    ])
  func texts(_ text: String, _ columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test("The signs of states and lines are one column each", arguments: Array("✖✗◐?!‖○·✔●▸▾…→←↑↓─│╭╮╰╯├┤┬┴┼█░•"))
  func signs(_ sign: Character) {
    #expect(DisplayWidth.of(String(sign)) == 1)
  }
}
