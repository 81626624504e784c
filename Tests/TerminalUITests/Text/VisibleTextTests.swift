import TerminalUI
import Testing

@Suite("Text made safe to draw")
struct VisibleTextTests {
  /// Every scalar there is, after a letter and among its neighbours, some thousands at a time.
  @Test(
    "Of all Unicode scalars none reaches the screen that a terminal obeys, reorders by or does not show",
    arguments: 0..<0x110)
  func everyScalar(_ block: UInt32) {
    let scalars = (block << 12..<(block + 1) << 12).compactMap { Unicode.Scalar($0) }
    var among = String.UnicodeScalarView()
    var after = String.UnicodeScalarView()
    for scalar in scalars {
      among.append(scalar)
      after.append(contentsOf: ["a", scalar])
    }
    for text in [String(among), String(after)] {
      let glyphs = VisibleText.glyphs(text)
      let leaked = glyphs.flatMap(\.character.unicodeScalars).filter(isDangerous)
      #expect(leaked.isEmpty, "\(leaked.map { String($0.value, radix: 16) })")
      #expect(glyphs.allSatisfy { 1...2 ~= $0.width })
      // All letters are there, so nothing swallowed what stood beside it.
      if text.unicodeScalars.count > scalars.count {
        #expect(glyphs.count { $0.character.unicodeScalars.first == "a" } >= scalars.count)
      }
    }
  }

  @Test("Every dangerous scalar leaves a mark to be seen", arguments: Self.dangerous)
  func marks(_ scalar: Unicode.Scalar) {
    #expect(VisibleText.clean("a\(scalar)b") == "a\u{FFFD}b")
  }

  @Test("Three combining marks stay on a letter, the rest of a pile is dropped")
  func pile() {
    let pile = "e" + String(repeating: "\u{301}", count: 40) + "x"
    let glyphs = VisibleText.glyphs(pile)
    #expect(glyphs.count == 2)
    #expect(glyphs[0].character.unicodeScalars.count == 1 + VisibleText.maxCombiningMarks)
    #expect(glyphs[1].character == "x")
  }

  @Test("A combining mark without a letter is a mark to be seen")
  func orphan() {
    #expect(VisibleText.clean("\u{301}a") == "\u{FFFD}a")
  }

  @Test("A wide letter with an accent is one glyph of two columns")
  func wideWithAccent() {
    let glyphs = VisibleText.glyphs("か\u{3099}")
    #expect(glyphs.count == 1)
    #expect(glyphs.first?.width == 2)
  }

  @Test(
    "Of emoji as people write them, the invisible parts are dropped and the rest is drawn",
    arguments: [
      ("⚠\u{FE0F} ERP alerts", "⚠ ERP alerts"), ("❤\u{FE0F} CRM", "❤ CRM"), ("☎\u{FE0E}", "☎"),
      ("1\u{FE0F}\u{20E3} first", "1\u{20E3} first"), ("👩\u{200D}💻 dev", "👩💻 dev"), ("👍🏽", "👍"),
      ("👩\u{200D}👧\u{200D}👦", "👩👧👦"), ("👩🏽\u{200D}💻", "👩💻"), ("🏃🏽\u{200D}♀\u{FE0F}\u{200D}➡\u{FE0F}", "🏃♀➡"),
      ("🏳\u{FE0F}\u{200D}🌈", "🏳🌈"), ("❤\u{FE0F}\u{200D}🔥", "❤🔥"),
      ("🧑🏻\u{200D}❤\u{FE0F}\u{200D}💋\u{200D}🧑🏼", "🧑❤💋🧑"), ("🇸🇰", "🇸🇰"),
      ("🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}!", "🏴!"), ("葛\u{E0100}城", "葛城"),
    ])
  func emoji(_ text: String, _ drawn: String) {
    #expect(VisibleText.clean(text) == drawn)
  }

  @Test(
    "Invisible scalars that belong to no known emoji stay marked",
    arguments: [
      ("a\u{200D}b", "a\u{FFFD}b"), ("👩\u{200D}x", "👩\u{FFFD}x"), ("👩\u{200D}", "👩\u{FFFD}"),
      ("👩\u{200D}\u{200D}💻", "👩\u{FFFD}\u{FFFD}💻"), ("\u{200D}💻", "\u{FFFD}💻"), ("💻\u{200D}👩", "💻\u{FFFD}👩"),
      ("⚠\u{FE0F}\u{FE0F}", "⚠\u{FFFD}"), ("a\u{FE0F}", "a\u{FFFD}"), ("\u{FE0F}", "\u{FFFD}"),
      ("葛\u{FE0F}", "葛\u{FFFD}"),
      ("👍🏽🏽", "👍🏽"), ("🏴\u{E0067}\u{E0062}x", "🏴\u{FFFD}\u{FFFD}x"), ("🏴\u{E0061}", "🏴\u{FFFD}"),
      ("🏴\u{E0067}", "🏴\u{FFFD}"), ("⚠\u{E0067}", "⚠\u{FFFD}"),
    ])
  func notEmoji(_ text: String, _ drawn: String) {
    #expect(VisibleText.clean(text) == drawn)
  }

  @Test("Plain text, with and without accents, comes through as it is", arguments: ["hello, world", "Žltý kôň", "日本語"])
  func plain(_ text: String) {
    #expect(VisibleText.clean(text) == text)
  }

  static let dangerous: [Unicode.Scalar] = [
    "\u{0}", "\u{7}", "\u{8}", "\t", "\n", "\r", "\u{1B}", "\u{7F}", "\u{80}", "\u{9B}", "\u{9F}", "\u{AD}",
    "\u{61C}", "\u{200B}", "\u{200D}", "\u{200E}", "\u{202A}", "\u{202E}", "\u{2028}", "\u{2029}", "\u{2060}",
    "\u{2066}", "\u{2069}", "\u{FEFF}", "\u{FE0F}", "\u{E0041}", "\u{E0100}", "\u{3164}", "\u{E000}", "\u{FFFFF}",
  ]

  /// Written down here once more and not taken from the code, so that both must be wrong to be wrong.
  private func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true  // C0, DEL, C1
    case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: true  // private use
    case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
    default: false
    }
  }
}
