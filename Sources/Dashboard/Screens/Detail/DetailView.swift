import FintoroWebhooks
import TerminalUI

/// One subscription, everything that is known of it.
enum DetailView {
  static let labelColumns = 24

  static func rows(_ size: Size) -> Int { max(1, size.rows - 5) }

  static func draw(_ detail: DetailState, _ state: State, in canvas: inout Canvas) {
    let name = state.board.subscription(detail.id)?.subscription.displayName ?? "Subscription"
    let at = canvas.text(Truncation.end(name, to: canvas.size.columns - 14), .strong, column: 1, row: 1)
    canvas.text(String(detail.id), .muted, column: at + 1, row: 1)
    let lines = DetailLines.of(detail.id, state)
    let isLive = state.connection.isLive(at: state.now)
    for (index, line) in lines.dropFirst(detail.scroll.first).prefix(rows(canvas.size)).enumerated() {
      let row = 3 + index
      canvas.text(line.label, .muted, endingAt: labelColumns - 2, row: row)
      let phrases = isLive ? line.phrases : line.phrases.map { Phrase($0.text, .muted) }
      canvas.phrases(phrases, column: labelColumns, row: row, limit: canvas.size.columns - labelColumns - 1)
    }
    let row = canvas.size.rows - 2
    if !MessageLine.draw(state, row: row, in: &canvas), lines.count > rows(canvas.size) {
      let last = min(lines.count, detail.scroll.first + rows(canvas.size))
      canvas.text("lines \(detail.scroll.first + 1)–\(last) of \(lines.count)", .muted, column: 1, row: row)
    }
  }
}
