/// Breaks a text into lines of a maximal width in columns, at blanks where possible.
public enum LineWrap {
  public static func lines(_ text: String, columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    return lines(of: words.flatMap { pieces(String($0), columns: columns) }, columns: columns)
  }

  /// The same of words that stay whole: one that is longer than a line has a line of its own.
  public static func lines(of words: [String], columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in words {
      let columnsOfWord = DisplayWidth.of(word)
      if !line.isEmpty, width + 1 + columnsOfWord > columns {
        lines.append(line)
        (line, width) = ("", 0)
      }
      if !line.isEmpty { (line, width) = (line + " ", width + 1) }
      (line, width) = (line + word, width + columnsOfWord)
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Cuts a word that is longer than a line.
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

/// Cuts texts to a width in columns, with `…` for the missing part.
public enum Truncation {
  /// Cut at the end: for names and sentences.
  public static func end(_ text: String, to columns: Int) -> String {
    fit(text, to: columns) { glyphs, room in prefix(glyphs, room) + "…" }
  }

  /// Cut in the middle, with a longer beginning: for URLs and paths, which differ at both ends.
  public static func middle(_ text: String, to columns: Int) -> String {
    fit(text, to: columns) { glyphs, room in
      let tail = room * 2 / 5
      return prefix(glyphs, room - tail) + "…" + suffix(glyphs, tail)
    }
  }

  private static func fit(_ text: String, to columns: Int, cut: ([Glyph], Int) -> String) -> String {
    guard columns > 0 else { return "" }
    if let all = VisibleText.ordinaryColumns(text), all <= columns { return text }
    let glyphs = VisibleText.glyphs(text)
    guard glyphs.reduce(0, { $0 + $1.width }) > columns else { return String(glyphs.map(\.character)) }
    return columns == 1 ? "…" : cut(glyphs, columns - 1)
  }

  private static func prefix(_ glyphs: [Glyph], _ columns: Int) -> String {
    var room = columns
    return String(
      glyphs.prefix {
        room -= $0.width
        return room >= 0
      }.map(\.character))
  }

  private static func suffix(_ glyphs: [Glyph], _ columns: Int) -> String {
    var room = columns
    return String(
      glyphs.reversed().prefix {
        room -= $0.width
        return room >= 0
      }.reversed().map(\.character))
  }
}
