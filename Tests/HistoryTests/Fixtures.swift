import FintoroWebhooks
import Foundation
import History
import TestSupport

/// The server's time at the beginning of most tests.
let start = Date(timeIntervalSince1970: 1_795_500_000)
let acme = CompanyKey(origin: "https://app.fintoro.sk", companyID: 15)

extension Date {
  static func + (date: Date, seconds: Double) -> Date { date.addingTimeInterval(seconds) }
  static func - (date: Date, seconds: Double) -> Date { date.addingTimeInterval(-seconds) }
}

extension Subscription {
  static func fixture(
    id: Int = 801, url: String = "https://erp.acme.sk/hooks", isActive: Bool = true, success: Date? = start - 60,
    failure: Date? = nil
  ) -> Subscription {
    Subscription(
      id: id, companyID: 15, name: "ERP \(id)", url: url, isActive: isActive,
      subscribedEvents: [EventType("invoices.paid"), EventType("clients.created")],
      lastSuccessAt: success.map(Timestamp.init) ?? .never, lastFailureAt: failure.map(Timestamp.init) ?? .never,
      createdAt: Timestamp(start - 86_400), updatedAt: Timestamp(start - 86_400))
  }
}

extension SubscriptionList {
  init(_ subscriptions: [Subscription], unreadable: [UnreadableSubscription] = []) {
    self.init(subscriptions.map { .readable($0) } + unreadable.map { .unreadable($0) })
  }
}

extension HistoryStore {
  static func temporary(_ folder: TemporaryFolder) throws -> HistoryStore {
    try .open(folder.join("state/hooktop/history.sqlite"), now: start)
  }

  func record(_ subscriptions: [Subscription], after seconds: Double = 0, pause: Double? = 60) throws {
    try record(SubscriptionList(subscriptions), of: acme, at: start + seconds, pause: pause)
  }

  func observations(_ id: Int = 801, since: Date? = nil) throws -> [ObservedSubscription] {
    try histories(of: acme, ids: [id], since: since, now: start).first?.observations ?? []
  }

  var watched: [WatchedSpan] { get throws { try watched(of: acme, now: start) } }
}
