import TerminalUI

/// A dialog with a list and one selected line. Keys, wheel and clicks work the same in all of them.
protocol ListRoom: Room {
  var cursor: ListCursor { get set }
  /// The command of a second click on a line.
  static var secondClick: Command { get }
  func list(of world: World) -> ChoiceList
  /// Called when the cursor has moved to another line.
  mutating func moved(in world: World) -> [Request]
  /// Handles any other key, and pastes.
  mutating func act(_ input: RoomInput, in world: World) -> [Request]
}

extension ListRoom {
  static var secondClick: Command { .press }
  mutating func moved(in world: World) -> [Request] { [] }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    let list = list(of: world)
    let (count, rows) = (list.lines.count, list.rows(world.size))
    switch input {
    case .click(.choice(let index)):
      if index == cursor.selected { return act(.command(Self.secondClick, .enter), in: world) }
      cursor.select(index, count: count, rows: rows)
    case .command(let command, _) where cursor.follow(command, count: count, rows: rows): break
    case .worldChanged:
      cursor.fit(count: count, rows: rows)
      return []
    default: return act(input, in: world)
    }
    return moved(in: world)
  }

  func draw(in canvas: inout Canvas, of world: World) { list(of: world).draw(cursor, in: &canvas) }
}

/// The contents of a list room.
struct ChoiceList {
  struct Line {
    var text: String
    /// At the right end: a key, or the current value.
    var aside = ""
  }

  let title: String
  let lines: [Line]
  var columns = 46
  /// The text below the list.
  var note = ""
  /// A field above the list.
  var field: TextField?
  /// The text shown if the list is empty.
  var empty = ""
  /// Rows of the list, so that the box keeps its size; nil for as many as there are lines.
  var height: Int?

  /// How many lines are visible at once.
  func rows(_ size: Size) -> Int {
    min(height ?? max(1, lines.count), size.rows - 4 - above - notes(size).count)
  }

  private var above: Int { field == nil ? 1 : 3 }
  private func width(_ size: Size) -> Int { min(columns, size.columns - 2) }
  private func notes(_ size: Size) -> [String] {
    [""] + (note.isEmpty ? [] : LineWrap.lines(note, columns: width(size) - 6))
  }

  func draw(_ cursor: ListCursor, in canvas: inout Canvas) {
    let area = Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2)
    let (width, rows, notes) = (width(canvas.size), rows(canvas.size), notes(canvas.size))
    let box = area.centered(columns: width, rows: rows + above + 2 + notes.count)
    let inner = canvas.box(title, box)
    if let field {
      canvas.field(
        field, Rect(column: inner.column, row: inner.row + 1, columns: inner.columns, rows: 1), focused: true)
    }
    var cursor = cursor
    cursor.fit(count: lines.count, rows: rows)
    let visible = cursor.visible(count: lines.count, rows: rows)
    for at in visible {
      let row = inner.row + above + at - visible.lowerBound
      draw(at, isSelected: at == cursor.selected, inner, row: row, in: &canvas)
    }
    if visible.count < lines.count { canvas.scrolled(visible, of: lines.count, box) }
    if lines.isEmpty {
      canvas.text(
        empty, .muted, on: .dialog, column: inner.column + 3, row: inner.row + above, limit: inner.columns - 3)
    }
    for (offset, line) in notes.enumerated() {
      canvas.text(line, .muted, on: .dialog, column: inner.column + 1, row: inner.row + above + rows + offset)
    }
  }

  private func draw(_ at: Int, isSelected: Bool, _ inner: Rect, row: Int, in canvas: inout Canvas) {
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
