import ArgumentParser
import FintoroAPI
import FintoroWebhooks
import Foundation

/// `hooktop backfill ID`: what to fetch again after an outage.
struct BackfillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Print what to fetch again after an outage: the window and the resources.",
    discussion: """
      Fintoro replays nothing: what a subscription missed is found again by listing what changed. The window runs from \
      the last success before the outage to now, as far as two timestamps can say. Where hooktop saw a gap that nobody \
      has ticked, it begins with that.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var subscription: SubscriptionOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let account = try await Account.open(connection)
    let answer = try await account.subscription(subscription.id)
    let clock = account.environment.clock
    let time = ServerTime(local: clock.now(), answer: answer.context)
    let gaps = await account.knownGaps(of: answer.value, at: answer.context.saidAt)
    let sheet = BackfillSheet(
      AssessedSubscription(answer.value, at: time), at: time, asOf: answer.context.askedAt,
      baseURL: account.client.connection.baseURL.text, gapFrom: gaps.fetchFrom(at: time.now))
    let report = BackfillReport(sheet, zone: clock.zone)
    try StandardOutput.write(json ? report.json.text : report.text)
  }
}

/// A backfill sheet as text or JSON, for the command line and for files.
struct BackfillReport {
  let sheet: BackfillSheet
  let zone: LocalZone

  init(_ sheet: BackfillSheet, zone: LocalZone) {
    self.sheet = sheet
    self.zone = zone
  }

  /// JSON for a file name that ends in .json, else text. Both are safe to show.
  func contents(forFile path: String) -> String {
    path.lowercased().hasSuffix(".json") ? json.text : text
  }

  var text: String { PlainTable.fields(sheet.lines(in: zone).map { ($0.label, $0.text) }) }

  /// Times in UTC, for programs.
  var json: JSONValue {
    let window = sheet.window
    return .object([
      .init("subscription", subscription),
      .init(
        "window",
        .object([
          .init("from", JSONValue(window.from.map(ISO8601.text))), .init("to", .string(ISO8601.text(window.to))),
          .init("basis", .string(window.basis.word)), .init("basisText", .string(sheet.basisText)),
          .init("cautions", .array(sheet.cautions.map { .string($0) })),
        ])),
      .init("baseUrl", .string(sheet.baseURL)), .init("asOf", .string(ISO8601.text(sheet.asOf))),
      .init("resources", .array(sheet.steps.map(resource))),
    ])
  }

  private var subscription: JSONValue {
    .object([
      .init("id", .int(sheet.subscription.id)), .init("name", JSONValue(sheet.subscription.name)),
      .init("url", .string(sheet.subscription.url)), .init("state", .string(sheet.state.word)),
    ])
  }

  private func resource(_ step: BackfillSheet.Step) -> JSONValue {
    .object([
      .init("resource", .string(step.resource)), .init("resourceType", JSONValue(step.resourceType)),
      .init("verbs", .array(step.verbs.map { .string($0) })),
      .init("lookFor", .array(step.advice.map { .string($0) })),
    ])
  }
}

extension BackfillWindow.Basis {
  /// For programs.
  fileprivate var word: String {
    switch self {
    case .lastSuccess: "lastSuccess"
    case .creation: "creation"
    case .watchedSuccess: "watchedSuccess"
    case .gap: "gap"
    case .lastFailure: "lastFailure"
    case .switchedOff: "switchedOff"
    case .noGap: "noGap"
    case .unknown: "unknown"
    }
  }
}
