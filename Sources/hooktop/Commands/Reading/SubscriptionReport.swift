import Dashboard
import FintoroAPI
import FintoroWebhooks
import Foundation
import TerminalUI

/// Subscriptions as the commands print them, assessed by the server's clock.
struct SubscriptionReport: Sendable {
  let time: ServerTime
  let zone: LocalZone
  /// By subscription.
  var limits: @Sendable (Int) -> HealthLimits = { _ in HealthLimits() }
  /// What is usual, where that was asked for.
  var contexts = DeliveryContexts([:], among: [])
  /// What was noticed, as far as it was asked for.
  var gaps = OpenGaps()

  init(_ context: AnswerContext, clock: LiveClock) {
    self.init(context, now: clock.now(), zone: clock.zone)
  }

  init(_ context: AnswerContext, now: Date, zone: LocalZone) {
    time = ServerTime(local: now, answer: context)
    self.zone = zone
  }

  /// Assessed by this machine's clock, if no response told the server's time.
  init(_ clock: LiveClock) {
    time = ServerTime(now: clock.now())
    zone = clock.zone
  }

  func assessed(_ subscription: Subscription) -> AssessedSubscription {
    AssessedSubscription(
      subscription, at: time, limits: limits(subscription.id), context: contexts[subscription.id])
  }

  func reason(_ assessed: AssessedSubscription) -> HealthReason { gaps.reason(assessed, at: time, in: zone) }

  /// Worst first, unreadable ones last.
  func table(_ list: SubscriptionList) -> String {
    let rows = FilterOptions.rows(list) { assessed($0) }
    return ListReport.table([
      ListReport(profile: nil, report: self, rows: SortOptions.sorted(rows, by: SubscriptionOrder()))
    ])
  }

  /// What this machine knows of a subscription's secret.
  struct Custody: Equatable, Sendable {
    var location: SecretLocation
    /// When it was last rotated from here; nil if it was not.
    var rotatedAt: Date?
  }

  /// Every field of the contract by its name, then derived values, then where the secret is.
  /// - Parameter head: fields before them.
  func fields(
    _ assessed: AssessedSubscription, _ custody: Custody?, head: [(String, String)] = [], paths: Paths
  ) -> String {
    let watch = custody?.rotatedAt.map {
      RotationWatch(rotatedAt: $0, assessed.subscription).sentence(now: time.now, in: zone)
    }
    let rows = [custody?.location.sentence(in: zone, display: paths.display), watch].compactMap(\.self)
    return PlainTable.fields(
      head + rowsOfFields(assessed) + rows.enumerated().map { ($0 == 0 ? "secret" : "", $1) })
  }

  private func rowsOfFields(_ assessed: AssessedSubscription) -> [(String, String)] {
    let subscription = assessed.subscription
    let style = SubscriptionColumn.TimeStyle.exact(zone)
    let events = EventSummary.of(subscription.subscribedEvents)
    let reason = reason(assessed)
    var fields = [
      ("id", String(subscription.id)), ("companyId", subscription.companyID.map(String.init) ?? "—"),
      ("name", subscription.nameProblem.map { "not known: \($0)" } ?? subscription.name ?? "—"),
      ("url", subscription.url),
      ("isActive", subscription.isActive ? "true" : "false"),
    ]
    fields += events.enumerated().map { index, summary in
      (index == 0 ? "subscribedEvents" : "", "\(summary.resource): \(summary.verbs.joined(separator: " "))")
    }
    if events.isEmpty { fields.append(("subscribedEvents", "—")) }
    fields += [
      ("lastSuccessAt", style.text(subscription.lastSuccessAt)),
      ("lastFailureAt", style.text(subscription.lastFailureAt)), ("disabledAt", style.text(subscription.disabledAt)),
      ("disabledReason", subscription.disabledReason ?? "—"), ("createdAt", style.text(subscription.createdAt)),
      ("updatedAt", style.text(subscription.updatedAt)),
      ("state", assessed.health.state.word),
    ]
    fields += reason.sentences.enumerated().map { ($0 == 0 ? "reason" : "", $1.text) }
    return fields
  }
}

extension SubscriptionReport {
  /// A list as the API writes it, without what is derived: the member `data` of an object.
  func addKept(_ list: SubscriptionList, to text: inout JSONText) {
    text.addMember("data") { text in
      text.addArray { text in
        for element in list.elements {
          switch element {
          case .readable(let subscription): text.addElement { $0.add(.object(apiMembers(subscription))) }
          case .unreadable(let element):
            text.addElement { $0.add(.object([.init("id", JSONValue(element.id))])) }
          }
        }
      }
    }
  }

  /// The contract's fields unchanged, and `health`, which is derived here.
  func json(_ subscription: Subscription) -> JSONValue { json(assessed(subscription), nil) }

  private func apiMembers(_ subscription: Subscription) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    // With what may follow; ten thousand lists that grow are felt.
    members.reserveCapacity(16)
    func add(_ key: String, _ value: JSONValue) { members.append(.init(key, value)) }
    // A key that was absent in the response is absent in the output.
    func add(_ key: String, _ time: Timestamp) { if time != .absent { add(key, JSONValue(time.raw)) } }
    add("id", .int(subscription.id))
    add("companyId", JSONValue(subscription.companyID))
    add("name", JSONValue(subscription.name))
    if let problem = subscription.nameProblem { add("nameProblem", .string(problem)) }
    add("url", .string(subscription.url))
    add("isActive", .bool(subscription.isActive))
    if let problem = subscription.eventsProblem {
      // Unreadable events are null, not an empty list.
      add("subscribedEvents", .null)
      add("subscribedEventsProblem", .string(problem))
    } else {
      add("subscribedEvents", .array(subscription.subscribedEvents.map { .string($0.rawValue) }))
    }
    add("lastSuccessAt", subscription.lastSuccessAt)
    add("lastFailureAt", subscription.lastFailureAt)
    add("disabledAt", subscription.disabledAt)
    add("disabledReason", JSONValue(subscription.disabledReason))
    add("createdAt", subscription.createdAt)
    add("updatedAt", subscription.updatedAt)
    return members
  }

  static let schema = "hooktop.subscription/1"

  /// The same with `custody`: what this machine knows of the secret; nil where that was not asked for.
  /// - Parameter isWhole: whether it is a text of its own, which has a schema.
  func json(_ assessed: AssessedSubscription, _ custody: Custody?, isWhole: Bool = false) -> JSONValue {
    var members = apiMembers(assessed.subscription)
    if isWhole { members.insert(.init("schema", .string(Self.schema)), at: 0) }
    members.append(.init("health", health(assessed)))
    if let custody { members.append(.init("custody", LedgerReport.json(custody.location))) }
    return .object(members)
  }

  private func health(_ assessed: AssessedSubscription) -> JSONValue {
    let clock = RetryClock(assessed.subscription, state: assessed.health.state)
    let givesUpAt = JSONValue(clock.map { ISO8601.text($0.givesUpAt) })
    return .object([
      .init("state", .string(assessed.health.state.word)), .init("weight", .string(assessed.health.weight.word)),
      .init("reason", .string(reason(assessed).text)),
      .init("reasonCode", .string(assessed.reasonCode(at: time.now))),
      .init("retryClockEndsAt", givesUpAt), .init("givesUpAt", givesUpAt),
      .init("lossPossibleFrom", JSONValue(clock?.lossPossibleFrom.map(ISO8601.text))),
    ])
  }
}
