import Testing

@testable import NCursesTerminal

@Suite("Repeated characters are written out")
struct RepeatExpansionTests {
  @Test(
    "REP stands for the byte before it, everything else stays",
    arguments: [
      ("", ""), ("plain", "plain"), ("-\u{1B}[4b", "-----"), ("\u{1B}[1m-\u{1B}[2bx =\u{1B}[3b", "\u{1B}[1m---x ===="),
      ("\u{1B}[3B", "\u{1B}[3B"), ("a\u{1B}[1;2b", "a\u{1B}[1;2b"), ("a\u{1B}[b", "a\u{1B}[b"),
      ("\u{1B}[5b", "\u{1B}[5b"),
      ("a\u{1B}", "a\u{1B}"), ("a\u{1B}[", "a\u{1B}["), ("a\u{1B}[5", "a\u{1B}[5"),
      ("a\u{1B}\u{1B}[1b", "a\u{1B}\u{1B}[1b"),
    ])
  func expanded(_ text: String, _ expanded: String) {
    #expect(String(decoding: RepeatExpansion.expanded(Array(text.utf8)), as: UTF8.self) == expanded)
  }
}
