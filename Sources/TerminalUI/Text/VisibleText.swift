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

  /// The fast path for printable ASCII; nil for any other text.
  private static func plainGlyphs(_ bytes: UnsafeBufferPointer<UInt8>) -> [Glyph]? {
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
    return bytes.map { Glyph(character: Character(Unicode.Scalar($0)), width: 1) }
  }
}
