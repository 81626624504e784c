import FintoroWebhooks
import Foundation

/// The server's time in most tests.
let now = moment("2026-11-23T14:10:00Z")

extension Subscription {
  /// A subscription with the times that a test is about; the others are long past or have not come.
  static func fixture(
    id: Int = 801, name: String? = "ERP sync", url: String = "https://erp.acme.sk/hooks", isActive: Bool = true,
    events: [EventType] = [EventType("invoices.paid")], success: Date? = nil, failure: Date? = nil,
    disabled: Timestamp = .never, reason: String? = nil, created: Timestamp = Timestamp(now - 30 * 86_400)
  ) -> Subscription {
    Subscription(
      id: id, companyID: 15, name: name, url: url, isActive: isActive, subscribedEvents: events,
      lastSuccessAt: success.map(Timestamp.init) ?? .never, lastFailureAt: failure.map(Timestamp.init) ?? .never,
      disabledAt: disabled, disabledReason: reason, createdAt: created, updatedAt: Timestamp(now - 30 * 86_400))
  }

  func state(at time: Date = now, limits: HealthLimits = HealthLimits()) -> HealthState {
    Health.of(self, at: ServerTime(now: time), limits: limits).state
  }

  func assessed(at time: Date = now, skew: Double? = 0) -> AssessedSubscription {
    AssessedSubscription(self, at: ServerTime(now: time, skew: skew))
  }

  /// The reason's sentences, times in UTC.
  func reason(at time: Date = now, skew: Double? = 0) -> [String] {
    let time = ServerTime(now: time, skew: skew)
    return HealthReason(AssessedSubscription(self, at: time), at: time, in: .gmt).sentences.map(\.text)
  }
}
