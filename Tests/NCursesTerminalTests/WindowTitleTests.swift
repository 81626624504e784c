@testable import NCursesTerminal
import TerminalUI
import Testing

@Suite("The window's title") struct WindowTitleTests {
  @Test("is cleaned and cut, whatever a name holds")
  func cleaned() {
    #expect(WindowTitle.set("✖2 Acme") == Array("\u{1B}]2;✖2 Acme\u{07}".utf8))
    let hostile = WindowTitle.set("a\u{07}\u{1B}]52;c;eA==\u{07}\u{9C}b\u{202E}")
    #expect(hostile.count { $0 == 0x07 } == 1 && hostile.count { $0 == 0x1B } == 1)
    let body = String(decoding: hostile.dropFirst(4).dropLast(), as: UTF8.self)
    #expect(!body.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}" })
    let long = String(
      decoding: WindowTitle.set(String(repeating: "界", count: 90)).dropFirst(4).dropLast(), as: UTF8.self)
    #expect(DisplayWidth.of(long) <= 60)
  }

  @Test(
    "is not sent to consoles and real terminals", arguments: ["", "dumb", "linux", "linux-16color", "vt100", "vt220"])
  func refused(term: String) { #expect(!WindowTitle.hasWindow(term: term)) }

  @Test("is sent to windows", arguments: ["xterm-256color", "tmux-256color", "screen", "foot", "vte-256color", "rxvt"])
  func sent(term: String) { #expect(WindowTitle.hasWindow(term: term)) }

  @Test("is given back empty where the terminal keeps none, else as it was")
  func restored() {
    #expect(WindowTitle.restore == Array("\u{1B}]2;\u{07}\u{1B}[23;2t".utf8))
  }
}
