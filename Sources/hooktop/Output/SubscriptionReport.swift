import FintoroWebhooks
import Foundation

/// Subscriptions as the commands print them, assessed by the server's clock.
struct SubscriptionReport {
  let time: ServerTime
  let zone: TimeZone

  init(_ context: AnswerContext, clock: LiveClock) {
    time = ServerTime(local: clock.now(), answer: context)
    zone = clock.zone
  }

  /// Judged by this machine's clock, where no answer told the server's.
  init(_ clock: LiveClock) {
    time = ServerTime(now: clock.now())
    zone = clock.zone
  }

  /// Worst first, unreadable ones last.
  func table(_ list: SubscriptionList) -> String {
    let columns = SubscriptionColumns.all
    let assessed = TroubleOrder.sorted(list.subscriptions.map { AssessedSubscription($0, at: time) })
    let style = SubscriptionColumn.TimeStyle.relative(now: time.now)
    let rows = assessed.map { row in columns.map { $0.text(row, style) } }
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
    var whereabouts: SecretLocation
    /// When it was rotated here last; nil where it was not.
    var rotatedAt: Date?
  }

  /// Every field of the contract by its name, then what is derived, then where the secret is.
  func fields(_ subscription: Subscription, _ custody: Custody, paths: Paths) -> String {
    let watch = custody.rotatedAt.map { RotationWatch(rotatedAt: $0, subscription).sentence(now: time.now, in: zone) }
    let rows = [custody.whereabouts.sentence(in: zone, display: paths.display), watch].compactMap(\.self)
    return PlainTable.fields(rowsOfFields(subscription) + rows.enumerated().map { ($0 == 0 ? "secret" : "", $1) })
  }

  /// Every field of the contract by its name, then what is derived.
  func fields(_ subscription: Subscription) -> String { PlainTable.fields(rowsOfFields(subscription)) }

  private func rowsOfFields(_ subscription: Subscription) -> [(String, String)] {
    let assessed = AssessedSubscription(subscription, at: time)
    let style = SubscriptionColumn.TimeStyle.exact(zone)
    let events = EventSummary.of(subscription.subscribedEvents)
    let reason = HealthReason(assessed, at: time, in: zone)
    var fields = [
      ("id", String(subscription.id)), ("companyId", subscription.companyID.map(String.init) ?? "—"),
      ("name", subscription.name ?? "—"), ("url", subscription.url),
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
