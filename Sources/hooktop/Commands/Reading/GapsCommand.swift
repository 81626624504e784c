import ArgumentParser
import FintoroAPI
import FintoroWebhooks
import Foundation

/// `hooktop gaps`: when deliveries may be lost.
struct GapsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps", abstract: "Print when deliveries may be lost, from what hooktop saw.",
    discussion: """
      A gap begins surely with a failure that was seen, and possibly earlier; it ends with the first answer that shows \
      deliveries accepted again. Events in a disabled one are lost. Nothing is sent.
      """)

  @OptionGroup var connection: ConnectionOptions

  @Option(
    help: ArgumentHelp("Leave out what ended before: 24h, 7d, or a day such as 2026-11-20 (7d).", valueName: "time"))
  var since = "7d"

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let environment = try AppEnvironment.system
    let (now, zone) = (environment.clock.now(), environment.clock.zone)
    guard let since = PastMoment.read(since, now: now, zone: zone) else {
      throw ValidationError("--since \(since) is no time. \(PastMoment.forms)")
    }
    let kept = try await KeptHistory.open(connection, environment)
    // A gap that goes on may have begun long before; what was seen before it bounds its beginning.
    let seen = try await kept.seen(nil, since: since.addingTimeInterval(-30 * 86_400), now: now)
    let report = GapReport(seen.histories, since: since, limits: kept.limits, now: now, zone: zone)
    try StandardOutput.write(json ? report.json.text : report.table)
    if report.isEmpty, !json {
      StandardError.print(
        "No gap since \(TimeText.exact(since, in: zone)) in what hooktop saw; `hooktop history --json` says when it "
          + "watched.")
    }
  }
}

/// Gaps of a company's subscriptions as a table and as JSON, the newest beginning last.
struct GapReport {
  private let gaps: [(history: SubscriptionHistory, gap: Gap)]
  private let now: Date
  private let zone: LocalZone

  /// - Parameters:
  ///   - since: gaps that ended before are left out.
  ///   - limits: by subscription.
  init(
    _ histories: [SubscriptionHistory], since: Date, limits: (Int) -> HealthLimits, now: Date, zone: LocalZone
  ) {
    gaps = histories.flatMap { history in
      history.gaps(limits: limits(history.id)).filter { ($0.endedAt ?? now) >= since }.map { (history, $0) }
    }.sorted { ($0.gap.possiblyFrom, $0.history.id) < ($1.gap.possiblyFrom, $1.history.id) }
    self.now = now
    self.zone = zone
  }

  var isEmpty: Bool { gaps.isEmpty }

  var table: String {
    let rows = gaps.map { history, gap in
      [
        String(history.id), history.name, gap.kind.word, TimeText.exact(gap.possiblyFrom, in: zone),
        TimeText.exact(gap.surelyFrom, in: zone), end(gap), gap.isURLChanged ? "URL changed" : "",
      ]
    }
    let header = ["ID", "NAME", "EVENTS", "POSSIBLY FROM", "SURELY FROM", "TO", "NOTE"]
    return PlainTable(header: header, rightAligned: header.map { $0 == "ID" }, rows: rows).text
  }

  private func end(_ gap: Gap) -> String {
    guard let endedAt = gap.endedAt else { return "goes on" }
    let end = TimeText.exact(endedAt, in: zone)
    if gap.end == .deleted { return "\(end), deleted" }
    guard let decidedAt = gap.decidedAt, decidedAt > now else { return end }
    return "\(end), retries until \(TimeText.minute(decidedAt, at: now, in: zone))"
  }

  /// Times in UTC, for programs.
  var json: JSONValue {
    .object([
      .init(
        "gaps",
        .array(
          gaps.map { history, gap in
            .object([
              .init("id", .int(history.id)), .init("name", .string(history.name)),
              .init("kind", .string(gap.kind == .disabled ? "disabled" : "failures")),
              .init("events", .string(gap.kind.word)),
              .init("possiblyFrom", .string(ISO8601.text(gap.possiblyFrom))),
              .init("surelyFrom", .string(ISO8601.text(gap.surelyFrom))),
              .init("noticedAt", .string(ISO8601.text(gap.noticedAt))),
              .init("endedAt", JSONValue(gap.endedAt.map(ISO8601.text))),
              .init("end", JSONValue(gap.end?.word)),
              .init("decidedAt", JSONValue(gap.decidedAt.map(ISO8601.text))),
              .init("lastFailureAt", JSONValue(gap.lastFailureAt.map(ISO8601.text))),
              .init("urlChanged", .bool(gap.isURLChanged)),
              .init("url", JSONValue(history.observations.last?.subscription.url)),
            ])
          }))
    ])
  }
}

extension Gap.Kind {
  /// What became of the events in it: never more than is known.
  fileprivate var word: String {
    switch self {
    case .failures: "may be lost"
    case .disabled: "lost, disabled"
    }
  }
}

extension Gap.End {
  fileprivate var word: String {
    switch self {
    case .accepted: "accepted"
    case .enabled: "enabled"
    case .deleted: "deleted"
    }
  }
}
