/// What is drawn instead of a character where only ASCII can be.
enum AsciiTwins {
  /// One column for each column: a wide character becomes two marks, of which this is either.
  static func twin(of character: Character) -> Character {
    if character.isASCII { return character }
    return table[character] ?? "?"
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
