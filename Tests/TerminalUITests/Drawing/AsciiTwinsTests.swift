@testable import NCursesTerminal
import TerminalUI
import Testing

@Suite("Signs where only ASCII can be drawn")
struct AsciiTwinsTests {
  @Test("Each sign has its twin", arguments: zip("✖✗◐‖○·✔●▸▾…—–→←↑↓─│╭╮╰╯├┤┬┴┼█░•", "Xx~=o.+*>v~--><^v-|+++++++++#.*"))
  func twins(_ sign: Character, _ twin: Character) {
    #expect(AsciiTwins.twin(of: sign) == twin)
  }

  @Test("What has no twin is a question mark, ASCII is itself")
  func others() {
    #expect(AsciiTwins.twin(of: "日") == "?")
    #expect(AsciiTwins.twin(of: "\u{FFFD}") == "?")
    for value in UInt8(0x20)..<0x7F {
      let character = Character(Unicode.Scalar(value))
      #expect(AsciiTwins.twin(of: character) == character)
    }
  }
}
