import FintoroWebhooks
import Foundation
import TerminalUI

/// The list with the reason pane below it.
extension BoardRoom {
  func draw(in canvas: inout Canvas, of world: World) {
    let layout = world.boardLayout
    guard world.list.rows != nil else {
      NoListView.draw(world, in: &canvas)
      _ = MessageLine.draw(world, row: layout.statusRow, in: &canvas)
      return
    }
    if world.list.rows?.isEmpty == true {
      WelcomeView.draw(world, in: &canvas)
    } else {
      drawTable(world, layout, in: &canvas)
      if layout.isSideBySide {
        canvas.divider(column: layout.listColumns, rows: layout.titleRow..<layout.statusRow)
      } else {
        canvas.rule(row: layout.ruleRow)
      }
      drawPane(world, layout, in: &canvas)
      // A hint gives way to the word on how old this is.
      if let tour = world.tour, world.isLive, filter.isEmpty { tour.draw(layout.hint, in: &canvas) }
    }
    drawSummary(world, layout, in: &canvas)
    drawStatus(world, layout, in: &canvas)
  }

  private func drawTable(_ world: World, _ layout: BoardLayout, in canvas: inout Canvas) {
    let (columns, strip) = layout.places
    for column in columns where column.columns > 0 { drawTitle(column, world, layout, in: &canvas) }
    if let strip {
      canvas.text("LAST \(world.choices.stripSpan.title)", .strong, column: strip.start, row: layout.titleRow)
    }
    let (now, span, zone) = (world.serverTime.now, world.choices.stripSpan, world.zone)
    let facts = DrawnRows.Table(
      layout: layout, theme: canvas.theme, isLive: world.isLive, isPast: world.isPast, zone: zone,
      dayBegan: TimeText.dayBegan(now, in: zone),
      span: span,
      history: span == .hours3 ? world.recent : world.past.history,
      stripEnd: strip.map { StripBuckets(lasting: span.seconds, cells: $0.columns, endingAt: now).end },
      loaded: span == .hours3 ? [] : world.past.loaded)
    let table = RowDrawing(
      table: facts, columns: columns, times: timeStyle(world), board: self, secrets: world.custody.secrets, now: now,
      strip: strip)
    canvas.rows.begin(facts)
    let visible = cursor.visible(count: shown.count, rows: layout.listRows)
    for index in visible {
      let isSelected = index == cursor.selected
      let row = layout.listTop + index - visible.lowerBound
      table.draw(shown[index], row: row, isSelected: isSelected, in: &canvas)
      canvas.hit(Rect(column: 0, row: row, columns: layout.listColumns, rows: 1), .boardRow(index))
    }
    if shown.count > layout.listRows { drawScrollBar(visible, layout, in: &canvas) }
    if shown.isEmpty {
      let why =
        isTroubleOnly && filter.isEmpty
        ? "Nothing is in trouble. x shows all." : "No match. Esc clears the filter."
      canvas.text(why, .muted, column: 3, row: layout.listTop + 1)
    }
  }

  /// The one that the list is sorted by says so, and which way.
  private func drawTitle(_ column: BoardLayout.Column, _ world: World, _ layout: BoardLayout, in canvas: inout Canvas) {
    let (facts, order, row) = (SubscriptionColumns.column(column.id), world.choices.look.order, layout.titleRow)
    let title = layout.isNarrow ? facts.shortTitle : facts.title
    let isSorted = order.key == .column(column.id)
    let ink: Ink = isSorted ? .accent : .strong
    let end: Int
    if facts.alignment == .right {
      end = column.start + column.columns
      canvas.text(title, ink, endingAt: end, row: row)
    } else {
      end = canvas.text(title, ink, column: column.start, row: row, limit: column.columns)
    }
    canvas.hit(Rect(column: column.start, row: row, columns: column.columns, rows: 1), .boardColumn(column.id))
    if isSorted { canvas.text(order.isUpward ? "▴" : "▾", ink, column: end, row: row) }
  }

  /// Which part of the list is in sight, at its right edge.
  private func drawScrollBar(_ visible: Range<Int>, _ layout: BoardLayout, in canvas: inout Canvas) {
    let rows = layout.listRows
    let length = max(1, rows * rows / shown.count)
    let start = (rows - length) * visible.lowerBound / max(1, shown.count - rows)
    for row in 0..<rows {
      let isThumb = (start..<(start + length)).contains(row)
      canvas.text(isThumb ? "█" : "│", .faded, column: layout.listColumns - 1, row: layout.listTop + row)
    }
  }

  private func timeStyle(_ world: World) -> SubscriptionColumn.TimeStyle {
    let now = world.serverTime.now
    return world.choices.look.usesRelativeTimes ? .relative(now: now, world.zone) : .clock(now: now, world.zone)
  }
}

/// One row of the table.
private struct RowDrawing {
  let table: DrawnRows.Table
  let columns: [BoardLayout.Column]
  let times: SubscriptionColumn.TimeStyle
  let board: BoardRoom
  let secrets: [Int: SecretLocation]
  let now: Date
  let strip: (start: Int, columns: Int)?

  private var isLive: Bool { table.isLive }
  private var layout: BoardLayout { table.layout }

  /// As it was drawn before, where it looks the same still.
  func draw(_ row: BoardRow, row at: Int, isSelected: Bool, in canvas: inout Canvas) {
    guard let assessed = row.assessed else { return drawAnew(row, row: at, isSelected: isSelected, in: &canvas) }
    let look = DrawnRows.Look(
      assessed: assessed, marks: row.marks, isSelected: isSelected, isMarked: board.isMarked(row),
      isUnseen: board.unseen.contains(assessed.id), isSecretInDoubt: isSecretInDoubt(assessed.id))
    if let cells = canvas.rows.cells(look, at: now) { return canvas.put(cells, row: at) }
    drawAnew(row, row: at, isSelected: isSelected, in: &canvas)
    // By the clock, times read differently around the ends of days and summer time.
    guard layout.look.usesRelativeTimes, !assessed.hasTimeAhead(of: now) else { return }
    canvas.rows.keep(
      canvas.cells(row: at, columns: layout.listColumns), look, from: now,
      until: assessed.nextTextChange(after: now) ?? .distantFuture)
  }

  private func isSecretInDoubt(_ id: Int) -> Bool { if case .inDoubt? = secrets[id] { true } else { false } }

  private func drawAnew(_ row: BoardRow, row at: Int, isSelected: Bool, in canvas: inout Canvas) {
    let surface: Surface = isSelected ? .selection : .screen
    if isSelected {
      canvas.fill(Rect(column: 0, row: at, columns: layout.listColumns, rows: 1), .selection)
      canvas.text("▸", .accent, on: surface, column: 1, row: at)
    }
    if board.isMarked(row) { canvas.text("*", .key, on: isSelected ? .selection : .screen, column: 0, row: at) }
    switch row.content {
    case .subscription(let assessed):
      draw(assessed, row: at, surface, in: &canvas)
      drawMark(assessed.id, row.marks, row: at, surface, in: &canvas)
    case .unreadable(let unreadable):
      let id = unreadable.id.map { "\($0), " } ?? ""
      let text = "! unreadable   element \(unreadable.position) of the list (\(id)\(unreadable.problem))"
      canvas.text(
        Truncation.end(text, to: layout.listColumns - 4), isLive ? .warning : .faded, on: surface, column: 3, row: at)
    }
  }

  /// Before the name: that its secret may no longer be valid, that it changed and was not looked at, is overdue or silenced.
  private func drawMark(
    _ id: Int, _ marks: Set<RowMark>, row: Int, _ surface: Surface, in canvas: inout Canvas
  ) {
    guard let name = columns.first(where: { $0.id == .name }) else { return }
    if isSecretInDoubt(id) {
      canvas.text("!", .critical, on: surface, column: name.start - 1, row: row)
    } else if board.unseen.contains(id) {
      canvas.text("•", .accent, on: surface, column: name.start - 1, row: row)
    } else if marks.contains(.overdue) {
      canvas.text("?", .warning, on: surface, column: name.start - 1, row: row)
    } else if marks.contains(.acknowledged) {
      canvas.text("-", .muted, on: surface, column: name.start - 1, row: row)
    }
  }

  private func draw(_ assessed: AssessedSubscription, row: Int, _ surface: Surface, in canvas: inout Canvas) {
    if let strip { draw(strip, of: assessed, row: row, surface, in: &canvas) }
    for column in columns where column.columns > 0 {
      let facts = SubscriptionColumns.column(column.id)
      let text = cell(facts.text(assessed, times), column, assessed)
      let ink = isLive ? ink(column.id, assessed) : .faded
      if facts.alignment == .right {
        canvas.text(text, ink, on: surface, endingAt: column.start + column.columns, row: row)
      } else {
        canvas.text(text, ink, on: surface, column: column.start, row: row, limit: column.columns)
      }
    }
  }

  /// The height says how bad it was, the colour says it again.
  private func draw(
    _ place: (start: Int, columns: Int), of assessed: AssessedSubscription, row: Int, _ surface: Surface,
    in canvas: inout Canvas
  ) {
    // One that is still being read is left blank: points would say that nobody looked.
    guard table.span == .hours3 || table.loaded.contains(assessed.id) else { return }
    let strip = table.history.strip(of: assessed.subscription, over: table.span, cells: place.columns, endingAt: now)
    for (index, cell) in strip.cells.enumerated() where cell != .beforeCreation {
      let ink = isLive ? cell.ink : .faded
      canvas.text(String(cell.symbol), ink, on: surface, column: place.start + index, row: row)
    }
  }

  private func cell(_ text: String, _ column: BoardLayout.Column, _ assessed: AssessedSubscription) -> String {
    switch column.id {
    case .state: "\(assessed.health.state.symbol) \(text)"
    case .url:
      // A URL loses its end, and before that what all begin with; never its host.
      Truncation.end(
        !layout.showsScheme(columns: column.columns) && text.hasPrefix("https://") ? String(text.dropFirst(8)) : text,
        to: column.columns)
    case .lastSuccess, .lastFailure: Truncation.end(table.isPast && text == "now" ? "then" : text, to: column.columns)
    default: Truncation.end(text, to: column.columns)
    }
  }

  private func ink(_ column: SubscriptionColumn.ID, _ assessed: AssessedSubscription) -> Ink {
    let state = assessed.health.state
    return switch column {
    case .state: state.ink
    case .name: state == .disabled ? .muted : state.weight == .critical ? .strong : .text
    case .lastFailure: state.hasRetryWindow ? state.ink : .muted
    case .givesUp: assessed.health.givesUpAt == nil ? .muted : state.ink
    case .url: .muted
    default: state == .disabled ? .muted : .text
    }
  }
}

extension Strip.Cell {
  fileprivate var ink: Ink {
    switch self {
    case .beforeCreation, .notWatched: .faded
    case .disabled: .muted
    case .good: .good
    case .notice: .notice
    case .warning: .warning
    case .critical: .critical
    }
  }
}
