public import TerminalUI

/// All keys, from the key table; in two columns in a wide window.
public struct HelpRoom: Room {
  public private(set) var scroll = ScrollPosition()

  /// - Parameter context: the context that help was opened from; the list opens there.
  init(_ context: Context, _ size: Size) {
    scroll.move(by: Self.firstLine(of: context), count: Self.lines.count, rows: Self.rows(size))
  }

  func context(in world: World) -> Context { .help }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    let (count, rows) = (Self.lines.count, Self.rows(world.size))
    switch input {
    case .command(.back, _): return [.close]
    case .command(let command, _): _ = scroll.follow(command, count: count, rows: rows)
    case .worldChanged: scroll.move(by: 0, count: count, rows: rows)
    default: break
    }
    return []
  }

  func draw(in canvas: inout Canvas, of world: World) {
    let inner = canvas.box("Keys", Self.box(canvas.size))
    let (height, width) = (Self.rowsOfColumn(canvas.size), inner.columns / Self.columnCount(canvas.size))
    let last = min(Self.lines.count, scroll.first + Self.rows(canvas.size))
    for (index, line) in Self.lines[scroll.first..<last].enumerated() {
      let (row, column) = (inner.row + index % height, inner.column + index / height * width)
      switch line {
      case .title(let title): canvas.text(title, .strong, on: .dialog, column: column, row: row)
      case .key(let names, let help):
        canvas.text(names, .key, on: .dialog, column: column + 2, row: row, limit: 20)
        canvas.text(help, .text, on: .dialog, column: column + 23, row: row, limit: width - 23)
      case .blank: break
      }
    }
    canvas.text(
      "\(scroll.first + 1)–\(last) of \(Self.lines.count) · ↑ ↓ PgUp PgDn scroll · Esc back", .muted, on: .dialog,
      column: inner.column, row: inner.maxRow - 1)
  }

  private enum Line {
    case title(String)
    case key(String, String)
    case blank
  }

  private static let lines: [Line] = Context.allCases.flatMap { context -> [Line] in
    let bindings = Bindings.of(context)
    guard !bindings.isEmpty else { return [] }
    return [.title(context.title)] + bindings.map { .key($0.keyNames, $0.help) } + [.blank]
  }

  /// The line with a context's title. For the board it is the first line, so that most people see everything from the
  /// top.
  private static func firstLine(of context: Context) -> Int {
    guard context != .board else { return 0 }
    return lines.firstIndex { if case .title(context.title) = $0 { true } else { false } } ?? 0
  }

  /// How many lines are visible at once.
  private static func rows(_ size: Size) -> Int { rowsOfColumn(size) * columnCount(size) }
  private static func columnCount(_ size: Size) -> Int { size.columns >= 156 ? 2 : 1 }
  private static func rowsOfColumn(_ size: Size) -> Int { max(1, box(size).rows - 3) }
  private static func box(_ size: Size) -> Rect {
    Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2).centered(
      columns: 76 * columnCount(size), rows: 50)
  }
}
