import FintoroAPI
import FintoroWebhooks
import Foundation
import TerminalUI

/// Subscriptions as the commands print them, assessed by the server's clock.
struct SubscriptionReport {
  let time: ServerTime
  let zone: LocalZone

  init(_ context: AnswerContext, clock: LiveClock) {
    time = ServerTime(local: clock.now(), answer: context)
    zone = clock.zone
  }

  /// Assessed by this machine's clock, if no response told the server's time.
  init(_ clock: LiveClock) {
    time = ServerTime(now: clock.now())
    zone = clock.zone
  }

  /// Worst first, unreadable ones last.
  func table(_ list: SubscriptionList) -> String {
    let columns = SubscriptionColumns.all
    let assessed = TroubleOrder.sorted(list.subscriptions.map { AssessedSubscription($0, at: time) })
    let style = SubscriptionColumn.TimeStyle.relative(now: time.now, zone)
    // One long text would push every row's other columns out of sight; `show` and JSON have all of it.
    let rows = assessed.map { row in
      columns.map { column in
        let text = column.text(row, style)
        return if case .text(let most) = column.width { Truncation.end(text, to: most) } else { text }
      }
    }
    let unreadable = list.unreadable.map { element in
      columns.map { column in
        switch column.id {
        case .id: element.id.map(String.init) ?? "?"
        case .state: "unreadable"
        case .name: element.problem
        default: "?"
        }
      }
    }
    return PlainTable(
      header: columns.map(\.title), rightAligned: columns.map { $0.alignment == .right }, rows: rows + unreadable
    ).text
  }

  /// What this machine knows of a subscription's secret.
  struct Custody: Equatable, Sendable {
    var location: SecretLocation
    /// When it was last rotated from here; nil if it was not.
    var rotatedAt: Date?
  }

  /// Every field of the contract by its name, then derived values, then where the secret is.
  func fields(_ subscription: Subscription, _ custody: Custody, paths: Paths) -> String {
    let watch = custody.rotatedAt.map { RotationWatch(rotatedAt: $0, subscription).sentence(now: time.now, in: zone) }
    let rows = [custody.location.sentence(in: zone, display: paths.display), watch].compactMap(\.self)
    return PlainTable.fields(rowsOfFields(subscription) + rows.enumerated().map { ($0 == 0 ? "secret" : "", $1) })
  }

  private func rowsOfFields(_ subscription: Subscription) -> [(String, String)] {
    let assessed = AssessedSubscription(subscription, at: time)
    let style = SubscriptionColumn.TimeStyle.exact(zone)
    let events = EventSummary.of(subscription.subscribedEvents)
    let reason = HealthReason(assessed, at: time, in: zone)
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
  /// In the server's order.
  func json(_ list: SubscriptionList) -> JSONValue {
    .object([
      .init("data", .array(list.subscriptions.map(json))),
      .init(
        "unreadable",
        .array(
          list.unreadable.map { element in
            .object([
              .init("position", .int(element.position)), .init("id", JSONValue(element.id)),
              .init("problem", .string(element.problem)),
            ])
          })),
    ])
  }

  /// The contract's fields unchanged, and `health`, which is derived here.
  func json(_ subscription: Subscription) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .int(subscription.id)), .init("companyId", JSONValue(subscription.companyID)),
      .init("name", JSONValue(subscription.name)),
    ]
    if let problem = subscription.nameProblem { members.append(.init("nameProblem", .string(problem))) }
    members += [.init("url", .string(subscription.url)), .init("isActive", .bool(subscription.isActive))]
    members += events(subscription)
    members += time("lastSuccessAt", subscription.lastSuccessAt)
    members += time("lastFailureAt", subscription.lastFailureAt)
    members += time("disabledAt", subscription.disabledAt)
    members.append(.init("disabledReason", JSONValue(subscription.disabledReason)))
    members += time("createdAt", subscription.createdAt)
    members += time("updatedAt", subscription.updatedAt)
    members.append(.init("health", health(subscription)))
    return .object(members)
  }

  /// Unreadable events are null, not an empty list.
  private func events(_ subscription: Subscription) -> [JSONValue.Member] {
    guard let problem = subscription.eventsProblem else {
      return [.init("subscribedEvents", .array(subscription.subscribedEvents.map { .string($0.rawValue) }))]
    }
    return [.init("subscribedEvents", .null), .init("subscribedEventsProblem", .string(problem))]
  }

  /// The same with `custody`: what this machine knows of the secret.
  func json(_ subscription: Subscription, _ custody: Custody) -> JSONValue {
    guard case .object(let members) = json(subscription) else { return json(subscription) }
    return .object(members + [.init("custody", LedgerReport.json(custody.location))])
  }

  private func health(_ subscription: Subscription) -> JSONValue {
    let assessed = AssessedSubscription(subscription, at: time)
    let clock = RetryClock(subscription, state: assessed.health.state)
    return .object([
      .init("state", .string(assessed.health.state.word)), .init("weight", .string(assessed.health.weight.word)),
      .init("reason", .string(HealthReason(assessed, at: time, in: zone).text)),
      .init("retryClockEndsAt", JSONValue(clock.map { ISO8601.text($0.givesUpAt) })),
    ])
  }

  /// A key that was absent in the response is absent in the output.
  private func time(_ key: String, _ timestamp: Timestamp) -> [JSONValue.Member] {
    timestamp == .absent ? [] : [.init(key, JSONValue(timestamp.raw))]
  }
}
