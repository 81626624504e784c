import TerminalUI

/// The list of themes over the screen in the chosen one.
enum ThemesView {
  static func draw(_ choice: ThemeChoice, _ state: State, in canvas: inout Canvas) {
    let area = Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2)
    let inner = canvas.box("Theme", area.centered(columns: 40, rows: min(area.rows, state.themes.count + 4)))
    for (index, theme) in state.themes.prefix(max(0, inner.rows - 2)).enumerated() {
      let row = inner.row + 1 + index
      if index == choice.index {
        canvas.fill(Rect(column: inner.column, row: row, columns: inner.columns, rows: 1), .selection)
        canvas.text("▸", .accent, on: .selection, column: inner.column + 1, row: row)
      }
      canvas.text(
        theme.name, .text, on: index == choice.index ? .selection : .dialog, column: inner.column + 3, row: row,
        limit: inner.columns - 4)
    }
  }
}
