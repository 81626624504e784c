/// The frame of a dialog: a filled box with a border and a title in it.
public struct DialogBox {
  public var title: String
  public var border: Style
  public var fill: Style
  public var titleStyle: Style

  public init(title: String, border: Style, fill: Style, titleStyle: Style) {
    self.title = title
    self.border = border
    self.fill = fill
    self.titleStyle = titleStyle
  }

  /// - Returns: the room inside the border.
  @discardableResult
  public func draw(in frame: inout Frame, _ rect: Rect) -> Rect {
    guard rect.columns >= 4, rect.rows >= 3 else { return Rect(column: 0, row: 0, columns: 0, rows: 0) }
    frame.fill(rect, style: fill)
    let (right, bottom) = (rect.maxColumn - 1, rect.maxRow - 1)
    for row in [rect.row, bottom] {
      frame.horizontalLine(column: rect.column + 1, row: row, columns: rect.columns - 2, style: border)
    }
    for row in rect.row + 1..<bottom {
      frame.write("│", column: rect.column, row: row, style: border)
      frame.write("│", column: right, row: row, style: border)
    }
    for (corner, column, row) in [
      ("╭", rect.column, rect.row), ("╮", right, rect.row), ("╰", rect.column, bottom), ("╯", right, bottom),
    ] {
      frame.write(corner, column: column, row: row, style: border)
    }
    let cut = Truncation.end(title, to: rect.columns - 6)
    frame.write(" \(cut) ", column: rect.column + 2, row: rect.row, style: titleStyle)
    return rect.inset(columns: 2, rows: 1)
  }
}
