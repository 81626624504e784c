/// One character as it may be drawn, with its columns (1 or 2).
public struct Glyph: Equatable, Sendable {
  public var character: Character
  public var width: Int
}

/// The one place that makes text safe to draw. Whatever the network sent, no control byte, no change of direction,
/// nothing invisible and no pile of combining marks reaches the terminal: each becomes a mark one can see.
public enum VisibleText {
  /// Stands for one scalar that must not be drawn.
  public static let mark: Character = "\u{FFFD}"
  /// Combining marks kept on one character.
  public static let mostCombiningMarks = 3

  /// The glyphs of a text, in order.
  public static func glyphs(_ text: String) -> [Glyph] {
    var text = text
    if let plain = text.withUTF8({ plainGlyphs($0) }) { return plain }
    var glyphs: [Glyph] = []
    var scalars = String.UnicodeScalarView()
    var width = 0
    var marks = 0
    func flush() {
      if !scalars.isEmpty { glyphs.append(Glyph(character: Character(String(scalars)), width: width)) }
    }
    for scalar in text.unicodeScalars {
      let columns = isHostile(scalar) ? -1 : DisplayWidth.of(scalar)
      if columns == 0, !scalars.isEmpty {
        marks += 1
        // What no longer combines into one character would draw a cell of its own, so it is dropped with the rest.
        let combined = Character.isOne(scalars, adding: scalar)
        if marks <= mostCombiningMarks, combined { scalars.append(scalar) }
        continue
      }
      flush()
      scalars.removeAll(keepingCapacity: true)
      marks = 0
      if columns > 0 {
        scalars.append(scalar)
        width = columns
      } else {
        glyphs.append(Glyph(character: mark, width: 1))
      }
    }
    flush()
    return glyphs
  }

  /// The text with every dangerous scalar replaced, for output that is not a frame.
  public static func clean(_ text: String) -> String {
    String(glyphs(text).map(\.character))
  }

  /// Printable ASCII needs no look at single scalars; nil where there is anything else.
  private static func plainGlyphs(_ bytes: UnsafeBufferPointer<UInt8>) -> [Glyph]? {
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
    return bytes.map { Glyph(character: Character(Unicode.Scalar($0)), width: 1) }
  }

  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: invisible.contains(scalar) || scalar.properties.isVariationSelector
    }
  }

  /// Letters and marks by category, nothing to see by look.
  private static let invisible: Set<Unicode.Scalar> = [
    "\u{034F}", "\u{115F}", "\u{1160}", "\u{17B4}", "\u{17B5}", "\u{3164}", "\u{FFA0}", "\u{2800}",
  ]
}

extension Character {
  fileprivate static func isOne(_ scalars: String.UnicodeScalarView, adding scalar: Unicode.Scalar) -> Bool {
    var longer = scalars
    longer.append(scalar)
    return String(longer).count == 1
  }
}
