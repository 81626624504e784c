import FintoroWebhooks
import Foundation
import TerminalUI

/// The row above the footer: a message, the filter being typed, or how many there are of what.
enum SummaryView {
  static func draw(_ state: State, _ layout: BoardLayout, in canvas: inout Canvas) {
    let row = layout.summaryRow
    if let field = state.board.filterField {
      let at = canvas.text("filter", .accent, column: 1, row: row) + 1
      canvas.field(
        field, Rect(column: at, row: row, columns: min(50, canvas.size.columns - at - 20), rows: 1), focused: true)
      canvas.text("\(state.board.shown.count) shown", .muted, endingAt: canvas.size.columns - 1, row: row)
      if let problem = state.board.filterProblem { draw(problem, row: row, in: &canvas) }
    } else if let problem = state.board.filterProblem, state.message == nil {
      draw(problem, row: row + 1, in: &canvas)
    } else if !MessageLine.draw(state, row: row, in: &canvas) {
      drawCounts(state, row: row, in: &canvas)
    }
  }

  private static func drawCounts(_ state: State, row: Int, in canvas: inout Canvas) {
    let total = state.list.rows?.count ?? 0
    guard total > 0 else { return }
    var parts: [(text: String, ink: Ink)] = []
    if !state.board.filter.isEmpty {
      parts.append(("\"\(Truncation.end(state.board.filter, to: 24))\": \(state.board.shown.count) shown", .accent))
    }
    // One of the two clocks is wrong, and the times here are told by the server's.
    if let skew = state.serverTime.skew, abs(skew) > HealthLimits().skew {
      parts.append(("Fintoro's clock is \(TimeText.rough(abs(skew))) \(skew > 0 ? "ahead" : "behind")", .warning))
    }
    if !state.board.marked.isEmpty { parts.append(("\(state.board.marked.count) marked", .key)) }
    if state.board.isTroubleOnly { parts.append(("trouble only", .accent)) }
    // What somebody has chosen must be in sight; the usual order is the first to go where room is short.
    let order = state.choices.look.order
    let isOwnOrder = order != SubscriptionOrder()
    let sorted = (text: "sorted by \(order.key.title)\(order.isReversed ? ", reversed" : "")", ink: Ink.muted)
    if isOwnOrder { parts.append(sorted) }
    parts.append((total == 1 ? "1 subscription" : "\(total) subscriptions", .muted))
    if state.list.unreadableCount > 0 { parts.append(("\(state.list.unreadableCount) unreadable", .warning)) }
    parts += canvas.size.columns < 110 ? byWeight(state.list) : byState(state.list)
    if !isOwnOrder { parts.append(sorted) }
    let isLive = state.connection.isLive(at: state.now)
    var at = 1
    for (index, part) in parts.enumerated() {
      // Room for the sign that more was counted than is told here.
      let end = at + DisplayWidth.of(part.text) + (index == parts.count - 1 ? 0 : 2)
      guard end < canvas.size.columns else {
        if index < parts.count - 1 || isOwnOrder { canvas.text("…", .muted, column: at, row: row) }
        return
      }
      at = canvas.text(part.text, isLive ? part.ink : .faded, column: at, row: row) + 2
    }
  }

  /// Where the filter's text cannot be parsed, in the rows that end above `row`.
  private static func draw(_ problem: FilterProblem, row: Int, in canvas: inout Canvas) {
    let text = LineWrap.lines(problem.sentence, columns: canvas.size.columns - 2)
    let top = row - text.count
    canvas.fill(Rect(column: 0, row: top, columns: canvas.size.columns, rows: text.count), .screen)
    for (index, line) in text.enumerated() { canvas.text(line, .critical, column: 1, row: top + index) }
  }

  private static func byState(_ list: AssessedList) -> [(text: String, ink: Ink)] {
    HealthState.byWeight.compactMap { state in
      list.counts[state].map { ("\($0) \(state.word)", state.ink) }
    }
  }

  /// The same in fewer words, for narrow windows: nothing is left out.
  private static func byWeight(_ list: AssessedList) -> [(text: String, ink: Ink)] {
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

/// What hooktop has to say at the bottom of any screen: news, or creates under way.
enum MessageLine {
  /// - Returns: whether there was anything to say.
  static func draw(_ state: State, row: Int, in canvas: inout Canvas) -> Bool {
    if state.custody.isLeaving, let holdUp = state.holdUp {
      draw(holdUp, .warning, row: row, in: &canvas)
      return true
    }
    if let message = state.message {
      let ink: Ink = message.tone == .bad ? .critical : message.tone == .good ? .good : .accent
      draw(message.text, ink, row: row, in: &canvas)
      return true
    }
    if case .reading(let reading) = state.modal {
      draw("Reading \(reading.label) again…", .accent, row: row, in: &canvas)
      return true
    }
    if let write = state.custody.writes.first {
      draw(write.progress(at: state.now), .warning, row: row, in: &canvas)
      return true
    }
    guard let create = state.creates.first else { return drawNews(state, row: row, in: &canvas) }
    let others = state.creates.count > 1 ? " (and \(state.creates.count - 1) more)" : ""
    draw(create.progress(at: state.now) + others, .warning, row: row, in: &canvas)
    return true
  }

  /// What goes on in another company, by its name.
  private static func drawNews(_ state: State, row: Int, in canvas: inout Canvas) -> Bool {
    let own = state.session.profile ?? ""
    guard let news = state.companies.lazy.filter({ $0.id != own }).compactMap(\.news).first else { return false }
    draw(news.text, news.tone == .bad ? .critical : news.tone == .good ? .good : .accent, row: row, in: &canvas)
    return true
  }

  /// To its last word: it takes as many rows above its own as it needs.
  private static func draw(_ text: String, _ ink: Ink, row: Int, in canvas: inout Canvas) {
    let lines = LineWrap.lines(text, columns: canvas.size.columns - 2).prefix(6)
    let top = max(1, row - lines.count + 1)
    canvas.fill(Rect(column: 0, row: top, columns: canvas.size.columns, rows: row - top + 1), .screen)
    for (index, line) in lines.enumerated() { canvas.text(line, ink, column: 1, row: top + index) }
  }
}

extension TrackedCreate {
  /// What is happening, in one line.
  func progress(at now: Date) -> String {
    switch phase {
    case .sending(let since):
      let age = now.timeIntervalSince(since)
      return "Creating \(label)…" + (age < 2 ? "" : " \(TimeText.duration(age)).")
    case .waiting(let until, let failure):
      let wait = TimeText.duration(max(0, until.timeIntervalSince(now).rounded(.up)))
      let standing = isInDoubt ? "may have been created" : "is not created yet"
      return "\(label) \(standing) (\(failure.shortReason)); asking again in \(wait), with the same key."
    }
  }
}

extension HealthState {
  /// Heaviest first.
  static let byWeight = allCases.sorted { $0.weight > $1.weight }
}
