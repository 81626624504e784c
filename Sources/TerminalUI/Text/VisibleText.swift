/// One character as it may be drawn, with its columns (1 or 2).
public struct Glyph: Equatable, Sendable {
  public var character: Character
  public var width: Int
}

/// The one place that makes text safe to draw. Control bytes, changes of direction, invisible scalars and piles of
/// combining marks never reach the terminal: each becomes a visible mark.
public enum VisibleText {
  /// Stands for one scalar that must not be drawn.
  public static let mark: Character = "\u{FFFD}"
  /// Combining marks kept on one character.
  public static let maxCombiningMarks = 3

  /// The glyphs of a text, in order.
  public static func glyphs(_ text: String) -> [Glyph] {
    var text = text
    if let plain = text.withUTF8({ plainGlyphs($0) }) { return plain }
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(text.utf8.count)
    // How many marks the last glyph has; nil behind a glyph that takes none.
    var marks: Int?
    for scalar in text.unicodeScalars {
      let columns = isOrdinary(scalar) ? 1 : isHostile(scalar) ? -1 : DisplayWidth.of(scalar)
      switch columns {
      case 1...:
        glyphs.append(Glyph(character: Character(scalar), width: columns))
        marks = 0
      case 0 where marks != nil:
        marks = (marks ?? 0) + 1
        if let marks, marks <= maxCombiningMarks { combine(scalar, with: &glyphs[glyphs.count - 1]) }
      default:
        glyphs.append(Glyph(character: mark, width: 1))
        marks = nil
      }
    }
    return glyphs
  }

  /// A mark that does not combine into one character would draw a cell of its own, so it is dropped.
  private static func combine(_ scalar: Unicode.Scalar, with glyph: inout Glyph) {
    var scalars = String(glyph.character).unicodeScalars
    scalars.append(scalar)
    let text = String(scalars)
    if text.count == 1 { glyph.character = Character(text) }
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

  /// The fast path for the scalars of nearly all texts: printable ASCII, Latin letters, and the dashes, dots, arrows and
  /// boxes that the screens draw. All take one column, none combines.
  private static func isOrdinary(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x24F, 0x2013...0x2014, 0x2018...0x201E, 0x2022, 0x2026, 0x2190...0x2193,
      0x2500...0x25CF, 0x2713...0x2718:
      true
    default: false
    }
  }

  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: invisible.contains(scalar) || scalar.properties.isVariationSelector
    }
  }

  /// Scalars that are invisible although their category is a letter or a mark.
  private static let invisible: Set<Unicode.Scalar> = [
    "\u{034F}", "\u{115F}", "\u{1160}", "\u{17B4}", "\u{17B5}", "\u{3164}", "\u{FFA0}", "\u{2800}",
  ]
}
