import TerminalUI

/// A dialog that is a list with one line selected.
struct ChoiceList {
  struct Line {
    var text: String
    /// At the right end: a key, or what is chosen.
    var aside = ""
  }

  let title: String
  let lines: [Line]
  let index: Int
  var columns = 46
  /// What is said below the list.
  var note = ""
  /// A field above the list.
  var field: TextField?
  /// What stands where there is no line.
  var empty = ""

  func draw(in canvas: inout Canvas) {
    let area = Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2)
    let width = min(columns, area.columns - 2)
    let notes = [""] + (note.isEmpty ? [] : LineWrap.lines(note, columns: width - 6))
    let above = field == nil ? 1 : 3
    let rows = min(max(1, lines.count), area.rows - 2 - above - notes.count)
    let box = area.centered(columns: width, rows: rows + above + 2 + notes.count)
    let inner = canvas.box(title, box)
    if let field {
      canvas.field(
        field, Rect(column: inner.column, row: inner.row + 1, columns: inner.columns, rows: 1), focused: true)
    }
    var viewport = Viewport()
    viewport.select(index, count: lines.count, rows: rows)
    let visible = viewport.visible(count: lines.count, rows: rows)
    for at in visible { draw(at, inner, row: inner.row + above + at - visible.lowerBound, in: &canvas) }
    if visible.count < lines.count { canvas.scrolled(visible, of: lines.count, box) }
    if lines.isEmpty {
      canvas.text(
        empty, .muted, on: .dialog, column: inner.column + 3, row: inner.row + above, limit: inner.columns - 3)
    }
    for (offset, line) in notes.enumerated() {
      canvas.text(line, .muted, on: .dialog, column: inner.column + 1, row: inner.row + above + rows + offset)
    }
  }

  private func draw(_ at: Int, _ inner: Rect, row: Int, in canvas: inout Canvas) {
    let isSelected = at == index
    let surface: Surface = isSelected ? .selection : .dialog
    let line = Rect(column: inner.column, row: row, columns: inner.columns, rows: 1)
    if isSelected {
      canvas.fill(line, .selection)
      canvas.text("▸", .accent, on: surface, column: inner.column + 1, row: row)
    }
    canvas.hit(line, .choice(at))
    let aside = DisplayWidth.of(lines[at].aside)
    let room = inner.columns - 4 - (aside == 0 ? 0 : aside + 2)
    canvas.text(Truncation.end(lines[at].text, to: room), .text, on: surface, column: inner.column + 3, row: row)
    canvas.text(lines[at].aside, .accent, on: surface, endingAt: inner.maxColumn - 1, row: row)
  }
}
