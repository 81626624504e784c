import FintoroWebhooks
import TerminalUI

/// Draws the matrix of event types in its own area; the form may be beside it.
extension PickerRoom {
  func draw(in canvas: inout Canvas, of world: World) { draw(isFocused: true, in: &canvas) }

  /// - Parameter isFocused: whether keys go to it.
  func draw(isFocused: Bool, in canvas: inout Canvas) {
    let layout = PickerLayout(isBeside, canvas.size)
    drawTitle(layout.area, isFocused: isFocused, in: &canvas)
    layout.columns.drawTitles(row: layout.heads, in: &canvas)
    let (rows, count) = (rows, layout.listRows)
    let first = Self.firstRow(selected, count: rows.count, rows: count)
    for index in first..<min(rows.count, first + count) {
      drawRow(
        rows[index], index: index, row: layout.heads + 1 + index - first, isCursor: isFocused && index == selected,
        layout,
        in: &canvas)
    }
    let area = layout.area
    if rows.isEmpty { canvas.text("No event matches.", .muted, column: area.column + 3, row: layout.heads + 2) }
    if first + count < rows.count {
      canvas.text(
        "▾ \(rows.count - first - count) more", .muted, endingAt: area.maxColumn - 1, row: layout.heads + count)
    }
    drawExplanation(layout, isFocused: isFocused, in: &canvas)
    if isAsking { Self.drawQuestion(area, in: &canvas) }
  }

  /// Keeps the cursor in the middle, so that the next rows are visible. If all rows fit, nothing scrolls.
  private static func firstRow(_ row: Int, count: Int, rows: Int) -> Int {
    min(max(0, row - rows / 2), max(0, count - rows))
  }

  private func drawTitle(_ area: Rect, isFocused: Bool, in canvas: inout Canvas) {
    let isFiltering = filterField != nil || !filter.isEmpty
    var at = area.column - 2
    // Where room is short, the filter is more important than the subscription's name.
    if !isFiltering || area.columns >= 80 {
      at = canvas.text(isBeside ? "Events" : "Events for", .muted, column: area.column + 1, row: area.row)
      at = canvas.text(Truncation.end(subject, to: area.columns / 3), .strong, column: at + 1, row: area.row)
    }
    let known = chosen.count { $0.isKnown }
    let unknown = chosen.count - known
    let count = "\(known) of \(EventCatalogue.types.count) chosen" + (unknown > 0 ? " + \(unknown) unknown" : "")
    let end = area.maxColumn - 1
    canvas.text(count, chosen.isEmpty ? .muted : .good, endingAt: end, row: area.row)
    if let filterField {
      at = canvas.text("filter", .accent, column: at + 3, row: area.row) + 1
      let columns = min(48, end - DisplayWidth.of(count) - 2 - at)
      canvas.field(filterField, Rect(column: at, row: area.row, columns: columns, rows: 1), focused: isFocused)
    } else if !filter.isEmpty {
      canvas.text("filter \"\(Truncation.end(filter.text, to: 20))\"", .accent, column: at + 3, row: area.row)
    }
  }

  private func drawRow(
    _ row: Row, index: Int, row at: Int, isCursor: Bool, _ layout: PickerLayout, in canvas: inout Canvas
  ) {
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

  /// Describes the cell under the cursor, or says what of the filter finds nothing. Beside the form it stands below the
  /// last row, and may take more than one line.
  private func drawExplanation(_ layout: PickerLayout, isFocused: Bool, in canvas: inout Canvas) {
    let area = layout.area
    let below = layout.heads + 2 + min(rows.count, layout.listRows)
    let row = isBeside ? min(below, area.maxRow - 1) : area.maxRow - 1
    let place = Rect(column: area.column + 1, row: row, columns: area.columns - 2, rows: area.maxRow - row)
    if let part = unmatchedFilter, !rows.isEmpty {
      canvas.text(
        Truncation.end("No event matches \"\(part)\".", to: place.columns), .warning, column: place.column, row: row)
    } else if isFocused, let cursor {
      drawExplanation(types(cursor.row, column: cursor.column), cursor.column, place, in: &canvas)
    }
  }

  private func drawExplanation(_ types: [EventType], _ column: Int, _ place: Rect, in canvas: inout Canvas) {
    let (name, sentence): (String, String) =
      if types.count == 1, let type = types.first {
        (type.rawValue, EventExplanation.sentence(type))
      } else {
        ("\(types.count) events", "\(Self.verbs[column].rawValue), of every resource in this group")
      }
    let at = canvas.text(name, .key, column: place.column, row: place.row) + 2
    let lines = LineWrap.lines(sentence, columns: place.maxColumn - at)
    for (index, line) in lines.prefix(place.rows).enumerated() {
      let isCut = index == place.rows - 1 && lines.count > place.rows
      let text = isCut ? Truncation.end(line + " …", to: place.maxColumn - at) : line
      canvas.text(text, .text, column: at, row: place.row + index)
    }
  }

  private static func drawQuestion(_ area: Rect, in canvas: inout Canvas) {
    canvas.fade(area)
    let inner = canvas.box("Use the new selection?", area.centered(columns: 56, rows: 6))
    for (index, (key, text)) in [
      ("y", "use it"), ("d", "discard it"), ("Esc", "keep choosing (Enter too)"),
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

  /// Uses everything but the window's header and footer, or the part beside the form.
  init(_ isBeside: Bool, _ size: Size) {
    let columns = isBeside ? Self.columnsBesideForm(size) ?? size.columns : size.columns
    self.init(Rect(column: size.columns - columns, row: 1, columns: columns, rows: size.rows - 2))
  }

  /// The width beside the form; nil where both do not fit.
  static func columnsBesideForm(_ size: Size) -> Int? {
    switch size.columns {
    case ..<120: nil
    case ..<140: MatrixColumns.least
    case ..<160: MatrixColumns.least + 6
    case ..<200: 79
    default: 96
    }
  }

  var columns: MatrixColumns { MatrixColumns(area) }

  /// Whether there is a blank row above the column heads.
  private var isRoomy: Bool { area.rows >= 26 }

  /// The row of the column heads.
  var heads: Int { area.row + (isRoomy ? 2 : 1) }
  var listRows: Int { max(1, area.rows - (isRoomy ? 4 : 3)) }
}
