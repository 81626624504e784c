import FintoroWebhooks
import Foundation
import TerminalUI

/// The lines of the detail: every field of the contract by name, exact times with zone and age.
enum DetailLines {
  /// A label and its text; a line without a label goes on with the one above or is a heading.
  struct Line: Equatable {
    var label: String
    var phrases: [Phrase]
  }

  /// - Parameter columns: the room for the texts beside the labels; nil for that of the detail's own screen.
  static func of(_ id: Int, _ world: World, columns: Int? = nil) -> [Line] {
    let width = max(20, columns ?? world.size.columns - DetailView.labelColumns(world.size) - 3)
    guard let assessed = world.list.subscription(id) else {
      return LineWrap.lines(world.list.whyMissing(id), columns: width).map { line("", $0, .warning) }
    }
    return condition(assessed, world, width) + fields(assessed.subscription, world)
      + secret(assessed.subscription, world, width) + events(assessed.subscription, width)
      + [blank, answer(world)]
  }

  private static func condition(_ assessed: AssessedSubscription, _ world: World, _ width: Int) -> [Line] {
    let health = assessed.health.state
    let emphasis: Phrase.Emphasis =
      health.weight == .critical
      ? .urgent : health.weight == .warning ? .warning : health.weight == .good ? .good : .strong
    let reason = HealthReason(assessed, at: world.serverTime, in: world.zone)
    return [line("state", "\(health.symbol) \(health.word)", emphasis)]
      + SentenceWrap.lines(reason.sentences, columns: width).map { Line(label: "", phrases: $0) }
      + retries(assessed, world, width) + watched(assessed.id, world, width) + [blank]
  }

  /// The retry clock, counting down.
  private static func retries(_ assessed: AssessedSubscription, _ world: World, _ width: Int) -> [Line] {
    let now = world.serverTime.now
    guard let clock = RetryClock(assessed.subscription, state: assessed.health.state), clock.endsAt > now else {
      return []
    }
    let columns = min(30, width / 3)
    let full = Int((clock.remaining(at: now) * Double(columns)).rounded(.up))
    let emphasis: Phrase.Emphasis = assessed.health.state.weight == .critical ? .urgent : .warning
    return [
      Line(
        label: "retries left",
        phrases: [
          Phrase(String(repeating: "█", count: full), emphasis),
          Phrase(String(repeating: "░", count: columns - full), .muted), Phrase(RetryClockBar.words(clock, at: now)),
        ])
    ]
  }

  /// What hooktop itself has seen.
  private static func watched(_ id: Int, _ world: World, _ width: Int) -> [Line] {
    SentenceWrap.lines(WatchedSentences.full(id, world), columns: width).enumerated().map {
      Line(label: $0.offset == 0 ? "watched" : "", phrases: $0.element)
    }
  }

  private static func fields(_ subscription: Subscription, _ world: World) -> [Line] {
    [
      line("name", subscription.name ?? "none", subscription.name == nil ? .muted : .strong),
      line("id", String(subscription.id)),
      line("company", subscription.companyID.map { "\(world.session.company ?? "") (\($0))" } ?? "not told"),
      line("URL", subscription.url),
      line("active", subscription.isActive ? "yes: new events are delivered" : "no: new events are not delivered"),
      line("last success", time(subscription.lastSuccessAt, world)),
      line("last failure", time(subscription.lastFailureAt, world)),
      line("disabled", time(subscription.disabledAt, world)),
      line("disabled reason", subscription.disabledReason ?? "none"),
      line("created", time(subscription.createdAt, world)),
      line("updated", time(subscription.updatedAt, world)),
      blank,
    ]
  }

  /// Where its secret is, and after a rotation whether the receiver has heard of it.
  private static func secret(_ subscription: Subscription, _ world: World, _ width: Int) -> [Line] {
    let sentences = [world.secretSentence(subscription.id), world.watchSentence(subscription)].compactMap {
      $0
    }
    return SentenceWrap.lines(sentences, columns: width).enumerated().map { index, line in
      Line(label: index == 0 ? "secret" : "", phrases: line)
    } + [blank]
  }

  private static func events(_ subscription: Subscription, _ width: Int) -> [Line] {
    let types = Set(subscription.subscribedEvents)
    let known = types.count { $0.isKnown }
    let count =
      "\(known) of \(EventCatalogue.types.count)"
      + (known < types.count ? ", and \(types.count - known) unknown here" : "")
    var lines =
      subscription.eventsProblem.map { wrapped("events", "not known: \($0)", width, .warning) }
      ?? [line("events", count, .strong)]
    for group in EventCatalogue.groups {
      let summaries = EventSummary.of(group.types.filter(types.contains))
      guard !summaries.isEmpty else { continue }
      lines += wrapped(group.title, summaries, width)
    }
    let unknown = subscription.subscribedEvents.filter { !$0.isKnown }
    if !unknown.isEmpty {
      lines += wrapped("unknown here", unknown.map(\.rawValue).joined(separator: " "), width)
    }
    return lines
  }

  private static func wrapped(_ title: String, _ summaries: [EventSummary], _ width: Int) -> [Line] {
    let text = Sentence(summaries)
    return SentenceWrap.lines(text, columns: width).enumerated().map {
      Line(label: $0.offset == 0 ? title : "", phrases: $0.element)
    }
  }

  private static func wrapped(
    _ label: String, _ text: String, _ width: Int, _ emphasis: Phrase.Emphasis = .plain
  ) -> [Line] {
    LineWrap.lines(text, columns: width).enumerated().map { line($0.offset == 0 ? label : "", $0.element, emphasis) }
  }

  private static func answer(_ world: World) -> Line {
    let context = world.connection.answer
    let id = context?.requestID ?? "without a request id"
    let age = context.map { TimeText.age(of: $0.askedAt, at: world.now) } ?? ""
    return line("last answer", "\(id) · \(age)\(skew(world))", .muted)
  }

  /// Times are assessed by the server's clock: where it differs, that must be known.
  private static func skew(_ world: World) -> String {
    guard let skew = world.serverTime.skew, skew != 0 else { return "" }
    return " · the server's clock is \(TimeText.duration(abs(skew))) \(skew > 0 ? "ahead of" : "behind") this machine's"
  }

  /// Exact with zone and age; what cannot be read as it came.
  private static func time(_ timestamp: Timestamp, _ world: World) -> String {
    guard let date = timestamp.date else { return SubscriptionColumn.TimeStyle.exact(world.zone).text(timestamp) }
    let exact = TimeText.exact(date, in: world.zone)
    let now = world.serverTime.now
    return date > now.addingTimeInterval(1)
      ? "\(exact) · in the future" : "\(exact) · \(TimeText.age(of: date, at: now))"
  }

  private static let blank = Line(label: "", phrases: [])

  private static func line(_ label: String, _ text: String, _ emphasis: Phrase.Emphasis = .plain) -> Line {
    Line(label: label, phrases: [Phrase(text, emphasis)])
  }
}
