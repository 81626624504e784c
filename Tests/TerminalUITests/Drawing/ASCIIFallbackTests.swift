@testable import NCursesTerminal
import TerminalUI
import Testing

@Suite("Signs where only ASCII can be drawn")
struct ASCIIFallbackTests {
  @Test("Each sign has its twin", arguments: zip("✖✗◐‖○·✔●▸▾…—–→←↑↓─│╭╮╰╯├┤┬┴┼█░•", "Xx~=o.+*>v~--><^v-|+++++++++#.*"))
  func twins(_ sign: Character, _ twin: Character) {
    #expect(ASCIIFallback.character(for: sign) == twin)
  }

  @Test("What has no twin is a question mark, ASCII is itself")
  func others() {
    #expect(ASCIIFallback.character(for: "日") == "?")
    #expect(ASCIIFallback.character(for: "\u{FFFD}") == "?")
    for value in UInt8(0x20)..<0x7F {
      let character = Character(Unicode.Scalar(value))
      #expect(ASCIIFallback.character(for: character) == character)
    }
  }
}
