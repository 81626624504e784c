/// One cell of the screen.
///
/// Plain words without a pointer: a frame is thousands of cells, copied and compared at every key, and equal ones are
/// equal byte by byte.
public struct Cell: Equatable, Sendable {
  private static let bitsOfMark: UInt64 = 21

  /// The first scalar of the character; 0 in the right half of a wide one.
  private var base: UInt32
  /// The combining marks behind it, 21 bits each, the first one lowest. In two halves, so that no byte is undefined.
  private var lowMarks: UInt32 = 0
  private var highMarks: UInt32 = 0
  public var style: Style

  /// - Parameter character: cleaned, of one scalar and at most `VisibleText.maxCombiningMarks` more; what is beyond that
  ///   is dropped. Nil for the right half of a wide one.
  public init(_ character: Character? = " ", style: Style = Style()) {
    self.style = style
    base = 0
    guard let character else { return }
    let scalars = character.unicodeScalars
    base = scalars.first?.value ?? 0
    guard scalars.index(after: scalars.startIndex) < scalars.endIndex else { return }
    var marks: UInt64 = 0
    for (index, mark) in scalars.dropFirst().prefix(VisibleText.maxCombiningMarks).enumerated() {
      marks |= UInt64(mark.value) << (UInt64(index) * Self.bitsOfMark)
    }
    (lowMarks, highMarks) = (UInt32(truncatingIfNeeded: marks), UInt32(marks >> 32))
  }

  /// A character of one scalar.
  package init(_ scalar: Unicode.Scalar, style: Style) {
    (base, self.style) = (scalar.value, style)
  }

  /// Nil in the right half of a wide one.
  public var character: Character? {
    get {
      guard let scalar else { return nil }
      guard hasMarks else { return Character(scalar) }
      var text = String.UnicodeScalarView([scalar])
      text.append(contentsOf: marks)
      return Character(String(text))
    }
    set { self = Cell(newValue, style: style) }
  }

  /// The first scalar of the character; nil in the right half of a wide one.
  package var scalar: Unicode.Scalar? { isRightHalf ? nil : Unicode.Scalar(base) }

  /// Whether it is the right half of a wide character.
  package var isRightHalf: Bool { base == 0 }

  package var isBlank: Bool { base == 0x20 && !hasMarks }

  /// Whether it is a letter, a digit or ASCII punctuation, or the half of one.
  var isOfWord: Bool {
    guard let scalar else { return true }
    if scalar.isASCII { return scalar.value > 0x20 }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  package var hasMarks: Bool { lowMarks | highMarks != 0 }

  /// The combining marks of the character.
  package var marks: [Unicode.Scalar] {
    let all = UInt64(highMarks) << 32 | UInt64(lowMarks)
    return (0..<UInt64(VisibleText.maxCombiningMarks)).compactMap { index in
      let value = UInt32(truncatingIfNeeded: all >> (index * Self.bitsOfMark) & (1 << Self.bitsOfMark - 1))
      return value == 0 ? nil : Unicode.Scalar(value)
    }
  }

  /// Makes the half of a wide character a blank of the same style.
  mutating func blank() { self = Cell(" ", style: style) }
}
