/// Makes glyphs of a text, scalar by scalar.
struct GlyphReader {
  private var glyphs: [Glyph] = []
  /// How many marks the last glyph has; nil behind a glyph that takes none.
  private var marks: Int?
  /// What the last glyph was made of; nil behind a glyph that takes no selector and no joiner.
  private var base: Unicode.Scalar?
  /// Whether a selector was dropped behind the base. More than one could carry a message that nobody sees.
  private var isSelected = false
  /// Scalars behind the base that are dropped if what follows makes them part of an emoji, and marked otherwise.
  private var undecided: [Unicode.Scalar] = []

  init(capacity: Int) { glyphs.reserveCapacity(capacity) }

  mutating func read(_ scalar: Unicode.Scalar) {
    if !undecided.isEmpty, decide(by: scalar) { return }
    if Self.isOrdinary(scalar) { return draw(scalar, columns: 1) }
    if let base, isInvisiblePart(scalar, of: base) { return }
    let columns = Self.isHostile(scalar) ? -1 : DisplayWidth.of(scalar)
    switch columns {
    case 1...: draw(scalar, columns: columns)
    case 0 where marks != nil: combine(scalar)
    default: drawMark()
    }
  }

  /// The glyphs, after the last scalar.
  mutating func end() -> [Glyph] {
    markUndecided()
    return glyphs
  }

  private mutating func draw(_ scalar: Unicode.Scalar, columns: Int) {
    glyphs.append(Glyph(character: Character(scalar), width: columns))
    (marks, base, isSelected) = (0, scalar, false)
  }

  private mutating func drawMark() {
    glyphs.append(Glyph(character: VisibleText.mark, width: 1))
    (marks, base) = (nil, nil)
  }

  /// A mark that does not combine into one character would draw a cell of its own, so it is dropped.
  private mutating func combine(_ scalar: Unicode.Scalar) {
    let count = (marks ?? 0) + 1
    marks = count
    guard count <= VisibleText.maxCombiningMarks else { return }
    var scalars = String(glyphs[glyphs.count - 1].character).unicodeScalars
    scalars.append(scalar)
    let text = String(scalars)
    if text.count == 1 { glyphs[glyphs.count - 1].character = Character(text) }
  }
}

extension GlyphReader {
  /// - Returns: whether the scalar is dropped, or is decided on by the next one.
  private mutating func isInvisiblePart(_ scalar: Unicode.Scalar, of base: Unicode.Scalar) -> Bool {
    if scalar == EmojiForm.joiner || EmojiForm.beginsFlag([scalar], behind: base) {
      undecided = [scalar]
      return true
    }
    guard !isSelected, EmojiForm.isSelector(scalar, behind: base) else { return false }
    isSelected = true
    return true
  }

  /// - Returns: whether the scalar is dropped as well, or is decided on by the next one.
  private mutating func decide(by scalar: Unicode.Scalar) -> Bool {
    guard let base else { return false }
    if undecided == [EmojiForm.joiner] {
      if EmojiForm.joins(base, scalar) { undecided = [] }
    } else if EmojiForm.beginsFlag(undecided + [scalar], behind: base) {
      undecided.append(scalar)
      if EmojiForm.flags.contains(undecided) { (undecided, self.base) = ([], nil) }
      return true
    }
    markUndecided()
    return false
  }

  private mutating func markUndecided() {
    for _ in undecided { drawMark() }
    undecided = []
  }
}

extension GlyphReader {
  /// The fast path for the scalars of nearly all texts: printable ASCII, Latin letters, and the dashes, dots, arrows and
  /// boxes that the screens draw. All take one column, none combines.
  static func isOrdinary(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x24F, 0x2013...0x2014, 0x2016, 0x2018...0x201E, 0x2022, 0x2026,
      0x2039...0x203A, 0x2190...0x2193, 0x2500...0x25D0, 0x2713...0x2718:
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
