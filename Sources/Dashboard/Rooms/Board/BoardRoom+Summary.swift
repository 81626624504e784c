import FintoroWebhooks
import Foundation
import TerminalUI

/// The row above the footer: a message, the filter field, or the counts.
extension BoardRoom {
  func drawSummary(_ world: World, _ layout: BoardLayout, in canvas: inout Canvas) {
    let row = layout.summaryRow
    if let field = filterField {
      let at = canvas.text("filter", .accent, column: 1, row: row) + 1
      canvas.field(
        field, Rect(column: at, row: row, columns: min(50, canvas.size.columns - at - 20), rows: 1), focused: true)
      canvas.text("\(shown.count) shown", .muted, endingAt: canvas.size.columns - 1, row: row)
      if let problem = filterProblem { draw(problem, row: row, in: &canvas) }
    } else if let problem = filterProblem, world.message == nil {
      draw(problem, row: row + 1, in: &canvas)
    } else if !MessageLine.draw(world, row: row, in: &canvas) {
      drawCounts(world, row: row, in: &canvas)
    }
  }

  private func drawCounts(_ world: World, row: Int, in canvas: inout Canvas) {
    let total = world.list.rows?.count ?? 0
    guard total > 0 else { return }
    var parts: [(text: String, ink: Ink)] = []
    if !filter.isEmpty {
      parts.append(("\"\(Truncation.end(filter, to: 24))\": \(shown.count) shown", .accent))
    }
    // One of the two clocks is wrong; times on the screen use the server's.
    if let skew = world.serverTime.skew, abs(skew) > HealthLimits().skew {
      parts.append(("Fintoro's clock is \(TimeText.rough(abs(skew))) \(skew > 0 ? "ahead" : "behind")", .warning))
    }
    if !marked.isEmpty { parts.append(("\(marked.count) marked", .key)) }
    if isTroubleOnly { parts.append(("trouble only", .accent)) }
    // A chosen order must stay visible. The default order is the first to be dropped where room is short.
    let order = world.choices.look.order
    let isOwnOrder = order != SubscriptionOrder()
    let sorted = (text: "sorted by \(order.key.title)\(order.isReversed ? ", reversed" : "")", ink: Ink.muted)
    if isOwnOrder { parts.append(sorted) }
    parts.append((total == 1 ? "1 subscription" : "\(total) subscriptions", .muted))
    if world.list.unreadableCount > 0 { parts.append(("\(world.list.unreadableCount) unreadable", .warning)) }
    parts += canvas.size.columns < 110 ? byWeight(world.list) : byState(world.list)
    if !isOwnOrder { parts.append(sorted) }
    let isLive = world.connection.isLive(at: world.now)
    var at = 1
    for (index, part) in parts.enumerated() {
      // Leave room for the `…` that stands for the counts that do not fit.
      let end = at + DisplayWidth.of(part.text) + (index == parts.count - 1 ? 0 : 2)
      guard end < canvas.size.columns else {
        if index < parts.count - 1 || isOwnOrder { canvas.text("…", .muted, column: at, row: row) }
        return
      }
      at = canvas.text(part.text, isLive ? part.ink : .faded, column: at, row: row) + 2
    }
  }

  /// Draws why the filter cannot be parsed, in the rows that end above `row`.
  private func draw(_ problem: FilterProblem, row: Int, in canvas: inout Canvas) {
    let text = LineWrap.lines(problem.sentence, columns: canvas.size.columns - 2)
    let top = row - text.count
    canvas.fill(Rect(column: 0, row: top, columns: canvas.size.columns, rows: text.count), .screen)
    for (index, line) in text.enumerated() { canvas.text(line, .critical, column: 1, row: top + index) }
  }

  private func byState(_ list: AssessedList) -> [(text: String, ink: Ink)] {
    HealthState.byWeight.compactMap { state in
      list.counts[state].map { ("\($0) \(state.word)", state.ink) }
    }
  }

  /// The same in fewer words, for narrow windows: every count is included.
  private func byWeight(_ list: AssessedList) -> [(text: String, ink: Ink)] {
    [
      (HealthWeight.critical, "failing", Ink.critical), (.warning, "to watch", .warning),
      (.notice, "to notice", .muted),
      (.good, "ok", .good),
    ].compactMap { weight, words, ink in
      let count = list.counts.filter { $0.key.weight == weight }.reduce(0) { $0 + $1.value }
      return count == 0 ? nil : ("\(count) \(words)", ink)
    }
  }
}

extension HealthState {
  /// Most serious first.
  static let byWeight = allCases.sorted { $0.weight > $1.weight }
}
