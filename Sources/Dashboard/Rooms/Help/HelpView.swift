import TerminalUI

/// All keys, from the key table; in a wide window in two columns.
enum HelpView {
  /// Lines that are seen at once.
  static func rows(_ size: Size) -> Int { rowsOfColumn(size) * columnCount(size) }
  static func lineCount(_ size: Size) -> Int { lines.count }

  /// The line of a context's title; the first for the board, which is what most want to see whole.
  static func firstLine(of context: Context) -> Int {
    guard context != .board else { return 0 }
    return lines.firstIndex { if case .title(context.title) = $0 { true } else { false } } ?? 0
  }

  static func draw(_ help: HelpState, in canvas: inout Canvas) {
    let inner = canvas.box("Keys", box(canvas.size))
    let (height, width) = (rowsOfColumn(canvas.size), inner.columns / columnCount(canvas.size))
    for (index, line) in lines.dropFirst(help.scroll.first).prefix(rows(canvas.size)).enumerated() {
      let (row, column) = (inner.row + index % height, inner.column + index / height * width)
      switch line {
      case .title(let title): canvas.text(title, .strong, on: .dialog, column: column, row: row)
      case .key(let names, let help):
        canvas.text(names, .key, on: .dialog, column: column + 2, row: row, limit: 20)
        canvas.text(help, .text, on: .dialog, column: column + 23, row: row, limit: width - 23)
      case .blank: break
      }
    }
    let last = min(lines.count, help.scroll.first + rows(canvas.size))
    canvas.text(
      "\(help.scroll.first + 1)–\(last) of \(lines.count) · ↑ ↓ PgUp PgDn scroll · Esc back", .muted, on: .dialog,
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

  private static func box(_ size: Size) -> Rect {
    Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2).centered(
      columns: 76 * columnCount(size), rows: 50)
  }

  private static func columnCount(_ size: Size) -> Int { size.columns >= 156 ? 2 : 1 }
  private static func rowsOfColumn(_ size: Size) -> Int { max(1, box(size).rows - 3) }
}
