/// One character as it may be drawn, with its columns (1 or 2).
public struct Glyph: Equatable, Sendable {
  public var character: Character
  public var width: Int
}

/// The one place that makes text safe to draw. Control bytes, changes of direction, invisible scalars and piles of
/// combining marks never reach the terminal: each becomes a visible mark. Invisible parts of emoji are dropped.
public enum VisibleText {
  /// Stands for one scalar that must not be drawn.
  public static let mark: Character = "\u{FFFD}"
  /// Combining marks kept on one character.
  public static let maxCombiningMarks = 3

  /// The glyphs of a text, in order.
  public static func glyphs(_ text: String) -> [Glyph] {
    var text = text
    if let plain = text.withUTF8({ plainGlyphs($0) }) { return plain }
    var reader = GlyphReader(capacity: text.utf8.count)
    for scalar in text.unicodeScalars { reader.read(scalar) }
    return reader.end()
  }

  /// The text with every dangerous scalar replaced, for output that is not a frame.
  public static func clean(_ text: String) -> String {
    String(glyphs(text).map(\.character))
  }

  /// The columns of a text that is drawn as it is, one for each scalar; nil where it must be looked at closer.
  static func ordinaryColumns(_ text: String) -> Int? {
    var count = 0
    for scalar in text.unicodeScalars {
      guard GlyphReader.isOrdinary(scalar) else { return nil }
      count += 1
    }
    return count
  }

  /// The fast path for printable ASCII; nil for any other text.
  private static func plainGlyphs(_ bytes: UnsafeBufferPointer<UInt8>) -> [Glyph]? {
    guard bytes.allSatisfy(isPlain) else { return nil }
    return bytes.map { Glyph(character: plainCharacter($0), width: 1) }
  }

  /// Whether a byte of UTF-8 is a printable character by itself.
  static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

  /// The character of a printable byte.
  static func plainCharacter(_ byte: UInt8) -> Character { plainCharacters[Int(byte) - 0x20] }

  private static let plainCharacters = (UInt8(0x20)..<0x7F).map { Character(Unicode.Scalar($0)) }
}
