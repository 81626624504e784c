import FintoroWebhooks
import TerminalUI

/// Gaps and doubles, one a row.
enum CoverageListView {
  static func draw(
    _ coverage: CoverageState, _ state: State, _ layout: CoverageLayout, in canvas: inout Canvas
  ) {
    let findings = coverage.findings
    let place = layout.list
    canvas.text("What is worth a look", .strong, column: place.column + 3, row: place.row - 1)
    if findings.isEmpty, !coverage.coverage.isComplete {
      let text = "Not known: \(coverage.coverage.unreadableWords)."
      canvas.text(text, .warning, column: place.column + 3, row: place.row)
    } else if findings.isEmpty {
      canvas.text("Every event is heard, and none twice by one URL.", .good, column: place.column + 3, row: place.row)
    }
    let visible = coverage.list.visible(count: findings.count, rows: place.rows)
    for index in visible {
      let row = place.row + index - visible.lowerBound
      let isSelected = index == coverage.list.selected && coverage.isList
      let surface: Surface = isSelected ? .selection : .screen
      if isSelected {
        canvas.fill(Rect(column: place.column, row: row, columns: place.columns, rows: 1), .selection)
        canvas.text("▸", .accent, on: .selection, column: place.column + 1, row: row)
      }
      draw(findings[index], state, surface, place, row: row, in: &canvas)
      canvas.hit(Rect(column: place.column, row: row, columns: place.columns, rows: 1), .coverageFinding(index))
    }
    if !findings.isEmpty {
      canvas.text(
        "\(visible.lowerBound + 1)–\(visible.upperBound) of \(findings.count)", .muted,
        column: place.column + 1, row: canvas.size.rows - 2)
    }
  }

  private static func draw(
    _ finding: CoverageFinding, _ state: State, _ surface: Surface, _ place: Rect, row: Int, in canvas: inout Canvas
  ) {
    let end = place.maxColumn - 1
    switch finding {
    case .uncovered(let type, let paused):
      let at = canvas.text("nobody hears  ", .warning, on: surface, column: place.column + 3, row: row)
      let next = canvas.text(type.rawValue, .text, on: surface, column: at, row: row) + 2
      let only = paused.map { "only \(name($0, state)), which is paused" } ?? EventExplanation.sentence(type)
      canvas.text(Truncation.end(only, to: max(0, end - next)), .muted, on: surface, column: next, row: row)
    case .duplicates(let duplicates):
      let at = canvas.text("heard twice   ", .critical, on: surface, column: place.column + 3, row: row)
      let next = canvas.text(duplicates.type.rawValue, .text, on: surface, column: at, row: row) + 2
      let ids = duplicates.ids.map(String.init).joined(separator: ", ")
      let after = canvas.text("by \(ids) at ", .muted, on: surface, column: next, row: row)
      canvas.text(
        Truncation.middle(duplicates.url, to: max(0, end - after)), .muted, on: surface, column: after, row: row)
    case .sharedURL(let shared):
      let at = canvas.text("same URL      ", .notice, on: surface, column: place.column + 3, row: row)
      let ids = shared.ids.map(String.init).joined(separator: ", ")
      let next =
        canvas.text(
          Truncation.end(ids, to: 40), .text, on: surface, column: at, row: row) + 2
      canvas.text(Truncation.middle(shared.url, to: max(0, end - next)), .muted, on: surface, column: next, row: row)
    }
  }

  private static func name(_ id: Int, _ state: State) -> String {
    state.list.subscription(id)?.subscription.displayName ?? String(id)
  }
}
