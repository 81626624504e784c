import FintoroWebhooks
import TerminalUI
import Testing

@testable import NCursesTerminal

@Suite("Signs where only ASCII can be drawn")
struct ASCIIFallbackTests {
  @Test(
    "Each sign has its fallback",
    arguments: zip("✖✗◐‖○·✔●▸▾…—–→←↑↓─│╭╮╰╯├┤┬┴┼█░•▁▂▄", "Xx~=o.+*>v~--><^v-|+++++++++#.*_-+"))
  func fallbacks(_ sign: Character, _ fallback: Character) {
    #expect(ASCIIFallback.character(for: sign) == fallback)
  }

  @Test("Health states can be told apart in ASCII too")
  func states() {
    let symbols = HealthState.allCases.map { ASCIIFallback.character(for: $0.symbol) }
    #expect(symbols.allSatisfy { $0.isASCII })
    #expect(Set(symbols).count == HealthState.allCases.count)
    // What has no fallback would look like the one state whose own symbol is a question mark.
    #expect(HealthState.allCases.filter { ASCIIFallback.character(for: $0.symbol) == "?" } == [.silent])
  }

  @Test("What has no fallback is a question mark, ASCII is itself")
  func others() {
    #expect(ASCIIFallback.character(for: "日") == "?")
    #expect(ASCIIFallback.character(for: "\u{FFFD}") == "?")
    for value in UInt8(0x20)..<0x7F {
      let character = Character(Unicode.Scalar(value))
      #expect(ASCIIFallback.character(for: character) == character)
    }
  }
}
