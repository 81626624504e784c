import FintoroWebhooks
import TerminalUI

/// Gaps and doubles, one a row.
enum CoverageListView {
  static func draw(_ coverage: CoverageState, _ state: State, in canvas: inout Canvas) {
    let findings = coverage.findings
    let layout = CoverageLayout(canvas.size)
    if findings.isEmpty {
      canvas.text("Every event is heard, and none twice by one URL.", .good, column: 3, row: layout.top)
    }
    let visible = coverage.list.visible(count: findings.count, rows: layout.listRows)
    for index in visible {
      let row = layout.top + index - visible.lowerBound
      let isSelected = index == coverage.list.selected
      let surface: Surface = isSelected ? .selection : .screen
      if isSelected {
        canvas.fill(Rect(column: 0, row: row, columns: canvas.size.columns, rows: 1), .selection)
        canvas.text("▸", .accent, on: .selection, column: 1, row: row)
      }
      draw(findings[index], state, surface, row: row, in: &canvas)
    }
    if !findings.isEmpty {
      canvas.text(
        "\(visible.lowerBound + 1)–\(visible.upperBound) of \(findings.count)", .muted, column: 1,
        row: canvas.size.rows - 2)
    }
  }

  private static func draw(
    _ finding: CoverageFinding, _ state: State, _ surface: Surface, row: Int, in canvas: inout Canvas
  ) {
    let end = canvas.size.columns - 1
    switch finding {
    case .unheard(let type, let paused):
      let at = canvas.text("nobody hears  ", .warning, on: surface, column: 3, row: row)
      let next = canvas.text(type.rawValue, .text, on: surface, column: at, row: row) + 2
      let only = paused.map { "only \(name($0, state)), which is paused" } ?? EventExplanation.sentence(type)
      canvas.text(Truncation.end(only, to: max(0, end - next)), .muted, on: surface, column: next, row: row)
    case .doubled(let doubled):
      let at = canvas.text("heard twice   ", .critical, on: surface, column: 3, row: row)
      let next = canvas.text(doubled.type.rawValue, .text, on: surface, column: at, row: row) + 2
      let ids = doubled.ids.map(String.init).joined(separator: ", ")
      let after = canvas.text("by \(ids) at ", .muted, on: surface, column: next, row: row)
      canvas.text(Truncation.middle(doubled.url, to: max(0, end - after)), .muted, on: surface, column: after, row: row)
    case .sharedURL(let shared):
      let at = canvas.text("same URL      ", .notice, on: surface, column: 3, row: row)
      let ids = shared.ids.map(String.init).joined(separator: ", ")
      let next =
        canvas.text(
          Truncation.end(ids, to: 40), .text, on: surface, column: at, row: row) + 2
      canvas.text(Truncation.middle(shared.url, to: max(0, end - next)), .muted, on: surface, column: next, row: row)
    }
  }

  private static func name(_ id: Int, _ state: State) -> String {
    state.board.subscription(id)?.subscription.displayName ?? String(id)
  }
}
