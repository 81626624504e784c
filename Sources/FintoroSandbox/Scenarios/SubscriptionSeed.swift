import Foundation

/// A subscription that is there from the start. Ages are seconds before the start, so that a demo is always fresh.
struct SubscriptionSeed: Sendable {
  let id: Int
  let company: Company
  let draft: SubscriptionDraft
  let past: SubscriptionPast
  let now: Date

  func stored(secret: String) -> StoredSubscription {
    func time(_ age: Double?) -> Date? { age.map { now - $0 } }
    return StoredSubscription(
      id: id, companyID: company.id, draft: draft, lastSuccessAt: time(past.success), lastFailureAt: time(past.failure),
      disabledAt: time(past.disabled), disabledReason: past.reason, createdAt: now - past.created,
      updatedAt: now - (past.updated ?? past.created), secret: secret)
  }
}

/// When things happened, in seconds before the start; nil for never.
struct SubscriptionPast: Sendable {
  var success: Double?
  var failure: Double?
  var disabled: Double?
  var reason: String?
  var created: Double
  var updated: Double?
}

/// Lengths of time in seconds, for tables.
enum Age {
  static let minute = 60.0
  static let hour = 3600.0
  static let day = 86_400.0
}
