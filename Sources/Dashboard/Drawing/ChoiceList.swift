import TerminalUI

/// A short list in a box, one row under the cursor: what every dialog that offers a choice draws.
enum ChoiceList {
  struct Row {
    var text: String
    /// At the right end: what is chosen now, or a count.
    var note = ""
  }

  /// - Parameter hint: the last line of the box.
  static func draw(
    _ title: String, _ rows: [Row], selected: Int, hint: String, columns: Int = 46, in canvas: inout Canvas
  ) {
    let area = Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2)
    let hints = LineWrap.lines(hint, columns: columns - 6)
    let inner = canvas.box(
      title, area.centered(columns: columns, rows: min(area.rows, rows.count + hints.count + 4)))
    let room = max(1, inner.rows - hints.count - 2)
    var viewport = Viewport(selected: selected)
    viewport.fit(count: rows.count, rows: room)
    for index in viewport.visible(count: rows.count, rows: room) {
      let row = inner.row + 1 + index - viewport.first
      let surface: Surface = index == selected ? .selection : .dialog
      if index == selected {
        canvas.fill(Rect(column: inner.column, row: row, columns: inner.columns, rows: 1), .selection)
        canvas.text("▸", .accent, on: .selection, column: inner.column + 1, row: row)
      }
      let note = rows[index].note
      canvas.text(
        Truncation.end(rows[index].text, to: inner.columns - 5 - DisplayWidth.of(note)), .text, on: surface,
        column: inner.column + 3, row: row)
      canvas.text(note, .muted, on: surface, endingAt: inner.maxColumn - 1, row: row)
    }
    for (index, line) in hints.enumerated() {
      canvas.text(line, .muted, on: .dialog, column: inner.column + 1, row: inner.maxRow - hints.count + index)
    }
  }
}
