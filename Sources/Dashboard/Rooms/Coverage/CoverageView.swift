import FintoroWebhooks
import TerminalUI

/// Who hears what: the matrix of the 53 types, and the cell under the cursor in words.
enum CoverageView {
  static func draw(_ coverage: CoverageState, _ state: State, in canvas: inout Canvas) {
    drawTitle(coverage.coverage, in: &canvas)
    let layout = CoverageLayout(canvas.size, of: coverage)
    if layout.isSideBySide || !coverage.isList {
      drawMatrix(coverage, layout, in: &canvas)
      canvas.rule(row: layout.paneRow - 1, columns: layout.matrixColumns)
      drawCell(coverage, state, layout, in: &canvas)
    }
    if layout.isSideBySide { canvas.divider(column: layout.matrixColumns, rows: 2..<canvas.size.rows - 1) }
    if layout.isSideBySide || coverage.isList { CoverageListView.draw(coverage, state, layout, in: &canvas) }
    if !state.connection.isLive(at: state.now) {
      canvas.pale(Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2))
    }
    _ = MessageLine.draw(state.world, row: canvas.size.rows - 2, in: &canvas)
  }

  private static func drawTitle(_ coverage: Coverage, in canvas: inout Canvas) {
    let start = canvas.text("Coverage", .strong, column: 1, row: 1) + 3
    let doubles = Set(coverage.duplicates.map(\.type)).count
    var parts: [(text: String, ink: Ink)] = [
      (
        "\(coverage.isComplete ? "" : "at least ")\(coverage.heardCount) of \(EventCatalogue.types.count) events heard",
        .muted
      )
    ]
    if !coverage.isComplete { parts.append((coverage.unreadableWords, .warning)) }
    if !coverage.uncovered.isEmpty { parts.append(("\(coverage.uncovered.count) by nobody", .warning)) }
    if doubles > 0 { parts.append(("\(doubles) heard twice by one URL", .critical)) }
    if !coverage.sharedURLs.isEmpty { parts.append((urls(coverage.sharedURLs.count), .notice)) }
    var at = start
    for part in parts where at + DisplayWidth.of(part.text) < canvas.size.columns {
      at = canvas.text(part.text, part.ink, column: at, row: 1) + 3
    }
  }

  private static func urls(_ count: Int) -> String {
    count == 1 ? "1 URL used more than once" : "\(count) URLs used more than once"
  }

  private static func drawMatrix(_ coverage: CoverageState, _ layout: CoverageLayout, in canvas: inout Canvas) {
    layout.columns.drawTitles(row: 2, in: &canvas)
    let rows = coverage.rows
    let visible = coverage.viewport.visible(count: rows.count, rows: layout.matrixRows)
    let duplicates = Set(coverage.coverage.duplicates.map(\.type))
    for index in visible {
      let row = layout.top + index - visible.lowerBound
      let isSelected = index == coverage.viewport.selected && !coverage.isList
      let surface: Surface = isSelected ? .selection : .screen
      if isSelected {
        canvas.fill(Rect(column: 0, row: row, columns: layout.matrixColumns, rows: 1), .selection)
        canvas.text("▸", .accent, on: .selection, column: 1, row: row)
      }
      switch rows[index] {
      case .group(let title): canvas.text(title, .muted, column: 1, row: row)
      case .resource(let resource):
        canvas.text(resource.id, .text, on: surface, column: layout.columns.indent, row: row)
      case .unknown(let type):
        let room = layout.columns.center(0) - layout.columns.indent - 3
        canvas.text(
          Truncation.end(type.rawValue, to: room), .text, on: surface, column: layout.columns.indent, row: row)
      }
      for column in coverage.columns(of: rows[index]) {
        guard let type = coverage.type(rows[index], column: column) else { continue }
        let isCursor = isSelected && coverage.cursor?.column == column
        drawCount(
          coverage.coverage, type, duplicates, isCursor, surface, layout.columns.center(column), row, in: &canvas)
        canvas.hit(
          Rect(column: layout.columns.center(column) - 2, row: row, columns: 5, rows: 1),
          .coverageCell(row: index, column: column))
      }
    }
  }

  private static func drawCount(
    _ coverage: Coverage, _ type: EventType, _ duplicates: Set<EventType>, _ isCursor: Bool, _ surface: Surface,
    _ center: Int, _ row: Int, in canvas: inout Canvas
  ) {
    let active = coverage.activeCount(type)
    // A symbol and a colour: either may be missing.
    let text = active == 0 ? coverage.isComplete ? "none" : "?" : duplicates.contains(type) ? "\(active)!" : "\(active)"
    let ink: Ink = active == 0 ? .warning : duplicates.contains(type) ? .critical : .good
    let width = DisplayWidth.of(text)
    let start = center - width / 2
    canvas.text(text, isCursor ? .strong : ink, on: surface, column: start, row: row)
    if isCursor {
      canvas.text("‹", .accent, on: surface, column: start - 1, row: row)
      canvas.text("›", .accent, on: surface, column: start + width, row: row)
    }
  }

  private static func drawCell(
    _ coverage: CoverageState, _ state: State, _ layout: CoverageLayout, in canvas: inout Canvas
  ) {
    guard let type = coverage.cursor?.type else { return }
    let room = layout.matrixColumns - 2
    let at = canvas.text(type.rawValue, .key, column: 1, row: layout.paneRow) + 2
    canvas.text(
      Truncation.end(EventExplanation.sentence(type), to: max(0, room - at)), .text, column: at, row: layout.paneRow)
    drawHearers(coverage, state, layout, row: layout.paneRow + 1, in: &canvas)
    for (index, duplicates) in coverage.coverage.duplicates.filter({ $0.type == type }).prefix(layout.paneRows - 3)
      .enumerated()
    {
      let ids = duplicates.ids.map(String.init).joined(separator: " and ")
      let row = layout.paneRow + 2 + index
      let end = canvas.text("twice to one URL: \(ids) ", .critical, column: 1, row: row)
      canvas.text(Truncation.middle(duplicates.url, to: max(0, room - end)), .muted, column: end, row: row)
    }
  }

  private static func drawHearers(
    _ coverage: CoverageState, _ state: State, _ layout: CoverageLayout, row: Int, in canvas: inout Canvas
  ) {
    let subscribers = coverage.subscribers
    guard !subscribers.isEmpty else {
      let text =
        coverage.coverage.isComplete
        ? "No subscription has it." : "Whether any has it is not known: \(coverage.coverage.unreadableWords)."
      canvas.text(text, .warning, column: 1, row: row)
      return
    }
    var at = canvas.text("heard by ", .muted, column: 1, row: row)
    // From the one that Enter opens, so that it is always in sight.
    let first = coverage.subscriber
    for (offset, id) in (subscribers[first...] + subscribers[..<first]).enumerated() {
      let name = state.list.subscription(id)?.subscription.displayName ?? "a subscription"
      let paused = coverage.coverage.isPaused(id) ? " (paused)" : ""
      let text = "\(offset == 0 ? "▸" : "")\(Truncation.end(name, to: 30)) \(id)\(paused)"
      let left = subscribers.count - offset
      let more = left > 1 ? "  and \(left - 1) more" : ""
      guard offset == 0 || at + DisplayWidth.of(text + more) < layout.matrixColumns else {
        canvas.text("and \(left) more", .muted, column: at, row: row)
        return
      }
      at = canvas.text(text, offset == 0 ? .strong : .text, column: at, row: row) + 2
    }
  }
}
