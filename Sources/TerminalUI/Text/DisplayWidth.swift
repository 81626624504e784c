/// How many columns a terminal gives to a scalar, by wcwidth's rules.
public enum DisplayWidth {
  /// 0 for what combines with the character before it, 2 for wide ones, 1 for all others.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if isCombining(scalar) { return 0 }
    return isWide(value) ? 2 : 1
  }

  /// Columns of a whole text once it was made safe to draw.
  public static func of(_ text: String) -> Int {
    VisibleText.glyphs(text).reduce(0) { $0 + $1.width }
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    // Vowels and final consonants of Hangul, and the letters that extend them, join the syllable before them.
    default: (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = WideRanges.all.count
    while low < high {
      let middle = (low + high) / 2
      let range = WideRanges.all[middle]
      if range.contains(value) { return true }
      if value < range.lowerBound { high = middle } else { low = middle + 1 }
    }
    return false
  }
}
