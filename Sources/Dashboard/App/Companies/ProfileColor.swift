public import TerminalUI

/// The colours that a profile can wear, by name; `#rrggbb` is one as well.
public enum ProfileColor {
  public static let named: [(name: String, color: Color)] = [
    ("red", Color(red: 0xD7, green: 0x5F, blue: 0x5F, ansi: 1)),
    ("orange", Color(red: 0xFF, green: 0xAF, blue: 0x5F, ansi: 3)),
    ("yellow", Color(red: 0xFF, green: 0xD7, blue: 0x5F, ansi: 11)),
    ("green", Color(red: 0x87, green: 0xD7, blue: 0x87, ansi: 2)),
    ("cyan", Color(red: 0x5F, green: 0xD7, blue: 0xD7, ansi: 6)),
    ("blue", Color(red: 0x87, green: 0xAF, blue: 0xFF, ansi: 4)),
    ("magenta", Color(red: 0xD7, green: 0x87, blue: 0xFF, ansi: 5)),
    ("grey", Color(red: 0xB2, green: 0xB2, blue: 0xB2, ansi: 7)),
  ]

  /// What a profile that is marked as dangerous wears when it has no colour of its own.
  static let danger = named[0].color

  public static func color(_ text: String) -> Color? {
    named.first { $0.name == text }?.color ?? (text.contains(" ") ? nil : StyleSpec(text)?.color)
  }

  /// For the sentence on a colour that cannot be read.
  public static let expectation = named.map(\.name).joined(separator: ", ") + " or #rrggbb"
}
