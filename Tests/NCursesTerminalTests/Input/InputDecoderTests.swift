@testable import NCursesTerminal
import TerminalUI
import TestSupport
import Testing

@Suite("Bytes from a terminal")
struct InputDecoderTests {
  private let start = ContinuousClock.now

  /// What bytes mean that come all at once, once it is sure that no more come.
  private func events(_ bytes: [UInt8], terminfo: [(bytes: [UInt8], key: Key)] = []) -> [TerminalEvent] {
    var decoder = InputDecoder(sequences: KeySequences(terminfo: terminfo))
    return decoder.feed(bytes, at: start) + decoder.expire(at: start + .seconds(2))
  }

  private func events(_ text: String) -> [TerminalEvent] { events(Array(text.utf8)) }

  static let keys: [(String, Key)] = [
    ("a", .character("a")), (" ", .character(" ")), ("ž", .character("ž")), ("日", .character("日")),
    ("😀", .character("😀")),
    ("\r", .enter), ("\u{1B}OM", .enter), ("\t", .tab), ("\u{1B}[Z", .backTab), ("\u{7F}", .backspace),
    ("\u{8}", .backspace), ("\u{1B}", .escape), ("\u{1}", .control("a")), ("\u{3}", .control("c")),
    ("\u{1A}", .control("z")), ("\n", .control("j")), ("\u{1B}[3~", .delete),
    ("\u{1B}[A", .up), ("\u{1B}[B", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left), ("\u{1B}[1;1A", .up),
    ("\u{1B}OA", .up), ("\u{1B}OB", .down), ("\u{1B}OC", .right), ("\u{1B}OD", .left),
    ("\u{1B}[H", .home), ("\u{1B}OH", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home),
    ("\u{1B}[F", .end), ("\u{1B}OF", .end), ("\u{1B}[4~", .end), ("\u{1B}[8~", .end),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
    ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)), ("\u{1B}[[A", .function(1)), ("\u{1B}[P", .function(1)),
    ("\u{1B}OS", .function(4)), ("\u{1B}[[E", .function(5)), ("\u{1B}[15~", .function(5)),
    ("\u{1B}[17~", .function(6)), ("\u{1B}[21~", .function(10)), ("\u{1B}[23~", .function(11)),
    ("\u{1B}[24~", .function(12)), ("\u{1B}Oq", .character("1")), ("\u{1B}Ok", .character("+")),
  ]

  @Test("Each key is known by what terminals send for it", arguments: keys)
  func known(_ text: String, _ key: Key) {
    #expect(events(text) == [.key(key)])
  }

  @Test(
    "Terminals that tell all keys apart are understood, in both forms",
    arguments: [
      ("97;5", "Ctrl-A"), ("99;5", "Ctrl-C"), ("67;6", "Ctrl-C"), ("122;133", "Ctrl-Z"), ("105;5", "Tab"),
      ("109;5", "Enter"),
      ("104;5", "Backspace"), ("91;5", "Esc"), ("27;1", "Esc"), ("27;2", "Esc"), ("13;1", "Enter"), ("13;2", "Enter"),
      ("13;5", "Enter"), ("9;1", "Tab"), ("9;2", "Shift-Tab"), ("127;1", "Backspace"), ("127;5", "Backspace"),
      ("97;1", "a"), ("97;65", "a"), ("65;2", "A"), ("97;2", "A"), ("33;2", "!"), ("32;2", "Space"), ("382;1", "ž"),
    ])
  func encoded(_ sequence: String, _ name: String) throws {
    let key = try #require(Key(name: name))
    let parts = sequence.split(separator: ";")
    #expect(events("\u{1B}[\(sequence)u") == [.key(key)])
    #expect(events("\u{1B}[\(sequence):1u") == [.key(key)])
    #expect(events("\u{1B}[27;\(parts[1]);\(parts[0])~") == [.key(key)])
    if parts[1] == "1" { #expect(events("\u{1B}[\(parts[0])u") == [.key(key)]) }
  }

  @Test("With the character that Shift makes told, it is that one")
  func shifted() {
    #expect(events("\u{1B}[49:33;2u") == [.key(.character("!"))])
    #expect(events("\u{1B}[1;129A") == [.key(.up)], "Num Lock makes no other key")
    #expect(events("\u{1B}[1;1:2A") == [.key(.up)], "a held key repeats")
  }

  @Test(
    "The late rest of a report never becomes keys, wherever it was cut",
    arguments: [
      "\u{1B}[<0;10;5M", "\u{1B}[<65;100;50m", "\u{1B}[0n", "\u{1B}[?1;2c", "\u{1B}[24;80R", "\u{1B}[?2026;2$y",
    ])
  func cutReport(_ report: String) {
    let bytes = Array(report.utf8)
    for at in 3..<bytes.count {
      var decoder = InputDecoder()
      _ = decoder.feed(bytes[..<at], at: start)
      _ = decoder.expire(at: start + .milliseconds(300))
      let events = decoder.feed(bytes[at...] + Array("q".utf8), at: start + .seconds(2))
      #expect(events.filter { if case .key = $0 { true } else { false } } == [.key(.character("q"))], "cut at \(at)")
    }
  }

  @Test("A key is the same however its bytes are cut into reads", arguments: keys)
  func cut(_ text: String, _ key: Key) {
    var decoder = InputDecoder()
    var events: [TerminalEvent] = []
    for byte in Array((text + "x").utf8) { events += decoder.feed([byte], at: start) }
    // Esc and at once a letter is another key: Alt with the letter.
    #expect(events == (key == .escape ? [] : [.key(key), .key(.character("x"))]))
  }

  @Test(
    "What is not understood means nothing, and what follows is understood",
    arguments: [
      "\u{1B}x", "\u{1B}\r", "\u{1B}ž", "\u{1B}\u{7F}",
      "\u{1B}[1;5A", "\u{1B}[1;2P", "\u{1B}[3;2~", "\u{1B}O5C", "\u{1B}[3$", "\u{1B}[3^", "\u{1B}\u{1B}[A",
      "\u{1B}[<0;12;5m", "\u{1B}[<0;12;5m", "\u{1B}[M !!", "\u{1B}[32;10;10M",
      "\u{1B}[I", "\u{1B}[O", "\u{1B}[0n", "\u{1B}[3n", "\u{1B}[97;5:3u", "\u{1B}[57441u", "\u{1B}[9;5u",
      "\u{1B}[27;9;65~",
      "\u{1B}[27;5~", "\u{1B}[;u", "\u{1B}[99999999999u", "\u{1B}[u", "\u{1B}[1;1:3A", "\u{1B}[55296u",
      "\u{1B}[?1;2c", "\u{1B}[24;80R", "\u{1B}[?2026;2$y", "\u{1B}[97;3u", "\u{1B}[201~", "\u{1B}[999~", "\u{1B}[~",
      "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]52;c;YWJj\u{1B}\\", "\u{1B}P1+r\u{1B}\\", "\u{1B}_G\u{1B}\\",
      "\u{0}", "\u{1C}", "\u{1F}", "\u{85}", "\u{9B}",
    ])
  func unknown(_ text: String) {
    #expect(events(text + "q") == [.key(.character("q"))])
  }

  @Test("Bytes that are no text are dropped, and the next character is whole")
  func notText() {
    #expect(events([0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x71, 0x80]) == [.key(.character("(")), .key(.character("q"))])
    #expect(events([0xED, 0xA0, 0x80, 0x71]) == [.key(.character("q"))])  // a lone surrogate
    #expect(events([0xE2, 0x82]) == [])
  }

  @Test("What the terminal's own entry says comes before what is common")
  func terminfo() {
    let entry: [(bytes: [UInt8], key: Key)] = [
      (Array("\u{1B}[M".utf8), .function(1)), (Array("\u{1B}Ow".utf8), .end), ([0x08], .left),
    ]
    #expect(events(Array("\u{1B}[M".utf8), terminfo: entry) == [.key(.function(1))])
    #expect(events(Array("\u{1B}Ow".utf8), terminfo: entry) == [.key(.end)])
    // Single bytes mean the same on every terminal.
    #expect(events([0x08], terminfo: entry) == [.key(.backspace)])
  }

  @Test("Esc is known after a moment in which nothing followed, and not before")
  func escape() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B], at: start) == [])
    #expect(decoder.deadline == start + InputDecoder.escapeTimeout)
    #expect(decoder.expire(at: start + .milliseconds(24)) == [])
    #expect(decoder.expire(at: start + .milliseconds(25)) == [.key(.escape)])
    #expect(decoder.deadline == nil)
    #expect(decoder.feed(Array("j".utf8), at: start + .milliseconds(26)) == [.key(.character("j"))])
  }

  @Test("The terminal's answer about its status is noticed and is no key", arguments: ["0n", "3n"])
  func statusAnswer(_ answer: String) {
    var decoder = InputDecoder()
    let events = decoder.feed(Array("\u{1B}[\(answer)q".utf8), at: start)
    #expect(events == [.key(.character("q"))])
    #expect(decoder.answers == 1)
  }

  @Test(
    "Esc that is pressed just before the terminal reports something is Esc, however the reads cut it",
    arguments: [
      ("\u{1B}[0n", []), ("\u{1B}[I", []), ("\u{1B}[O", []), ("\u{1B}[?62;c", []), ("\u{1B}[>1;10;0c", []),
      ("\u{1B}[<0;3;2M", [TerminalEvent.mouse(.press(.init(column: 2, row: 1)))]), ("\u{1B}[<0;3;2m", []),
      ("\u{1B}[200~ab\u{1B}[201~", [.paste("ab")]),
    ])
  func escapeBeforeReport(_ report: String, _ meaning: [TerminalEvent]) {
    let bytes = Array(("\u{1B}" + report).utf8)
    for cut in 1..<bytes.count {
      var decoder = InputDecoder()
      let events = decoder.feed(bytes[..<cut], at: start) + decoder.feed(bytes[cut...], at: start)
      #expect(events == [.key(.escape)] + meaning, "cut after \(cut)")
      #expect(decoder.answers == (report == "\u{1B}[0n" ? 1 : 0))
    }
  }

  @Test("Where the rest of the report comes late, neither the Esc is lost nor the rest a key")
  func escapeBeforeLateReport() {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array("\u{1B}\u{1B}[0".utf8), at: start) == [])
    let late = start + InputDecoder.sequenceTimeout
    #expect(decoder.expire(at: late) == [.key(.escape)])
    #expect(decoder.feed(Array("n".utf8), at: late + .seconds(1)) == [])
    #expect(decoder.answers == 1)
  }

  @Test("A key with Alt that comes as Esc and the key is no Esc", arguments: ["\u{1B}[A", "\u{1B}OP", "\u{1B}[5~"])
  func alt(_ key: String) {
    #expect(events("\u{1B}" + key) == [])
  }

  @Test("Esc twice is Esc twice")
  func twice() {
    #expect(events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
  }

  @Test("A sequence whose end does not come is dropped in time, and does not swallow the next key")
  func unfinished() {
    for text in ["\u{1B}[", "\u{1B}O", "\u{1B}[1;", "\u{1B}]0;title", "\u{1B}P", "\u{1B}[M "] {
      var decoder = InputDecoder()
      #expect(decoder.feed(Array(text.utf8), at: start) == [])
      #expect(decoder.expire(at: start + InputDecoder.sequenceTimeout) == [])
      #expect(decoder.feed(Array("q".utf8), at: start + .seconds(1)) == [.key(.character("q"))])
    }
  }

  @Test(
    "No flood of bytes is kept waiting for an end for ever", arguments: ["\u{1B}[", "\u{1B}]", "\u{1B}P", "\u{1B}O"])
  func flood(_ beginning: String) {
    var decoder = InputDecoder()
    _ = decoder.feed(Array((beginning + String(repeating: "1", count: 20_000)).utf8), at: start)
    let events = decoder.feed(Array("\u{7}\u{1B}\\mq".utf8), at: start)
    #expect(events.last == .key(.character("q")))
  }

  @Test("Any bytes at all, cut anywhere, are decoded without harm and alike")
  func anyBytes() {
    var random = SeededGenerator(seed: 42)
    let alphabet: [UInt8] = [0x1B, 0x1B, 0x5B, 0x4F, 0x5D, 0x3B, 0x31, 0x7E, 0x41, 0x4D, 0x07, 0x80, 0xC3, 0xE2, 0x71]
    for _ in 0..<500 {
      let bytes = (0..<60).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
      let whole = events(bytes)
      var decoder = InputDecoder()
      var inPieces: [TerminalEvent] = []
      for byte in bytes { inPieces += decoder.feed([byte], at: start) }
      inPieces += decoder.expire(at: start + .seconds(2))
      #expect(inPieces == whole, "\(bytes)")
    }
  }
}
