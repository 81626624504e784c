import FintoroAPI
import FintoroWebhooks
import Foundation

/// What happened to a company's subscriptions since a moment, as commands print it.
struct HistoryReport {
  private let events: [Event]
  private let watched: [WatchedSpan]
  private let since: Date
  private let now: Date
  private let zone: LocalZone

  private struct Event {
    var at: Date
    var id: Int
    var name: String
    var from: HealthState?
    /// Nil for a deletion.
    var to: HealthState?
    var isByTime = false
    /// Until when hooktop had watched before it saw this; nil where it saw it happen.
    var unwatchedSince: Date?
    var reason = ""

    var fromWord: String { from?.word ?? "not seen before" }
    var toWord: String { to?.word ?? "deleted" }
  }

  /// - Parameter limits: by subscription.
  init(
    _ seen: KeptHistory.Seen, since: Date, limits: (Int) -> HealthLimits, now: Date, zone: LocalZone
  ) {
    self.since = since
    self.now = now
    self.zone = zone
    watched = seen.watched.map { WatchedSpan(from: max($0.from, since), to: $0.to) }
    events = seen.histories.flatMap { history -> [Event] in
      var events = history.transitions(until: now, limits: limits(history.id)).map { transition in
        Event(
          at: transition.at, id: history.id, name: transition.assessed.subscription.displayName,
          from: transition.from, to: transition.to, isByTime: transition.isByTime,
          unwatchedSince: Self.unwatched(transition, seen.watched), reason: transition.reason(in: zone))
      }
      if let deletion = history.deletion {
        events.append(Event(at: deletion.noticedAt, id: history.id, name: history.name, from: events.last?.to))
      }
      return events.filter { $0.at >= since }
    }.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
  }

  var isEmpty: Bool { events.isEmpty }

  var emptySentence: String {
    let start = TimeText.exact(since, in: zone)
    guard let last = watched.last else { return "hooktop has not watched since \(start), so nothing is known." }
    return "Nothing happened since \(start), as far as hooktop watched (last \(TimeText.exact(last.to, in: zone)))."
  }

  /// A change that an answer brought after a pause may have happened at any time in it.
  private static func unwatched(_ transition: Transition, _ watched: [WatchedSpan]) -> Date? {
    guard !transition.isByTime, !watched.contains(where: { $0.from < transition.at && transition.at <= $0.to }) else {
      return nil
    }
    return watched.last { $0.to < transition.at }?.to
  }

  var table: String {
    let rows = events.map { event in
      [
        TimeText.exact(event.at, in: zone), String(event.id), event.name, event.fromWord, event.toWord,
        event.unwatchedSince.map { "or since \(TimeText.exact($0, in: zone))" } ?? "",
      ]
    }
    let header = ["SEEN AT", "ID", "NAME", "FROM", "TO", "NOT WATCHED"]
    return PlainTable(header: header, rightAligned: header.map { $0 == "ID" }, rows: rows).text
  }

  /// By RFC 4180; times in UTC.
  var csv: String {
    let rows = events.map { event in
      [
        ISO8601.text(event.at), String(event.id), event.name, event.from?.word ?? "", event.toWord,
        event.unwatchedSince.map(ISO8601.text) ?? "", event.reason,
      ]
    }
    return ([["at", "id", "name", "from", "to", "notWatchedSince", "reason"]] + rows)
      .map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A cell that a spreadsheet would take for a formula gets an apostrophe: names are the server's.
  private static func quoted(_ cell: String) -> String {
    let safe = cell.first.map { "=+-@\t\r".contains($0) } == true ? "'" + cell : cell
    let needsQuotes = safe.contains { ",\"\n\r".contains($0) || $0 == "\r\n" }
    return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }

  /// Times in UTC, for programs.
  var json: JSONValue {
    .object([
      .init("since", .string(ISO8601.text(since))), .init("until", .string(ISO8601.text(now))),
      .init(
        "watched",
        .array(
          watched.map { span in
            .object([
              .init("from", .string(ISO8601.text(span.from))), .init("to", .string(ISO8601.text(span.to))),
            ])
          })),
      .init("transitions", .array(events.map(json))),
    ])
  }

  private func json(_ event: Event) -> JSONValue {
    .object([
      .init("at", .string(ISO8601.text(event.at))), .init("id", .int(event.id)), .init("name", .string(event.name)),
      .init("from", JSONValue(event.from?.word)), .init("to", .string(event.toWord)),
      .init("byTime", .bool(event.isByTime)),
      .init("notWatchedSince", JSONValue(event.unwatchedSince.map(ISO8601.text))),
      .init("reason", JSONValue(event.reason.isEmpty ? nil : event.reason)),
    ])
  }
}
