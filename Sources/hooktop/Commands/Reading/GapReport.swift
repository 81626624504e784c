import FintoroAPI
import FintoroWebhooks
import Foundation

/// Gaps of a company's subscriptions as a table and as JSON, the newest beginning last.
struct GapReport {
  private let gaps: [GapRecord]
  private let states: [Int: HealthState]
  private let now: Date
  private let zone: LocalZone

  /// - Parameters:
  ///   - since: gaps that were closed before are left out.
  ///   - states: by subscription.
  init(_ book: GapBook, since: Date, states: [Int: HealthState] = [:], now: Date, zone: LocalZone) {
    gaps = book.records.filter { $0.standing(at: now) != .closed || ($0.gap.endedAt ?? now) >= since }
    self.states = states
    self.now = now
    self.zone = zone
  }

  var isEmpty: Bool { gaps.isEmpty }

  var table: String {
    let rows = gaps.map { record in
      [
        record.id.rawValue, record.subject.name, record.gap.kind.word,
        TimeText.exact(record.gap.possiblyFrom, in: zone), TimeText.exact(record.gap.surelyFrom, in: zone),
        record.gap.endedAt.map { TimeText.exact($0, in: zone) } ?? "—", notes(record),
      ]
    }
    let header = ["GAP", "NAME", "EVENTS", "POSSIBLY FROM", "SURELY FROM", "TO", "DONE"]
    return PlainTable(header: header, rightAligned: header.map { _ in false }, rows: rows).text
  }

  private func notes(_ record: GapRecord) -> String {
    let note = record.isTicked ? record.tick?.note : nil
    return [
      record.standingText(at: now, in: zone), note, isAcknowledged(record) ? "acknowledged" : nil,
      record.gap.isURLChanged ? "URL changed" : nil,
    ].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func isAcknowledged(_ record: GapRecord) -> Bool {
    record.standing(at: now) != .closed
      && record.isAcknowledged(in: states[record.gap.subscriptionID], at: now)
  }

  /// Times in UTC, for programs.
  var json: JSONValue { .object([.init("gaps", .array(gaps.map(json)))]) }

  private func json(_ record: GapRecord) -> JSONValue {
    let gap = record.gap
    return .object([
      .init("gap", .string(gap.id.rawValue)), .init("id", .int(gap.subscriptionID)),
      .init("name", .string(record.subject.name)), .init("kind", .string(gap.kind.rawValue)),
      .init("events", .string(gap.kind.word)), .init("standing", .string(record.standing(at: now).rawValue)),
      .init("possiblyFrom", time(gap.possiblyFrom)), .init("surelyFrom", time(gap.surelyFrom)),
      .init("noticedAt", time(gap.noticedAt)), .init("endedAt", time(gap.endedAt)),
      .init("end", JSONValue(gap.end?.rawValue)), .init("decidedAt", time(gap.decidedAt)),
      .init("lastFailureAt", time(gap.lastFailureAt)), .init("urlChanged", .bool(gap.isURLChanged)),
      .init("url", .string(gap.url)),
      .init("eventTypes", .array(record.subject.events.map { .string($0.rawValue) })),
      .init(
        "requestIds",
        .object([.init("noticed", JSONValue(record.noticedIn)), .init("ended", JSONValue(record.endedIn))])),
      .init("done", record.isTicked ? record.tick.map(json) ?? .null : .null),
      .init("acknowledged", isAcknowledged(record) ? record.acknowledgement.map(json) ?? .null : .null),
    ])
  }

  private func json(_ tick: GapTick) -> JSONValue {
    .object([
      .init("outcome", .string(tick.outcome.rawValue)), .init("by", .string(tick.by)), .init("at", time(tick.at)),
      .init("note", JSONValue(tick.note)),
    ])
  }

  private func json(_ acknowledgement: GapAcknowledgement) -> JSONValue {
    .object([
      .init("by", .string(acknowledgement.by)), .init("at", time(acknowledgement.at)),
      .init("until", time(acknowledgement.until)), .init("state", JSONValue(acknowledgement.state?.word)),
    ])
  }

  private func time(_ date: Date?) -> JSONValue { JSONValue(date.map(ISO8601.text)) }
}
