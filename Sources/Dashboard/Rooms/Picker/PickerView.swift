import FintoroWebhooks
import TerminalUI

/// The matrix of event types.
enum PickerView {
  /// Rows for the matrix: all but the header, the title, the column heads, the explanation and the footer.
  static func listRows(_ size: Size) -> Int { max(1, size.rows - (isRoomy(size) ? 6 : 5)) }

  static func draw(_ picker: PickerState, _ form: FormState, _ state: State, in canvas: inout Canvas) {
    let layout = PickerLayout(canvas.size)
    drawTitle(picker, form, in: &canvas)
    let heads = isRoomy(canvas.size) ? 3 : 2
    for (column, verb) in PickerState.verbs.enumerated() {
      let title = layout.title(verb)
      canvas.text(title, .strong, column: layout.center(column) - DisplayWidth.of(title) / 2, row: heads)
    }
    let rows = picker.rows
    let count = listRows(canvas.size)
    let first = firstRow(picker.row, count: rows.count, rows: count)
    for index in first..<min(rows.count, first + count) {
      drawRow(
        rows[index], index: index, picker, row: heads + 1 + index - first, layout, in: &canvas)
    }
    if rows.isEmpty { canvas.text("No event matches.", .muted, column: 3, row: heads + 2) }
    if first + count < rows.count {
      canvas.text("▾ \(rows.count - first - count) more", .muted, endingAt: canvas.size.columns - 1, row: heads + count)
    }
    drawExplanation(picker, in: &canvas)
    if picker.isAsking { drawQuestion(in: &canvas) }
  }

  private static func isRoomy(_ size: Size) -> Bool { size.rows >= 28 }

  /// Keeps the cursor in the middle, so that what comes next is seen; everything stands still when it fits.
  private static func firstRow(_ row: Int, count: Int, rows: Int) -> Int {
    min(max(0, row - rows / 2), max(0, count - rows))
  }

  private static func drawTitle(_ picker: PickerState, _ form: FormState, in canvas: inout Canvas) {
    let name = form.input.name ?? EndpointRules.host(of: form.input.url) ?? "the new subscription"
    let isNarrowing = picker.filterField != nil || !picker.filter.isEmpty
    var at = -2
    // Where room is short, what narrows the list matters more than whose events they are.
    if !isNarrowing || canvas.size.columns >= 80 {
      at = canvas.text("Events for", .muted, column: 1, row: 1)
      at = canvas.text(Truncation.end(name, to: canvas.size.columns / 3), .strong, column: at + 1, row: 1)
    }
    let known = picker.chosen.count { $0.isKnown }
    let unknown = picker.chosen.count - known
    let count = "\(known) of \(EventCatalogue.types.count) chosen" + (unknown > 0 ? " + \(unknown) unknown" : "")
    canvas.text(count, picker.chosen.isEmpty ? .muted : .good, endingAt: canvas.size.columns - 1, row: 1)
    if let field = picker.filterField {
      at = canvas.text("narrow", .accent, column: at + 3, row: 1)
      canvas.field(field, Rect(column: at + 1, row: 1, columns: 20, rows: 1), focused: true)
    } else if !picker.filter.isEmpty {
      canvas.text("narrowed by \"\(Truncation.end(picker.filter, to: 14))\"", .accent, column: at + 3, row: 1)
    }
  }

  private static func drawRow(
    _ row: PickerState.Row, index: Int, _ picker: PickerState, row at: Int, _ layout: PickerLayout,
    in canvas: inout Canvas
  ) {
    let isCursor = index == picker.row
    let surface: Surface = isCursor ? .selection : .screen
    if isCursor {
      canvas.fill(Rect(column: 0, row: at, columns: canvas.size.columns, rows: 1), .selection)
    }
    drawName(row, picker, row: at, surface, layout, in: &canvas)
    canvas.hit(Rect(column: 0, row: at, columns: canvas.size.columns, rows: 1), .pickerRow(index))
    let cursorColumn = isCursor ? picker.cursor?.column : nil
    for column in PickerState.verbs.indices {
      guard let mark = picker.mark(picker.types(row, column: column)) else { continue }
      let text = mark == .all ? "[x]" : mark == .some ? "[-]" : "[ ]"
      let ink: Ink = mark == .all ? .good : mark == .some ? .warning : .muted
      let isCell = column == cursorColumn
      canvas.text(
        text, isCell ? .text : ink, on: isCell ? .cell : surface, column: layout.center(column) - 1, row: at)
      canvas.hit(
        Rect(column: layout.center(column) - 1, row: at, columns: 3, rows: 1), .pickerCell(row: index, column: column))
    }
  }

  private static func drawName(
    _ row: PickerState.Row, _ picker: PickerState, row at: Int, _ surface: Surface, _ layout: PickerLayout,
    in canvas: inout Canvas
  ) {
    switch row {
    case .group(let index):
      let group = EventCatalogue.groups[index]
      canvas.text(picker.folded.contains(index) ? "▸" : "▾", .accent, on: surface, column: 1, row: at)
      canvas.text(group.title, .strong, on: surface, column: 3, row: at)
      count(group.types, picker, row: at, surface, layout, in: &canvas)
    case .resource(let resource, _):
      canvas.text(resource.id, .text, on: surface, column: layout.indent, row: at)
    case .unknownGroup:
      canvas.text("▾", .accent, on: surface, column: 1, row: at)
      canvas.text("Not known to this version", .strong, on: surface, column: 3, row: at)
    case .unknown(let type):
      canvas.text(
        Truncation.end(type.rawValue, to: layout.countEnd - layout.indent), .text, on: surface, column: layout.indent,
        row: at)
    }
  }

  private static func count(
    _ types: [EventType], _ picker: PickerState, row: Int, _ surface: Surface, _ layout: PickerLayout,
    in canvas: inout Canvas
  ) {
    let chosen = types.count { picker.chosen.contains($0) }
    canvas.text(
      "\(chosen)/\(types.count)", chosen == 0 ? .muted : .good, on: surface, endingAt: layout.countEnd, row: row)
  }

  private static func drawExplanation(_ picker: PickerState, in canvas: inout Canvas) {
    guard let cursor = picker.cursor else { return }
    let row = canvas.size.rows - 2
    let types = picker.types(cursor.row, column: cursor.column)
    if types.count == 1, let type = types.first {
      let at = canvas.text(type.rawValue, .key, column: 1, row: row)
      let sentence = EventExplanation.sentence(type)
      canvas.text(
        Truncation.end(sentence, to: canvas.size.columns - at - 3), .text, column: at + 2, row: row)
    } else {
      let verb = PickerState.verbs[cursor.column].rawValue
      let at = canvas.text("\(types.count) events", .key, column: 1, row: row)
      canvas.text("\(verb), of every resource in this group", .text, column: at + 2, row: row)
    }
  }

  private static func drawQuestion(in canvas: inout Canvas) {
    let area = Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2)
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

/// Where the columns of the matrix stand.
struct PickerLayout {
  let size: Size

  init(_ size: Size) {
    self.size = size
  }

  private enum Room {
    case wide, usual, narrow
  }

  private var room: Room { size.columns >= 96 ? .wide : size.columns >= 79 ? .usual : .narrow }

  var indent: Int { room == .wide ? 5 : room == .usual ? 4 : 2 }
  var countEnd: Int { room == .wide ? 37 : room == .usual ? 36 : 30 }

  /// The middle of a verb's column.
  func center(_ index: Int) -> Int {
    switch room {
    case .wide: 42 + index * 11 + (index > 2 ? index - 2 : 0)
    case .usual: 40 + index * 9
    case .narrow: 33 + index * 6
    }
  }

  /// Whole words for columns in which the verbs would be cut.
  private static let shortTitles: [EventVerb: String] = [
    .created: "new", .updated: "edit", .deleted: "gone", .stockUpdated: "stock",
  ]

  func title(_ verb: EventVerb) -> String {
    switch room {
    case .wide: verb.rawValue
    case .usual: verb == .stockUpdated ? "stock" : verb.rawValue
    case .narrow: Self.shortTitles[verb] ?? verb.rawValue
    }
  }
}
