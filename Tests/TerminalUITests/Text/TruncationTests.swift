import TerminalUI
import Testing

@Suite("Cutting a text to its room")
struct TruncationTests {
  static let texts = [
    "", "a", "https://example.com/hooks/erp", "日本語のとても長い名前", "e\u{301}x\u{301}y", "a日b本c語", "\u{202E}abc\u{0}",
  ]

  @Test("A cut text never takes more columns than it has, and says by … that it was cut", arguments: texts, 0...30)
  func fits(_ text: String, _ columns: Int) {
    for cut in [Truncation.end(text, to: columns), Truncation.middle(text, to: columns)] {
      #expect(DisplayWidth.of(cut) <= columns)
      let isCut = DisplayWidth.of(text) > columns && columns > 0
      #expect(cut.contains("…") == isCut)
      // At most one column is lost where a wide character would have been cut in half; two where both ends are kept.
      if isCut { #expect(DisplayWidth.of(cut) >= columns - 2) }
    }
  }

  @Test("A text that fits stays as it is")
  func whole() {
    #expect(Truncation.end("erp sync", to: 8) == "erp sync")
    #expect(Truncation.middle("erp sync", to: 8) == "erp sync")
  }

  @Test("The end is cut off a name, the middle out of a URL")
  func places() {
    #expect(Truncation.end("a long name", to: 7) == "a long…")
    #expect(Truncation.middle("https://example.com/hooks/erp", to: 16) == "https://e…ks/erp")
  }

  @Test("Of a negative room nothing is left")
  func negative() {
    #expect(Truncation.end("abc", to: -1) == "")
    #expect(Truncation.middle("abc", to: -5) == "")
  }

  @Test("Wrapped lines keep to their columns and lose no word", arguments: 1...40)
  func wrapping(_ columns: Int) {
    let text = "no delivery has ever been accepted; 日本語の説明 https://example.com/a/very/long/path?x=1"
    let lines = LineWrap.lines(text, columns: columns)
    // A single wide character cannot be made narrower.
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(2, columns) })
    #expect(lines.joined().replacing(" ", with: "") == text.replacing(" ", with: ""))
  }
}
