/// Cutting texts to a width in columns, with `…` where something is missing.
public enum Truncation {
  /// Cut at the end: for names and sentences.
  public static func end(_ text: String, to columns: Int) -> String {
    fit(text, to: columns) { glyphs, room in prefix(glyphs, room) + "…" }
  }

  /// Cut in the middle, a little more kept of the beginning: for URLs and paths, whose both ends tell them apart.
  public static func middle(_ text: String, to columns: Int) -> String {
    fit(text, to: columns) { glyphs, room in
      let tail = room * 2 / 5
      return prefix(glyphs, room - tail) + "…" + suffix(glyphs, tail)
    }
  }

  private static func fit(_ text: String, to columns: Int, cut: ([Glyph], Int) -> String) -> String {
    guard columns > 0 else { return "" }
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
