import FintoroWebhooks
import TerminalUI

/// One subscription, everything that is known of it.
enum DetailView {
  /// Where room is short the longest labels, which are groups of events, are cut.
  static func labelColumns(_ size: Size) -> Int { size.columns < 100 ? narrowLabels : 24 }
  private static let narrowLabels = 18

  static func rows(_ size: Size) -> Int { max(1, size.rows - 5) }

  static func draw(_ detail: DetailState, _ state: State, in canvas: inout Canvas) {
    let name = state.list.lastReading(detail.id)?.subscription.displayName ?? "Subscription"
    let at = canvas.text(Truncation.end(name, to: canvas.size.columns - 14), .strong, column: 1, row: 1)
    canvas.text(String(detail.id), .muted, column: at + 1, row: 1)
    if let date = state.connection.asOf(at: state.now) {
      let time = TimeText.clock(date, at: state.now, in: state.zone)
      canvas.text("as of \(time)", .warning, endingAt: canvas.size.columns - 1, row: 2)
    }
    let lines = DetailLines.of(detail.id, state.world)
    let place = Rect(column: 0, row: 3, columns: canvas.size.columns - 1, rows: rows(canvas.size))
    draw(lines.dropFirst(detail.scroll.first), state.world, place, labelColumns: labelColumns(canvas.size), in: &canvas)
    let row = canvas.size.rows - 2
    if MessageLine.draw(state.world, row: row, in: &canvas) { return }
    var end = 0
    if lines.count > rows(canvas.size) {
      let last = min(lines.count, detail.scroll.first + rows(canvas.size))
      end = canvas.text("lines \(detail.scroll.first + 1)–\(last) of \(lines.count)", .muted, column: 1, row: row)
    }
    FooterView.drawRest(of: state, row: row, columns: canvas.size.columns - end - 3, in: &canvas)
  }

  /// The detail beside the list of a wide window; what does not fit is on the detail's own screen.
  static func draw(_ assessed: AssessedSubscription, _ world: World, beside pane: Rect, in canvas: inout Canvas) {
    let at = canvas.text(
      Truncation.end(assessed.subscription.displayName, to: pane.columns - 10), .strong, column: pane.column,
      row: pane.row)
    canvas.text(String(assessed.id), .muted, column: at + 1, row: pane.row)
    let labels = narrowLabels
    let lines = DetailLines.of(assessed.id, world, columns: pane.columns - labels)
    let place = Rect(column: pane.column, row: pane.row + 2, columns: pane.columns, rows: pane.rows - 2)
    draw(lines[...], world, place, labelColumns: labels, in: &canvas)
    guard lines.count > place.rows else { return }
    canvas.fill(Rect(column: place.column, row: place.maxRow - 1, columns: place.columns, rows: 1), .screen)
    canvas.text("… Enter shows all of it", .muted, column: place.column + labels, row: place.maxRow - 1)
  }

  private static func draw(
    _ lines: ArraySlice<DetailLines.Line>, _ world: World, _ place: Rect, labelColumns: Int, in canvas: inout Canvas
  ) {
    let isLive = world.connection.isLive(at: world.now)
    for (index, line) in lines.prefix(place.rows).enumerated() {
      let row = place.row + index
      let label = Truncation.end(line.label, to: labelColumns - 2)
      canvas.text(label, .muted, endingAt: place.column + labelColumns - 2, row: row)
      let phrases = isLive ? line.phrases : line.phrases.map { Phrase($0.text, .muted) }
      canvas.phrases(
        phrases, column: place.column + labelColumns, row: row, limit: place.columns - labelColumns)
    }
  }
}
