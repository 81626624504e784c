import Foundation

/// What is drawn instead of a character where only ASCII can be.
enum ASCIIFallback {
  /// Takes one column. A wide character is drawn as two of them.
  static func character(for character: Character) -> Character {
    if character.isASCII { return character }
    return table[character] ?? withoutMarks(character) ?? countryLetter(character) ?? "?"
  }

  /// The letter below its accents: `š` reads as `s`.
  private static func withoutMarks(_ character: Character) -> Character? {
    let first = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
    return first.flatMap { $0.isASCII && $0.properties.isAlphabetic ? Character($0) : nil }
  }

  /// A flag is two letters of a country's code, each a character of its own.
  private static func countryLetter(_ character: Character) -> Character? {
    guard let value = character.unicodeScalars.first?.value, 0x1F1E6...0x1F1FF ~= value else { return nil }
    return Unicode.Scalar(value - 0x1F1E6 + 0x41).map { Character($0) }
  }

  private static let table: [Character: Character] = [
    // States
    "✖": "X", "✗": "x", "◐": "~", "‖": "=", "○": "o", "·": ".", "✔": "+", "✓": "+", "●": "*", "◯": "o",
    // Pointing and cutting
    "▸": ">", "▾": "v", "▴": "^", "◂": "<", "▶": ">", "▼": "v", "▲": "^", "◀": "<", "›": ">", "‹": "<",
    "→": ">", "←": "<", "↑": "^", "↓": "v", "↵": "<", "↻": "@", "…": "~", "«": "<", "»": ">",
    // Writing
    "—": "-", "–": "-", "‐": "-", "‑": "-", "−": "-", "•": "*", "‘": "'", "’": "'", "“": "\"", "”": "\"",
    "×": "x", "≤": "<", "≥": ">", "≠": "#", "±": "+", "°": "o", "\u{A0}": " ",
    // Lines, corners and tees
    "─": "-", "━": "-", "═": "=", "│": "|", "┃": "|", "║": "|", "╌": "-", "┄": "-", "┈": "-", "┆": "|", "┊": "|",
    "┌": "+", "┐": "+", "└": "+", "┘": "+", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "├": "+", "┤": "+",
    "┬": "+", "┴": "+", "┼": "+", "╔": "+", "╗": "+", "╚": "+", "╝": "+",
    // Heights of a strip: how bad it was
    "▁": "_", "▂": "-", "▄": "+",
    // Blocks and boxes
    "█": "#", "▓": "#", "▒": "#", "░": ".", "▌": "#", "▐": "#", "▀": "#", "■": "#", "□": "o", "▪": "*",
    "☐": "o", "☑": "x", "☒": "x", "◆": "*", "◇": "o", "★": "*", "☆": "*", "⚠": "!",
  ]
}
