/// The invisible scalars that keyboards put into names: they choose another form of what stands before them, or join two
/// emoji to one picture. Terminals differ in how wide that is, so they are dropped and their parts drawn.
///
/// Only known ones, so that nothing else can hide behind them.
enum EmojiForm {
  /// Whether a scalar behind this base only chooses a form of it: text or emoji, a skin tone, a writing of an ideograph.
  static func isSelector(_ scalar: Unicode.Scalar, behind base: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFE0E, 0xFE0F: base.properties.isEmoji
    case 0x1F3FB...0x1F3FF: base.properties.isEmojiModifierBase
    case 0xFE00...0xFE02, 0xE0100...0xE01EF: base.properties.isUnifiedIdeograph
    case 0x180B...0x180D, 0x180F: (0x1820...0x18AA).contains(base.value)
    default: false
    }
  }

  /// Whether a joiner between these makes one picture of them, in some sequence that Unicode recommends.
  static func joins(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    switch right.value {
    case 0x2640, 0x2642: genders.contains(left.value)
    // The arrow says that somebody walks to the right.
    case 0x27A1: [0x2640, 0x2642, 0x1F3C3, 0x1F6B6, 0x1F9AF, 0x1F9BC, 0x1F9BD, 0x1F9CE].contains(left.value)
    default:
      people.contains(left.value) && attributes.contains(right.value)
        || pairs[right.value]?.contains(left.value) ?? false
    }
  }

  static let joiner: Unicode.Scalar = "\u{200D}"

  /// The tags behind a black flag, up to their end, that make a flag of England, Scotland or Wales.
  static let flags: [[Unicode.Scalar]] = ["gbeng", "gbsct", "gbwls"].map { name in
    name.utf8.compactMap { Unicode.Scalar(0xE0000 + UInt32($0)) } + ["\u{E007F}"]
  }

  /// Whether these are the first tags of such a flag.
  static func beginsFlag(_ tags: [Unicode.Scalar], behind base: Unicode.Scalar) -> Bool {
    base == "\u{1F3F4}" && flags.contains { $0.starts(with: tags) }
  }

  /// Person, man, woman.
  private static let people: Set<UInt32> = [0x1F9D1, 0x1F468, 0x1F469]

  /// What people do, carry or look like.
  private static let attributes: Set<UInt32> = [
    0x2695, 0x2696, 0x2708, 0x2764, 0x1F33E, 0x1F373, 0x1F37C, 0x1F384, 0x1F393, 0x1F3A4, 0x1F3A8, 0x1F3EB, 0x1F3ED,
    0x1F430, 0x1F4BB, 0x1F4BC, 0x1F527, 0x1F52C, 0x1F680, 0x1F692, 0x1F91D, 0x1F9AF, 0x1F9B0, 0x1F9B1, 0x1F9B2,
    0x1F9B3, 0x1F9BC, 0x1F9BD, 0x1FA70, 0x1FAEF,
  ]

  /// What is told apart as a woman and a man.
  private static let genders: Set<UInt32> = [
    0x26F9, 0x1F3C3, 0x1F3C4, 0x1F3CA, 0x1F3CB, 0x1F3CC, 0x1F46E, 0x1F46F, 0x1F470, 0x1F471, 0x1F473, 0x1F477, 0x1F481,
    0x1F482, 0x1F486, 0x1F487, 0x1F575, 0x1F645, 0x1F646, 0x1F647, 0x1F64B, 0x1F64D, 0x1F64E, 0x1F6A3, 0x1F6B4,
    0x1F6B5, 0x1F6B6, 0x1F926, 0x1F935, 0x1F937, 0x1F938, 0x1F939, 0x1F93C, 0x1F93D, 0x1F93E, 0x1F9B8, 0x1F9B9,
    0x1F9CD, 0x1F9CE, 0x1F9CF, 0x1F9D4, 0x1F9D6, 0x1F9D7, 0x1F9D8, 0x1F9D9, 0x1F9DA, 0x1F9DB, 0x1F9DC, 0x1F9DD,
    0x1F9DE, 0x1F9DF,
  ]

  /// By the right one: those that may stand left of the joiner.
  private static let pairs: [UInt32: Set<UInt32>] = [
    // Families and couples
    0x1F466: [0x1F466, 0x1F467, 0x1F468, 0x1F469], 0x1F467: [0x1F467, 0x1F468, 0x1F469],
    0x1F468: [0x2764, 0x1F430, 0x1F468, 0x1F48B, 0x1F91D, 0x1FAEF],
    0x1F469: [0x2764, 0x1F430, 0x1F468, 0x1F469, 0x1F48B, 0x1F91D, 0x1FAEF],
    0x1F9D1: [0x2764, 0x1F430, 0x1F48B, 0x1F91D, 0x1F9D1, 0x1FAEF], 0x1F9D2: [0x1F9D1, 0x1F9D2],
    0x1F48B: [0x2764], 0x1FAF2: [0x1FAF1],
    // Flags: rainbow, transgender, pirates
    0x1F308: [0x1F3F3], 0x26A7: [0x1F3F3], 0x2620: [0x1F3F4],
    // Faces, hearts and an eye
    0x1F4A8: [0x1F62E], 0x1F4AB: [0x1F635], 0x1F32B: [0x1F636], 0x2194: [0x1F642], 0x2195: [0x1F642],
    0x1F525: [0x2764, 0x1F426], 0x1FA79: [0x2764], 0x1F5E8: [0x1F441],
    // Animals and things
    0x1F9BA: [0x1F415], 0x2B1B: [0x1F408, 0x1F426], 0x2744: [0x1F43B], 0x1F7E9: [0x1F34B], 0x1F7EB: [0x1F344],
    0x1F4A5: [0x26D3],
  ]
}
