import FintoroWebhooks
import TerminalUI

/// Draws the matrix of event types. It uses only its own area, so the form could be beside it.
extension PickerRoom {
  func draw(in canvas: inout Canvas, of world: World) {
    let layout = PickerLayout(canvas.size)
    drawTitle(layout.area, in: &canvas)
    layout.columns.drawTitles(row: layout.heads, in: &canvas)
    let (rows, count) = (rows, layout.listRows)
    let first = Self.firstRow(selected, count: rows.count, rows: count)
    for index in first..<min(rows.count, first + count) {
      drawRow(rows[index], index: index, row: layout.heads + 1 + index - first, layout, in: &canvas)
    }
    let area = layout.area
    if rows.isEmpty { canvas.text("No event matches.", .muted, column: area.column + 3, row: layout.heads + 2) }
    if first + count < rows.count {
      canvas.text(
        "▾ \(rows.count - first - count) more", .muted, endingAt: area.maxColumn - 1, row: layout.heads + count)
    }
    drawExplanation(area, in: &canvas)
    if isAsking { Self.drawQuestion(area, in: &canvas) }
  }

  /// Keeps the cursor in the middle, so that the next rows are visible. If all rows fit, nothing scrolls.
  private static func firstRow(_ row: Int, count: Int, rows: Int) -> Int {
    min(max(0, row - rows / 2), max(0, count - rows))
  }

  private func drawTitle(_ area: Rect, in canvas: inout Canvas) {
    let isFiltering = filterField != nil || !filter.isEmpty
    var at = area.column - 2
    // Where room is short, the filter is more important than the subscription's name.
    if !isFiltering || area.columns >= 80 {
      at = canvas.text("Events for", .muted, column: area.column + 1, row: area.row)
      at = canvas.text(Truncation.end(subject, to: area.columns / 3), .strong, column: at + 1, row: area.row)
    }
    let known = chosen.count { $0.isKnown }
    let unknown = chosen.count - known
    let count = "\(known) of \(EventCatalogue.types.count) chosen" + (unknown > 0 ? " + \(unknown) unknown" : "")
    canvas.text(count, chosen.isEmpty ? .muted : .good, endingAt: area.maxColumn - 1, row: area.row)
    if let filterField {
      at = canvas.text("narrow", .accent, column: at + 3, row: area.row)
      canvas.field(filterField, Rect(column: at + 1, row: area.row, columns: 20, rows: 1), focused: true)
    } else if !filter.isEmpty {
      canvas.text("narrowed by \"\(Truncation.end(filter, to: 14))\"", .accent, column: at + 3, row: area.row)
    }
  }

  private func drawRow(_ row: Row, index: Int, row at: Int, _ layout: PickerLayout, in canvas: inout Canvas) {
    let isCursor = index == selected
    let surface: Surface = isCursor ? .selection : .screen
    let line = Rect(column: layout.area.column, row: at, columns: layout.area.columns, rows: 1)
    if isCursor { canvas.fill(line, .selection) }
    drawName(row, row: at, surface, layout, in: &canvas)
    canvas.hit(line, .pickerRow(index))
    let cursorColumn = isCursor ? cursor?.column : nil
    for column in Self.verbs.indices {
      guard let mark = mark(types(row, column: column)) else { continue }
      let text = mark == .all ? "[x]" : mark == .some ? "[-]" : "[ ]"
      let ink: Ink = mark == .all ? .good : mark == .some ? .warning : .muted
      let isCell = column == cursorColumn
      let start = layout.columns.center(column) - 1
      canvas.text(text, isCell ? .text : ink, on: isCell ? .cell : surface, column: start, row: at)
      canvas.hit(Rect(column: start, row: at, columns: 3, rows: 1), .pickerCell(row: index, column: column))
    }
  }

  private func drawName(_ row: Row, row at: Int, _ surface: Surface, _ layout: PickerLayout, in canvas: inout Canvas) {
    let start = layout.area.column
    switch row {
    case .group(let index):
      let group = EventCatalogue.groups[index]
      canvas.text(folded.contains(index) ? "▸" : "▾", .accent, on: surface, column: start + 1, row: at)
      canvas.text(group.title, .strong, on: surface, column: start + 3, row: at)
      let count = group.types.count { chosen.contains($0) }
      canvas.text(
        "\(count)/\(group.types.count)", count == 0 ? .muted : .good, on: surface, endingAt: layout.columns.countEnd,
        row: at)
    case .resource(let resource, _):
      canvas.text(resource.id, .text, on: surface, column: layout.columns.indent, row: at)
    case .unknownGroup:
      canvas.text("▾", .accent, on: surface, column: start + 1, row: at)
      canvas.text("Not known to this version", .strong, on: surface, column: start + 3, row: at)
    case .unknown(let type):
      canvas.text(
        Truncation.end(type.rawValue, to: layout.columns.countEnd - layout.columns.indent), .text, on: surface,
        column: layout.columns.indent,
        row: at)
    }
  }

  /// Describes the cell under the cursor.
  private func drawExplanation(_ area: Rect, in canvas: inout Canvas) {
    guard let cursor else { return }
    let row = area.maxRow - 1
    let types = types(cursor.row, column: cursor.column)
    if types.count == 1, let type = types.first {
      let at = canvas.text(type.rawValue, .key, column: area.column + 1, row: row)
      let sentence = EventExplanation.sentence(type)
      canvas.text(Truncation.end(sentence, to: area.maxColumn - at - 3), .text, column: at + 2, row: row)
    } else {
      let at = canvas.text("\(types.count) events", .key, column: area.column + 1, row: row)
      let verb = Self.verbs[cursor.column].rawValue
      canvas.text("\(verb), of every resource in this group", .text, column: at + 2, row: row)
    }
  }

  private static func drawQuestion(_ area: Rect, in canvas: inout Canvas) {
    canvas.fade(area)
    let inner = canvas.box("Take the changed choice over?", area.centered(columns: 56, rows: 6))
    for (index, (key, text)) in [
      ("y", "take it over"), ("d", "drop the changes"), ("Esc", "go on choosing (Enter too)"),
    ].enumerated() {
      let row = inner.row + index + (inner.rows > 3 ? 1 : 0)
      let at = canvas.text(key, .key, on: .dialog, column: inner.column + 1, row: row)
      canvas.text(text, .text, on: .dialog, column: max(at + 1, inner.column + 6), row: row)
    }
  }
}

/// The rows of the picker: title, column heads, list, explanation.
struct PickerLayout {
  let area: Rect

  init(_ area: Rect) {
    self.area = area
  }

  /// Uses everything but the window's header and footer.
  init(_ size: Size) {
    self.init(Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2))
  }

  var columns: MatrixColumns { MatrixColumns(area) }

  /// Whether there is a blank row above the column heads.
  private var isRoomy: Bool { area.rows >= 26 }

  /// The row of the column heads.
  var heads: Int { area.row + (isRoomy ? 2 : 1) }
  var listRows: Int { max(1, area.rows - (isRoomy ? 4 : 3)) }
}
