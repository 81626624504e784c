/// Breaking a text into lines of at most so many columns, at blanks where there are any.
public enum LineWrap {
  public static func lines(_ text: String, columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true).map(String.init) {
      for piece in pieces(word, columns: columns) {
        let columnsOfPiece = DisplayWidth.of(piece)
        if !line.isEmpty, width + 1 + columnsOfPiece > columns {
          lines.append(line)
          (line, width) = ("", 0)
        }
        if !line.isEmpty { (line, width) = (line + " ", width + 1) }
        (line, width) = (line + piece, width + columnsOfPiece)
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// A word longer than a line is cut where the line ends.
  private static func pieces(_ word: String, columns: Int) -> [String] {
    guard DisplayWidth.of(word) > columns else { return [word] }
    var pieces: [String] = []
    var piece = ""
    var width = 0
    for glyph in VisibleText.glyphs(word) {
      if width + glyph.width > columns, !piece.isEmpty {
        pieces.append(piece)
        (piece, width) = ("", 0)
      }
      piece.append(glyph.character)
      width += glyph.width
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}
