import Foundation

/// What is drawn instead of a character where only ASCII can be.
enum ASCIIFallback {
  /// Takes one column. A wide character is drawn as two of them.
  static func character(for character: Character) -> Character {
    if character.isASCII { return character }
    return table[character] ?? withoutMarks(character) ?? "?"
  }

  /// The letter below its accents: `š` reads as `s`.
  private static func withoutMarks(_ character: Character) -> Character? {
    let first = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
    return first.flatMap { $0.isASCII && $0.properties.isAlphabetic ? Character($0) : nil }
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
    // Blocks and boxes
    "█": "#", "▓": "#", "▒": "#", "░": ".", "▌": "#", "▐": "#", "▀": "#", "▄": "#", "■": "#", "□": "o", "▪": "*",
    "☐": "o", "☑": "x", "☒": "x", "◆": "*", "◇": "o", "★": "*", "☆": "*", "⚠": "!",
  ]
}
