import FintoroWebhooks
import Foundation
import TerminalUI

/// The lines of the detail: every field of the contract by name, with exact times, zone and age.
struct DetailLines {
  private let world: World
  /// The columns for the texts beside the labels.
  private let columns: Int

  /// In narrow windows the longest labels are cut; those are groups of events.
  static let narrowLabels = 18

  init(_ world: World, columns: Int) {
    self.world = world
    self.columns = max(20, columns)
  }

  /// A label and its text. A line without a label continues the one above, or is a heading.
  struct Line: Equatable {
    var label: String
    var phrases: [Phrase]
    /// Whether it is one of the timelines'.
    var isOfTimeline = false

    static let blank = Line(label: "", phrases: [])
  }

  /// - Parameter timeline: its cursor; nil where no timelines are shown.
  func of(_ id: Int, timeline: TimelineCursor? = nil) -> [Line] {
    guard let assessed = world.list.subscription(id) else {
      let past = "hooktop did not know this subscription then."
      return wrapped("", !world.isPast ? world.list.missingSentence(id) : past, .warning)
    }
    let past = timeline.map { TimelineLines(assessed.subscription, $0, world, columns: columns).lines + [.blank] }
    return condition(assessed) + (past ?? []) + facts(assessed.subscription) + events(assessed.subscription)
      + (!world.isPast ? [.blank, lastAnswer] : [])
  }

  /// What is known of it apart from its health and its events.
  func facts(_ subscription: Subscription) -> [Line] { fields(subscription) + secret(subscription) }

  private func condition(_ assessed: AssessedSubscription) -> [Line] {
    let health = assessed.health.state
    let emphasis: Phrase.Emphasis =
      switch health.weight {
      case .critical: .urgent
      case .warning: .warning
      case .good: .good
      case .notice: .strong
      }
    return [line("state", "\(health.symbol) \(health.word)", emphasis)] + reason(assessed)
      // What hooktop itself has seen since it started.
      + (!world.isPast ? wrapped("watched", WatchedSentences.full(assessed.id, world)) : [])
      + gaps(assessed.id) + [.blank]
  }

  private func gaps(_ id: Int) -> [Line] {
    GapSentences.full(id, world).enumerated().flatMap { wrapped($0.offset == 0 ? "gaps" : "", [$0.element]) }
  }

  /// Why, with the tries as a line where there is room for it, and what to do.
  private func reason(_ assessed: AssessedSubscription) -> [Line] {
    let (state, now) = (assessed.health.state, world.serverTime.now)
    let reason = world.reason(assessed)
    guard columns >= RetryTimeline.columns, let clock = RetryClock(assessed.subscription, state: state),
      let timeline = RetryTimeline(
        clock, state: state, at: now, in: world.zone, called: world.momentWord)
    else { return wrapped("", reason.sentences) }
    let moments = MomentSentence.of(clock, state: state, at: now, in: world.zone)
    return wrapped("", reason.condition + [moments])
      + [Line(label: "tries", phrases: timeline.tries), Line(label: "", phrases: timeline.labels)]
      + wrapped("", Array(reason.retries.suffix(1)) + [reason.advice].compactMap { $0 } + reason.remarks)
  }

  private func fields(_ subscription: Subscription) -> [Line] {
    let name =
      subscription.nameProblem.map { wrapped("name", "not known: \($0)", .warning) }
      ?? [line("name", subscription.name ?? "none", subscription.name == nil ? .muted : .strong)]
    return name + [
      line("id", String(subscription.id)),
      line("company", subscription.companyID.map { "\(world.session.company ?? "") (\($0))" } ?? "not told"),
      line("URL", subscription.url),
      line("active", subscription.isActive ? "yes: new events are delivered" : "no: new events are not delivered"),
      line("last success", time(subscription.lastSuccessAt)),
      line("last failure", time(subscription.lastFailureAt)),
      line("disabled", time(subscription.disabledAt)),
      line("disabled reason", subscription.disabledReason ?? "none"),
      line("created", time(subscription.createdAt)),
      line("updated", time(subscription.updatedAt)),
      .blank,
    ]
  }

  /// Where the secret is, and after a rotation whether the endpoint works with it.
  private func secret(_ subscription: Subscription) -> [Line] {
    // Files are of now.
    if world.isPast { return [] }
    return wrapped(
      "secret", [world.secretSentence(subscription.id), world.watchSentence(subscription)].compactMap { $0 })
      + [.blank]
  }

  private func events(_ subscription: Subscription) -> [Line] {
    let types = Set(subscription.subscribedEvents)
    let unknown = subscription.subscribedEvents.filter { !$0.isKnown }
    let known = types.count { $0.isKnown }
    let count =
      "\(known) of \(EventCatalogue.types.count)"
      + (known < types.count ? ", and \(types.count - known) unknown here" : "")
    let heading =
      subscription.eventsProblem.map { wrapped("events", "not known: \($0)", .warning) }
      ?? [line("events", count, .strong)]
    return heading
      + EventCatalogue.groups.flatMap { group -> [Line] in
        let summaries = EventSummary.of(group.types.filter(types.contains))
        return summaries.isEmpty ? [] : wrapped(group.title, [Sentence(summaries)])
      } + (unknown.isEmpty ? [] : wrapped("unknown here", unknown.map(\.rawValue).joined(separator: " ")))
  }

  private var lastAnswer: Line {
    let context = world.connection.answer
    let id = context?.requestID ?? "without a request id"
    let age = context.map { TimeText.age(of: $0.askedAt, at: world.now) } ?? ""
    return line("last answer", "\(id) · \(age)\(skew)", .muted)
  }

  /// The difference between the clocks: times are assessed by the server's clock.
  private var skew: String {
    guard let skew = world.serverTime.skew, skew != 0 else { return "" }
    return " · the server's clock is \(TimeText.duration(abs(skew))) \(skew > 0 ? "ahead of" : "behind") this machine's"
  }

  /// The exact time with zone and age. A time that cannot be read is shown as received.
  private func time(_ timestamp: Timestamp) -> String {
    guard let date = timestamp.date else { return SubscriptionColumn.TimeStyle.exact(world.zone).text(timestamp) }
    let exact = TimeText.exact(date, in: world.zone)
    let now = world.serverTime.now
    return date > now.addingTimeInterval(1)
      ? "\(exact) · in the future" : "\(exact) · \(world.age(of: date))"
  }

  private func line(_ label: String, _ text: String, _ emphasis: Phrase.Emphasis = .plain) -> Line {
    Line(label: label, phrases: [Phrase(text, emphasis)])
  }

  private func wrapped(_ label: String, _ text: String, _ emphasis: Phrase.Emphasis = .plain) -> [Line] {
    LineWrap.lines(text, columns: columns).enumerated().map { line($0.offset == 0 ? label : "", $0.element, emphasis) }
  }

  private func wrapped(_ label: String, _ sentences: [Sentence]) -> [Line] {
    SentenceWrap.lines(sentences, columns: columns).enumerated().map {
      Line(label: $0.offset == 0 ? label : "", phrases: $0.element)
    }
  }
}

extension Canvas {
  /// Draws labels and texts, in a pale ink if the data is not live.
  mutating func detail(_ lines: ArraySlice<DetailLines.Line>, _ place: Rect, labelColumns: Int, isLive: Bool) {
    for (index, line) in lines.prefix(place.rows).enumerated() {
      let row = place.row + index
      let label = Truncation.end(line.label, to: labelColumns - 2)
      text(label, .muted, endingAt: place.column + labelColumns - 2, row: row)
      let phrases = isLive ? line.phrases : line.phrases.map { Phrase($0.text, .muted) }
      self.phrases(phrases, column: place.column + labelColumns, row: row, limit: place.columns - labelColumns)
    }
  }

  /// Draws the detail beside the list of a wide window. What does not fit is on the detail's own screen.
  mutating func detail(_ assessed: AssessedSubscription, of world: World, beside pane: Rect) {
    let at = text(
      Truncation.end(assessed.subscription.displayName, to: pane.columns - 10), .strong, column: pane.column,
      row: pane.row)
    text(String(assessed.id), .muted, column: at + 1, row: pane.row)
    let labels = DetailLines.narrowLabels
    let lines = DetailLines(world, columns: pane.columns - labels).of(assessed.id)
    let place = Rect(column: pane.column, row: pane.row + 2, columns: pane.columns, rows: pane.rows - 2)
    detail(lines[...], place, labelColumns: labels, isLive: world.isLive)
    guard lines.count > place.rows else { return }
    fill(Rect(column: place.column, row: place.maxRow - 1, columns: place.columns, rows: 1), .screen)
    text("… Enter shows all of it", .muted, column: place.column + labels, row: place.maxRow - 1)
  }
}
