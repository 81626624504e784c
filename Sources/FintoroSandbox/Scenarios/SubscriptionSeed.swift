import Foundation

/// A subscription that is there from the start.
public struct SubscriptionSeed: Hashable, Sendable {
  public var id: Int
  /// 15 or 16.
  public var companyID: Int
  public var name: String?
  public var url: String
  public var isActive: Bool
  public var subscribedEvents: [String]
  public var past: SubscriptionPast

  public init(
    id: Int, companyID: Int = 15, name: String?, url: String, isActive: Bool = true, subscribedEvents: [String],
    past: SubscriptionPast
  ) {
    self.id = id
    self.companyID = companyID
    self.name = name
    self.url = url
    self.isActive = isActive
    self.subscribedEvents = subscribedEvents
    self.past = past
  }

  func stored(secret: String, now: Date) -> StoredSubscription {
    func time(_ age: Double?) -> Date? { age.map { now - $0 } }
    return StoredSubscription(
      id: id, companyID: companyID,
      draft: SubscriptionDraft(name: name, url: url, isActive: isActive, subscribedEvents: subscribedEvents),
      lastSuccessAt: time(past.success), lastFailureAt: time(past.failure), disabledAt: time(past.disabled),
      disabledReason: past.reason, createdAt: now - past.created, updatedAt: now - (past.updated ?? past.created),
      secret: secret)
  }
}

/// The times of a subscription, in seconds before the start, so that a scenario is always fresh. Nil for never, negative
/// for the future.
public struct SubscriptionPast: Hashable, Sendable {
  public var success: Double?
  public var failure: Double?
  public var disabled: Double?
  /// Why it was disabled.
  public var reason: String?
  public var created: Double
  /// Nil for never since it was created.
  public var updated: Double?

  public init(
    success: Double? = nil, failure: Double? = nil, disabled: Double? = nil, reason: String? = nil, created: Double,
    updated: Double? = nil
  ) {
    self.success = success
    self.failure = failure
    self.disabled = disabled
    self.reason = reason
    self.created = created
    self.updated = updated
  }
}

/// Lengths of time in seconds, for tables.
enum Age {
  static let minute = 60.0
  static let hour = 3600.0
  static let day = 86_400.0
}
