/// A picture of the whole screen, as a value: equal frames look the same.
public struct Frame: Equatable, Sendable {
  public let size: Size
  /// Row by row, `size.columns * size.rows` of them.
  public private(set) var cells: [Cell]
  /// Where the terminal's cursor blinks; nil hides it.
  public var cursor: Position?

  public struct Position: Hashable, Sendable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  public init(_ size: Size, style: Style = Style()) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: Cell(" " as Unicode.Scalar, style: style), count: self.size.columns * self.size.rows)
  }

  public var bounds: Rect { Rect(size) }

  public subscript(column: Int, row: Int) -> Cell {
    cells[row * size.columns + column]
  }

  /// The first cells of a row.
  package func cells(row: Int, columns: Int) -> [Cell] {
    let start = row * size.columns
    return Array(cells[start..<start + min(columns, size.columns)])
  }

  /// Puts cells of a frame of the same width at the beginning of a row.
  package mutating func put(_ row: [Cell], row at: Int) {
    guard at >= 0, at < size.rows, row.count <= size.columns else { return }
    cells.replaceSubrange(at * size.columns..<at * size.columns + row.count, with: row)
  }

  /// Writes one line of text, made safe to draw, cut at `limit` columns and at the frame's edge.
  /// - Returns: the column after the last one written.
  @discardableResult
  public mutating func write(_ text: String, column: Int, row: Int, style: Style, limit: Int = .max) -> Int {
    // Text so far to the left cannot show, and the sums below must not overflow.
    guard row >= 0, row < size.rows, column < size.columns, column > -1_000_000 else { return column }
    let end = column + min(size.columns - column, max(0, limit))
    if let columns = VisibleText.ordinaryColumns(text) {
      return writeOrdinary(text, columns: columns, at: column, end: end, row: row, style: style)
    }
    var at = column
    for glyph in VisibleText.glyphs(text) {
      guard at + glyph.width <= end else { break }
      if at >= 0 { put(glyph, column: at, row: row, style: style) }
      at += glyph.width
    }
    return at
  }

  /// The fast path for a text of so many scalars that take one column each.
  /// - Returns: the column after the last one written.
  private mutating func writeOrdinary(
    _ text: String, columns: Int, at column: Int, end: Int, row: Int, style: Style
  ) -> Int {
    let last = max(column, min(end, column + columns))
    let shown = max(0, column)..<max(0, last)
    guard !shown.isEmpty else { return last }
    separate(column: shown.lowerBound, row: row)
    separate(column: shown.upperBound, row: row)
    let start = row * size.columns
    var at = column
    for scalar in text.unicodeScalars {
      guard at < last else { break }
      if at >= 0 { cells[start + at] = Cell(scalar, style: style) }
      at += 1
    }
    return last
  }

  /// Fills a rectangle with blanks of one style.
  public mutating func fill(_ rect: Rect, style: Style) {
    fill(rect, with: Cell(" " as Unicode.Scalar, style: style))
  }

  /// Changes the style of what is drawn already, such as the screen behind a dialog.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    for index in indices(in: rect) { cells[index].style = change(cells[index].style) }
  }

  /// Takes attributes from all that is no part of a word: blanks, lines and signs.
  public mutating func remove(_ attributes: Style.Attributes, exceptFromWordsIn rect: Rect) {
    for index in indices(in: rect) where !cells[index].isOfWord { cells[index].style.attributes.subtract(attributes) }
  }

  /// A line from left to right.
  public mutating func horizontalLine(column: Int, row: Int, columns: Int, style: Style) {
    fill(Rect(column: column, row: row, columns: columns, rows: 1), with: Cell("─" as Unicode.Scalar, style: style))
  }

  private mutating func fill(_ rect: Rect, with cell: Cell) {
    guard rect.columns > 0 else { return }
    for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.maxRow)) {
      separate(column: rect.column, row: row)
      separate(column: rect.maxColumn, row: row)
    }
    for index in indices(in: rect) { cells[index] = cell }
  }

  private mutating func put(_ glyph: Glyph, column: Int, row: Int, style: Style) {
    separate(column: column, row: row)
    separate(column: column + glyph.width, row: row)
    let index = row * size.columns + column
    cells[index] = Cell(glyph.character, style: style)
    if glyph.width == 2 { cells[index + 1] = Cell(nil, style: style) }
  }

  /// Makes sure that no wide character crosses the left edge of a column: both its halves become blanks.
  private mutating func separate(column: Int, row: Int) {
    guard column > 0, column < size.columns else { return }
    let index = row * size.columns + column
    guard cells[index].isRightHalf else { return }
    cells[index - 1].blank()
    cells[index].blank()
  }

  private func indices(in rect: Rect) -> some Sequence<Int> {
    let columns = max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.maxColumn))
    let rows = max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.maxRow))
    let width = size.columns
    return rows.lazy.flatMap { row in columns.lazy.map { row * width + $0 } }
  }
}
