import Testing

@testable import NCursesTerminal

@Suite("Neighbouring changes of colour are sent as one")
struct RenditionMergingTests {
  @Test(
    "What was set and reset before a character is not sent, and a reset state is not reset again",
    arguments: [
      ("", ""), ("plain", "plain"), ("^[[1mbold", "^[[1mbold"),
      ("^[(B^[[0;1m^[[31mred", "^[[0;1;31mred"),
      ("^[[39m^[(B^[[mplain", "^[[mplain"), ("^[[0mplain", "^[[mplain"),
      ("^[[ma^[[0;7mb^[[0;2mc^[[0md", "^[[ma^[[7mb^[[0;2mc^[[md"),
      ("^[[ma^[[mb", "^[[mab"),
      ("^[[1ma^[[31m^[[44mb", "^[[1ma^[[31;44mb"),
      ("^[[38;5;210m^[[48:5:233mx", "^[[38;5;210;48:5:233mx"),
      ("a\u{0F}^[[m\u{0F}b", "a^[[mb"),
      // A move between two changes stays where it is.
      ("^[[1m^[[4d^[[mx", "^[[1m^[[4d^[[mx"),
      ("^[[31m", "^[[31m"), ("^[", "^["), ("^[[", "^[["), ("^[[5", "^[[5"), ("^[(", "^[("), ("^[(0q", "^[(0q"),
      ("^[[5n", "^[[5n"), ("^[^[[1m", "^[^[[1m"), ("čau^[[1mč", "čau^[[1mč"),
    ])
  func merged(_ text: String, _ expected: String) {
    let bytes = Array(text.replacing("^[", with: "\u{1B}").utf8)
    let result = String(decoding: RenditionMerging.merged(bytes), as: UTF8.self)
    #expect(result.replacing("\u{1B}", with: "^[") == expected)
  }
}
