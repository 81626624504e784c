@testable import NCursesTerminal
import Testing

/// One after the other: the library keeps the entry it read last for the whole process.
@Suite("No terminal to draw on", .serialized)
struct OpenFailureTests {
  @Test("Without TERM nothing is tried")
  func noTerm() {
    #expect(throws: TerminalOpenFailure.noTerm) { try Terminfo.check(term: nil, output: 1) }
    #expect(throws: TerminalOpenFailure.noTerm) { try Terminfo.check(term: "", output: 1) }
  }

  @Test("A kind of terminal that is not known here is named, cleaned and cut")
  func unknown() {
    #expect(throws: TerminalOpenFailure.unknownTerm("no-such-terminal")) {
      try Terminfo.check(term: "no-such-terminal", output: 1)
    }
    let text = TerminalOpenFailure.unknownTerm("a\u{1B}[2J" + String(repeating: "x", count: 500)).description
    #expect(text.hasPrefix("TERM is 'a\u{FFFD}[2Jxxx"))
    #expect(text.count < 300)
    #expect(text.contains("try TERM=xterm-256color"))
  }

  @Test(
    "The hint names what brings the entry",
    arguments: [
      ("tmux-256color", "apt install ncurses-base"), ("alacritty", "apt install ncurses-term"),
      ("xterm-direct", "apt install ncurses-term"), ("foot", "apt install foot-terminfo"),
      ("xterm-kitty", "apt install kitty-terminfo"), ("xterm-ghostty", "infocmp -x"),
    ])
  func hint(_ name: String, _ hint: String) {
    #expect(TerminalOpenFailure.unknownTerm(name).description.contains(hint))
  }

  @Test("A terminal that cannot move its cursor is refused")
  func dumb() {
    #expect(throws: TerminalOpenFailure.cannotMoveCursor("dumb")) { try Terminfo.check(term: "dumb", output: 1) }
  }

  @Test("The time that old terminals need is not part of what is sent to them")
  func padding() {
    #expect(Terminfo.unpadded(Array("\u{1B}[m\u{F}$<2>x$<5/>$y".utf8)) == Array("\u{1B}[m\u{F}x$y".utf8))
  }
}
