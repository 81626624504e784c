import FintoroWebhooks
import Foundation
import TerminalUI

/// The pane: why the selected subscription is in its state, and what to do.
extension BoardRoom {
  func drawPane(_ world: World, _ layout: BoardLayout, in canvas: inout Canvas) {
    guard let selected else { return }
    switch selected.content {
    case .subscription(let assessed) where layout.isSideBySide:
      canvas.detail(assessed, of: world, beside: layout.pane)
    case .subscription(let assessed): drawReason(assessed, world, layout.pane, in: &canvas)
    case .unreadable(let row): drawUnreadable(row, layout.pane, in: &canvas)
    }
    // The text describes the last answer, so it shows the age of that answer when the data is not live.
    guard let date = world.connection.asOf(at: world.now) else { return }
    canvas.pale(layout.pane)
    let asOf = " as of \(TimeText.clock(date, at: world.now, in: world.zone)) "
    canvas.text(asOf, .warning, endingAt: canvas.size.columns - 2, row: layout.ruleRow)
  }

  private func drawReason(_ assessed: AssessedSubscription, _ world: World, _ pane: Rect, in canvas: inout Canvas) {
    let isRoomy = pane.rows >= 9
    drawTitle(assessed, world, pane, in: &canvas)
    var row = pane.row + (isRoomy ? 2 : 1)
    let clock = RetryClock(assessed.subscription, state: assessed.health.state)
    let events = pane.maxRow - (isRoomy ? 2 : 1)
    let reason = HealthReason(assessed, at: world.serverTime, in: world.zone)
    // After a rotation, first whether the endpoint works with the new secret.
    let rotation = [world.watchSentence(assessed.subscription)].compactMap { $0 }
    let watched = WatchedSentences.brief(assessed.id, world)
    let lines = SentenceWrap.lines(rotation + reason.sentences + watched, columns: pane.columns)
    // Where room is short, the reason replaces the events: the detail shows those too.
    let hasEvents = row + lines.count <= events
    let room = max(0, (hasEvents ? events : pane.maxRow) - row)
    for (index, line) in lines.prefix(room).enumerated() {
      let end = canvas.phrases(line, column: pane.column, row: row, limit: pane.columns)
      if index == room - 1, lines.count > room {
        canvas.text("…", .muted, column: min(end + 1, pane.maxColumn - 1), row: row)
      }
      row += 1
    }
    let clockRow = isRoomy && row < events ? row : nil
    let hasClock = drawClock(clock, assessed.health.state.ink, world, pane, row: clockRow, in: &canvas)
    guard hasEvents else { return }
    let top = min(events, row + (hasClock && clockRow != nil ? 2 : 1))
    drawEvents(
      assessed.subscription, Rect(column: pane.column, row: top, columns: pane.columns, rows: events + 1 - top),
      in: &canvas)
  }

  private func drawTitle(
    _ assessed: AssessedSubscription, _ world: World, _ pane: Rect, in canvas: inout Canvas
  ) {
    let subscription = assessed.subscription
    let now = world.serverTime.now
    let facts = [("last failure", subscription.lastFailureAt), ("last success", subscription.lastSuccessAt)]
      .compactMap { label, timestamp in
        timestamp.date.map { "\(label) \(TimeText.clock($0, at: now, in: world.zone))" }
      }.joined(separator: " · ")
    let word = "\(assessed.health.state.symbol) \(assessed.health.state.word)"
    let reserved = DisplayWidth.of(facts) + DisplayWidth.of(word) + 12
    let name = Truncation.end(subscription.displayName, to: max(12, pane.columns - reserved))
    var at = canvas.text(name, .strong, column: pane.column, row: pane.row)
    at = canvas.text(String(subscription.id), .muted, column: at + 1, row: pane.row)
    at = canvas.text(word, assessed.health.state.ink, column: at + 3, row: pane.row)
    canvas.text(Truncation.end(facts, to: pane.maxColumn - at - 3), .muted, column: at + 3, row: pane.row)
  }

  /// Draws the clock below the reason, or at the end of the rule above it where room is short. It is visible at every
  /// size.
  /// - Returns: whether there is a clock.
  private func drawClock(
    _ clock: RetryClock?, _ ink: Ink, _ world: World, _ pane: Rect, row: Int?, in canvas: inout Canvas
  ) -> Bool {
    let now = world.serverTime.now
    guard let clock, clock.endsAt > now else { return false }
    if let row {
      RetryClockBar.draw(clock, at: now, ink, width: 30, column: pane.column, row: row, in: &canvas)
    } else if world.connection.isLive(at: world.now) {
      let start = canvas.size.columns - 3 - RetryClockBar.columns(clock, at: now, width: 16)
      let end = RetryClockBar.draw(
        clock, at: now, ink, width: 16, column: start, row: pane.row - 1, in: &canvas)
      canvas.text(" ", column: start - 1, row: pane.row - 1)
      if let end { canvas.text(" ", column: end, row: pane.row - 1) }
    }
    return true
  }

  /// Draws the events in as many rows as they need and the place has.
  private func drawEvents(_ subscription: Subscription, _ place: Rect, in canvas: inout Canvas) {
    let indent = 8
    let events =
      subscription.eventsProblem == nil
      ? Sentence(EventSummary.of(subscription.subscribedEvents)) : Sentence(Phrase("not known", .warning))
    let lines = SentenceWrap.lines(events, columns: place.columns - indent - 2)
    canvas.text("events", .muted, column: place.column, row: place.row)
    for (index, line) in lines.prefix(place.rows).enumerated() {
      let end = canvas.phrases(
        line, column: place.column + indent, row: place.row + index, limit: place.columns - indent)
      if index == place.rows - 1, lines.count > place.rows {
        canvas.text("…", .muted, column: end + 1, row: place.row + index)
      }
    }
  }

  private func drawUnreadable(_ row: UnreadableSubscription, _ pane: Rect, in canvas: inout Canvas) {
    canvas.text("A subscription that cannot be read", .strong, column: pane.column, row: pane.row)
    let text =
      "Element \(row.position) of Fintoro's answer: \(row.problem). The others are shown; whether this one is "
      + "healthy is not known. Look at it in Fintoro, or ask its support with the request id from the log."
    for (index, line) in LineWrap.lines(text, columns: pane.columns).prefix(pane.rows - 1).enumerated() {
      canvas.text(line, column: pane.column, row: pane.row + 1 + index)
    }
  }
}
