import FintoroAPI
import FintoroWebhooks
import Foundation

/// What happened to a company's subscriptions since a moment, as commands print it.
struct HistoryReport {
  private let events: [PastEvent]
  private let watched: [WatchedSpan]
  private let since: Date
  private let now: Date
  private let zone: LocalZone

  /// - Parameter limits: by subscription.
  init(
    _ seen: KeptHistory.Seen, since: Date, limits: (Int) -> HealthLimits, now: Date, zone: LocalZone
  ) {
    self.since = since
    self.now = now
    self.zone = zone
    watched = seen.watched.map { WatchedSpan(from: max($0.from, since), to: $0.to) }
    events = PastEvent.all(
      seen.histories, seen.writes, watched: seen.watched, since: since, until: now, limits: limits, reasonsIn: zone)
  }

  var isEmpty: Bool { events.isEmpty }

  var emptySentence: String {
    let start = TimeText.exact(since, in: zone)
    guard let last = watched.last else { return "hooktop has not watched since \(start), so nothing is known." }
    return "Nothing happened since \(start), as far as hooktop watched (last \(TimeText.exact(last.to, in: zone)))."
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
        event.unwatchedSince.map(ISO8601.text) ?? "", event.write == nil ? event.reason : "by hooktop",
      ]
    }
    return CSV.text([["at", "id", "name", "from", "to", "notWatchedSince", "reason"]] + rows)
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
      .init("transitions", .array(events.filter { $0.write == nil }.map(json))),
      .init("writes", .array(events.compactMap(write))),
    ])
  }

  private func write(_ event: PastEvent) -> JSONValue? {
    guard let kind = event.write else { return nil }
    var fields: [JSONValue] = []
    if case .edited(let edited) = kind { fields = edited.map { .string($0.label) } }
    return .object([
      .init("at", .string(ISO8601.text(event.at))), .init("id", .int(event.id)), .init("name", .string(event.name)),
      .init("what", .string(kind.name)), .init("fields", .array(fields)),
    ])
  }

  private func json(_ event: PastEvent) -> JSONValue {
    .object([
      .init("at", .string(ISO8601.text(event.at))), .init("id", .int(event.id)), .init("name", .string(event.name)),
      .init("from", JSONValue(event.from?.word)), .init("to", .string(event.toWord)),
      .init("byTime", .bool(event.isByTime)),
      .init("notWatchedSince", JSONValue(event.unwatchedSince.map(ISO8601.text))),
      .init("reason", JSONValue(event.reason.isEmpty ? nil : event.reason)),
    ])
  }
}

extension PastEvent {
  fileprivate var from: HealthState? {
    switch kind {
    case .state(let from, _), .deleted(let from): from
    case .write: nil
    }
  }

  fileprivate var write: OwnWrite.Kind? { if case .write(let kind) = kind { kind } else { nil } }

  fileprivate var fromWord: String { write == nil ? from?.word ?? "not seen before" : "by hooktop" }

  fileprivate var toWord: String {
    switch kind {
    case .state(_, let to): to.word
    case .deleted: "deleted"
    case .write(let kind): kind.words
    }
  }
}
