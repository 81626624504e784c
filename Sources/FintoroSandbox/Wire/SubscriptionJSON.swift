import FintoroWebhooks
import struct Foundation.Date

/// A subscription as answers show it. Contract: every key is there, absent values are null.
enum SubscriptionJSON {
  /// Without the secret: what is shown again and again.
  static func shown(_ subscription: StoredSubscription) -> JSON {
    .object(fields(subscription))
  }

  /// With the secret: only in the answers to create and rotate.
  static func issued(_ subscription: StoredSubscription) -> JSON {
    .object(fields(subscription) + [("plainTextSecret", .text(subscription.secret))])
  }

  private static func fields(_ subscription: StoredSubscription) -> [(key: String, value: JSON)] {
    [
      ("id", .integer(subscription.id)),
      ("companyId", .integer(subscription.companyID)),
      ("name", .optional(subscription.draft.name)),
      ("url", .text(subscription.draft.url)),
      ("isActive", .bool(subscription.draft.isActive)),
      ("subscribedEvents", .array(subscription.draft.subscribedEvents.map(JSON.text))),
      ("lastSuccessAt", time(subscription.lastSuccessAt)),
      ("lastFailureAt", time(subscription.lastFailureAt)),
      ("disabledAt", time(subscription.disabledAt)),
      ("disabledReason", .optional(subscription.disabledReason)),
      ("createdAt", time(subscription.createdAt)),
      ("updatedAt", time(subscription.updatedAt)),
    ]
  }

  private static func time(_ date: Date?) -> JSON {
    .optional(date.map(ISO8601.text))
  }
}
