@testable import NCursesTerminal
import TerminalUI
import Testing

@Suite("A paste")
struct PasteTests {
  private let start = ContinuousClock.now
  private let begin = "\u{1B}[200~"
  private let end = "\u{1B}[201~"

  @Test("is one text, whatever keys and sequences stand in it")
  func onePiece() {
    let text = "q\u{3}\u{1B}[A\u{1B}[200~\u{1B}[20~日本\tend\u{1B}"
    var decoder = InputDecoder()
    let events = decoder.feed(Array("a\(begin)\(text)\(end)b".utf8), at: start)
    #expect(events == [.key(.character("a")), .paste(text), .key(.character("b"))])
  }

  @Test("is the same text however it is cut into reads", arguments: 1...13)
  func cut(_ length: Int) {
    let text = "https://example.com/日本?x=1\u{1B}[20"
    let bytes = Array("\(begin)\(text)\(end)".utf8)
    var decoder = InputDecoder()
    var events: [TerminalEvent] = []
    for from in stride(from: 0, to: bytes.count, by: length) {
      events += decoder.feed(bytes[from..<min(from + length, bytes.count)], at: start)
    }
    #expect(events == [.paste(text)])
    #expect(decoder.deadline == nil || decoder.expire(at: start + .seconds(9)) == [])
  }

  @Test("has the line ends of text, not those of the Enter key")
  func lineEnds() {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array("\(begin)a\rb\r\nc\nd\(end)".utf8), at: start) == [.paste("a\nb\nc\nd")])
  }

  @Test("of nothing is an empty text")
  func empty() {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array("\(begin)\(end)".utf8), at: start) == [.paste("")])
  }

  @Test("is kept up to a mebibyte; what is more is dropped and never becomes keys")
  func bounded() {
    var decoder = InputDecoder()
    let text = String(repeating: "x", count: InputDecoder.maxPasteLength + 70_000)
    let events = decoder.feed(Array("\(begin)\(text)\(end)q".utf8), at: start)
    #expect(events == [.paste(String(repeating: "x", count: InputDecoder.maxPasteLength)), .key(.character("q"))])
  }

  @Test("whose end is lost ends by itself after a pause, and keys are keys again")
  func lostEnd() {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array("\(begin)abc".utf8), at: start) == [])
    #expect(decoder.isInPaste)
    #expect(decoder.expire(at: start + .milliseconds(999)) == [])
    #expect(decoder.feed(Array("def".utf8), at: start + .milliseconds(999)) == [])
    #expect(decoder.expire(at: start + .milliseconds(1_500)) == [])
    #expect(decoder.expire(at: start + .milliseconds(1_999)) == [.paste("abcdef")])
    #expect(!decoder.isInPaste)
    #expect(
      decoder.feed(Array("q\(end)w".utf8), at: start + .seconds(3)) == [.key(.character("q")), .key(.character("w"))])
  }

  @Test("right behind the Esc key is still a paste")
  func afterEscape() {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array("\u{1B}\(begin)x\(end)".utf8), at: start) == [.key(.escape), .paste("x")])
  }
}
