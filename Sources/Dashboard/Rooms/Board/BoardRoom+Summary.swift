import FintoroWebhooks
import Foundation
import TerminalUI

/// How bad it is, and until when: the row below the header.
extension BoardRoom {
  func drawSummary(_ world: World, _ layout: BoardLayout, in canvas: inout Canvas) {
    let parts = SummaryPart.of(world)
    let room = canvas.size.columns - 2
    // Where room is short the clauses go first, from the right, then counts.
    var clauses = parts.count
    while clauses > 0, SummaryPart.columns(parts, clauses: clauses) > room { clauses -= 1 }
    // Gaps give way before counts do.
    let gap = [3, 2, 1].first { SummaryPart.columns(parts, clauses: clauses, gap: $0) <= room } ?? 2
    var at = 1
    for (index, part) in parts.enumerated() {
      let text = part.text(withClause: index < clauses)
      // Behind all but the last one there must be room for the mark. The column at the edge stays free.
      let mark = index == parts.count - 1 ? 0 : gap + 1
      guard at + DisplayWidth.of(text) + mark < canvas.size.columns else {
        canvas.text("…", .muted, column: at, row: layout.summaryRow)
        return
      }
      let end = canvas.text(text, world.isLive ? part.ink : .faded, column: at, row: layout.summaryRow)
      if let target = part.target {
        canvas.hit(Rect(column: at, row: layout.summaryRow, columns: end - at, rows: 1), target)
      }
      at = end + gap
    }
  }

  /// The row above the footer: a message, the filter being typed, or what of the list is in sight.
  func drawStatus(_ world: World, _ layout: BoardLayout, in canvas: inout Canvas) {
    let row = layout.statusRow
    if let field = filterField {
      if let secret = world.waitingSecret { MessageLine.draw(secret.sentence, secret.ink, row: row - 1, in: &canvas) }
      let at = canvas.text("filter", .accent, column: 1, row: row) + 1
      canvas.field(
        field, Rect(column: at, row: row, columns: min(50, canvas.size.columns - at - 20), rows: 1), focused: true)
      if field.text.isEmpty {
        canvas.text("erp  state:failing  event:invoices.*", .muted, on: .focusedField, column: at + 1, row: row)
      }
      let count = filterProblem == nil ? "\(shown.count) shown" : "not applied"
      canvas.text(count, .muted, endingAt: canvas.size.columns - 1, row: row)
      if let problem = filterProblem { draw(problem, row: row, in: &canvas) }
    } else if let problem = filterProblem, world.message == nil {
      draw(problem, row: row + 1, in: &canvas)
    } else if !MessageLine.draw(world, row: row, in: &canvas) {
      drawView(world, layout, in: &canvas)
    }
  }

  /// What is looked at: filter, marks, order, and where in the list.
  private func drawView(_ world: World, _ layout: BoardLayout, in canvas: inout Canvas) {
    let row = layout.statusRow
    let position = position(world, layout)
    let end = canvas.size.columns - 1 - DisplayWidth.of(position)
    canvas.text(position, .muted, column: end, row: row)
    var parts: [(text: String, ink: Ink)] = []
    if !filter.isEmpty { parts.append(("\"\(Truncation.end(filter, to: 24))\": \(shown.count) shown", .accent)) }
    if !marked.isEmpty { parts.append(("\(marked.count) marked", .key)) }
    if isTroubleOnly { parts.append(("trouble only", .accent)) }
    // One of the two clocks is wrong, and the times here are told by the server's.
    if let skew = world.serverTime.skew, abs(skew) > HealthLimits().skew {
      parts.append(("Fintoro's clock is \(TimeText.rough(abs(skew))) \(skew > 0 ? "ahead" : "behind")", .warning))
    }
    let order = world.choices.look.order
    if order != SubscriptionOrder() {
      parts.append(("sorted by \(order.key.title)\(order.isReversed ? ", reversed" : "")", .muted))
    }
    var at = 1
    for part in parts {
      guard at + DisplayWidth.of(part.text) < end - 1 else {
        canvas.text("…", .muted, column: at, row: row)
        return
      }
      at = canvas.text(part.text, world.isLive ? part.ink : .faded, column: at, row: row) + 2
    }
  }

  private func position(_ world: World, _ layout: BoardLayout) -> String {
    let visible = cursor.visible(count: shown.count, rows: layout.listRows)
    if shown.count > layout.listRows { return "\(visible.lowerBound + 1)–\(visible.upperBound) of \(shown.count)" }
    let total = world.list.rows?.count ?? 0
    if isTroubleOnly, filter.isEmpty { return "\(shown.count) of \(total)" }
    return total == 0 ? "" : total == 1 ? "1 subscription" : "\(total) subscriptions"
  }

  /// Where the filter's text cannot be parsed, in the rows that end above `row`.
  private func draw(_ problem: FilterProblem, row: Int, in canvas: inout Canvas) {
    let text = LineWrap.lines(problem.sentence, columns: canvas.size.columns - 2)
    let top = row - text.count
    canvas.fill(Rect(column: 0, row: top, columns: canvas.size.columns, rows: text.count), .screen)
    for (index, line) in text.enumerated() { canvas.text(line, .critical, column: 1, row: top + index) }
  }
}

/// One state's count, with the moment that matters first in it.
private struct SummaryPart {
  /// What a click on it does; nil for what could not be read.
  let target: ClickTarget?
  let count: String
  let clause: String
  let ink: Ink

  static func of(_ world: World) -> [SummaryPart] {
    let list = world.list
    let unreadable = list.unreadableCount
    let states = HealthState.byWeight.compactMap { state in
      list.counts[state].map { count in
        SummaryPart(
          target: .boardState(state), count: "\(state.symbol) \(count) \(state.word)", clause: clause(state, world),
          ink: state.ink)
      }
    }
    let gaps = world.gapsToFetchText.map { SummaryPart(target: .boardGaps, count: $0, clause: "", ink: .warning) }
    let count = list.overdue.count
    let overdue =
      count == 0 ? nil : SummaryPart(target: .boardOverdue, count: "\(count) overdue", clause: "", ink: .warning)
    // Behind what is in trouble now.
    let known =
      states.filter { $0.isTrouble } + [gaps, overdue].compactMap(\.self) + states.filter { !$0.isTrouble }
    guard unreadable > 0 else { return known }
    // It may be in any state, the worst among them.
    return [SummaryPart(target: nil, count: "! \(unreadable) unreadable", clause: "", ink: .warning)] + known
  }

  private static func clause(_ state: HealthState, _ world: World) -> String {
    let (moments, now) = (world.list.moments, world.serverTime.now)
    if state == .recovered, let end = moments.openUntil, end > now {
      return ", open until \(TimeText.minute(end, at: now, in: world.zone))"
    }
    guard let loss = moments.losses[state] else { return "" }
    let since = loss.date > now ? "losses from" : "losses possible since"
    return ", \(since) \(TimeText.minute(loss.date, at: now, in: world.zone)) \(Truncation.end(loss.name, to: 20))"
  }

  static func columns(_ parts: [SummaryPart], clauses: Int, gap: Int = 3) -> Int {
    parts.enumerated().reduce(-gap) { $0 + DisplayWidth.of($1.element.text(withClause: $1.offset < clauses)) + gap }
  }

  private var isTrouble: Bool { if case .boardState(let state) = target { state.weight >= .warning } else { false } }

  func text(withClause hasClause: Bool) -> String { hasClause ? count + clause : count }
}

extension HealthState {
  /// Heaviest first.
  static let byWeight = allCases.sorted { $0.weight > $1.weight }
}
