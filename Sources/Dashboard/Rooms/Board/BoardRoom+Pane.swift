import FintoroWebhooks
import Foundation
import TerminalUI

/// Why the selected subscription is in its state, and what to do.
extension BoardRoom {
  func drawPane(_ world: World, _ layout: BoardLayout, in canvas: inout Canvas) {
    guard let selected else { return }
    switch selected.content {
    case .subscription(let assessed) where layout.isSideBySide:
      canvas.detail(assessed, of: world, beside: layout.pane)
    case .subscription(let assessed): drawReason(assessed, world, layout.pane, in: &canvas)
    case .unreadable(let row): drawUnreadable(row, layout.pane, in: &canvas)
    }
    // What it says was true when the last answer came, and must not look truer than that.
    guard let date = world.connection.asOf(at: world.now) else { return }
    canvas.pale(layout.pane)
    let asOf = " as of \(TimeText.clock(date, at: world.now, in: world.zone)) "
    canvas.text(asOf, .warning, endingAt: canvas.size.columns - 2, row: layout.ruleRow)
  }

  private func drawReason(_ assessed: AssessedSubscription, _ world: World, _ pane: Rect, in canvas: inout Canvas) {
    drawTitle(assessed, world, pane, in: &canvas)
    // A roomy pane sets its title apart.
    let top = pane.row + (pane.rows >= 9 ? 2 : 1)
    var lines = PaneLines(assessed, world, columns: pane.columns, isTight: pane.rows < 5).all
    let room = pane.maxRow - top
    let events = Self.eventLines(assessed.subscription, columns: pane.columns)
    // Events give way to the reason: the detail has them too.
    if lines.count + min(events.count, 1) <= room {
      lines += (lines.count + 1 + events.count <= room ? [PaneLines.blank] : []) + events
    }
    for (index, line) in lines.prefix(room).enumerated() {
      let end = canvas.phrases(line, column: pane.column, row: top + index, limit: pane.columns)
      if index == room - 1, lines.count > room {
        canvas.text("…", .muted, column: min(end + 1, pane.maxColumn - 1), row: top + index)
      }
    }
    let rest = Rect(
      column: pane.column, row: top + lines.count + 1, columns: pane.columns, rows: room - lines.count - 1)
    if rest.rows >= 4 { drawFacts(assessed.subscription, world, rest, in: &canvas) }
  }

  /// Where a short list leaves room, what the detail says.
  private func drawFacts(_ subscription: Subscription, _ world: World, _ place: Rect, in canvas: inout Canvas) {
    let labels = DetailLines.narrowLabels
    let lines = DetailLines(world, columns: place.columns - labels).facts(subscription)
    canvas.detail(lines.prefix(place.rows), place, labelColumns: labels, isLive: world.isLive)
  }

  private func drawTitle(
    _ assessed: AssessedSubscription, _ world: World, _ pane: Rect, in canvas: inout Canvas
  ) {
    let subscription = assessed.subscription
    let now = world.serverTime.now
    let word = "\(assessed.health.state.symbol) \(assessed.health.state.word)"
    let reserved = DisplayWidth.of(word) + DisplayWidth.of(String(subscription.id)) + 5
    let name = Truncation.end(subscription.displayName, to: max(12, pane.columns - reserved))
    var at = canvas.text(name, .strong, column: pane.column, row: pane.row)
    at = canvas.text(String(subscription.id), .muted, column: at + 1, row: pane.row)
    at = canvas.text(word, assessed.health.state.ink, column: at + 3, row: pane.row)
    // The last success stands in no other line of the pane; each is shown whole or not at all.
    let times = [("last success", subscription.lastSuccessAt), ("last failure", subscription.lastFailureAt)]
    for (label, timestamp) in times {
      guard let date = timestamp.date else { continue }
      let fact = "\(label) \(TimeText.clock(date, at: now, in: world.zone))"
      if at + 3 + DisplayWidth.of(fact) <= pane.maxColumn {
        at = canvas.text(fact, .muted, column: at + 3, row: pane.row)
      }
    }
  }

  /// In as many lines as they need.
  private static func eventLines(_ subscription: Subscription, columns: Int) -> [[Phrase]] {
    let label = "events  "
    let events =
      subscription.eventsProblem == nil
      ? Sentence(EventSummary.of(subscription.subscribedEvents)) : Sentence(Phrase("not known", .warning))
    let lines = SentenceWrap.lines(events, columns: columns - label.count - 2)
    return lines.enumerated().map { index, line in
      [Phrase(index == 0 ? label : String(repeating: " ", count: label.count), .muted)] + line
    }
  }

  private func drawUnreadable(_ row: UnreadableSubscription, _ pane: Rect, in canvas: inout Canvas) {
    canvas.text("A subscription that cannot be read", .strong, column: pane.column, row: pane.row)
    let text =
      "Element \(row.position) of Fintoro's answer: \(row.problem). Its health is not known. "
      + "Look at it in Fintoro, or ask its support with the request id from the log."
    for (index, line) in LineWrap.lines(text, columns: pane.columns).prefix(pane.rows - 1).enumerated() {
      canvas.text(line, column: pane.column, row: pane.row + 1 + index)
    }
  }
}

/// What the pane says below its title, a line an element.
private struct PaneLines {
  static let blank: [Phrase] = []

  private let assessed: AssessedSubscription
  private let world: World
  private let columns: Int
  private let reason: HealthReason
  /// Whether there is room for little more than the deadline.
  private let isTight: Bool

  init(_ assessed: AssessedSubscription, _ world: World, columns: Int, isTight: Bool) {
    (self.assessed, self.world, self.columns, self.isTight) = (assessed, world, columns, isTight)
    reason = world.reason(assessed)
  }

  var all: [[Phrase]] {
    // After a rotation the first question is which secret is valid, and whether the endpoint has it.
    let rotation = [world.rotationSentence(assessed.subscription)].compactMap { $0 }
    let watched = WatchedSentences.brief(assessed.id, world)
    let gaps = GapSentences.brief(assessed.id, world)
    return wrapped(rotation) + condition + wrapped([advice].compactMap { $0 } + gaps + reason.remarks + watched)
  }

  private var condition: [[Phrase]] {
    let state = assessed.health.state
    guard let clock = RetryClock(assessed.subscription, state: state) else { return wrapped(reason.condition) }
    let now = world.serverTime.now
    if isTight { return wrapped([MomentSentence.brief(clock, state: state, at: now, in: world.zone)]) }
    let moments = MomentSentence.of(clock, state: state, at: now, in: world.zone)
    // That it fails, and since which success, stands in the title.
    let words = (state == .failing ? [] : reason.condition) + [moments]
    guard columns >= RetryTimeline.columns + Self.label.count,
      let timeline = RetryTimeline(
        clock, state: state, at: now, in: world.zone, called: world.momentWord)
    else { return wrapped(words) }
    return wrapped(words) + [
      [Phrase(Self.label, .muted)] + timeline.tries,
      [Phrase(String(repeating: " ", count: Self.label.count), .muted)] + timeline.labels,
    ]
  }

  private static let label = "tries   "

  /// In the lowest pane it has one line alone, and its end, what to fetch, must not be cut.
  private var advice: Sentence? {
    guard let whole = reason.advice.map(withKey) else { return nil }
    guard isTight, DisplayWidth.of(whole.text) > columns, let brief = reason.briefAdvice else { return whole }
    return withKey(brief)
  }

  /// The reason's text names no keys, because monitors use it as well: the board adds its own.
  private func withKey(_ advice: Sentence) -> Sentence {
    var phrases = advice.phrases
    guard assessed.health.state.hasRetryWindow || assessed.health.state == .disabled, let last = phrases.popLast()
    else { return advice }
    return Sentence(phrases: phrases + [Phrase("\(last.text.dropLast())\(world.backfillKey).", last.emphasis)])
  }

  private func wrapped(_ sentences: [Sentence]) -> [[Phrase]] { SentenceWrap.lines(sentences, columns: columns) }
}
