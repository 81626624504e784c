import struct Foundation.Date

/// A subscription in answers. Contract: every key is there, absent values are null.
enum SubscriptionJSON {
  /// Without the secret.
  static func shown(_ subscription: StoredSubscription) -> [UInt8] {
    var writer = JSONWriter(capacity: 512)
    writer.object { write(subscription, to: &$0) }
    return writer.bytes
  }

  /// With the secret: only in the answers to create and rotate.
  static func issued(_ subscription: StoredSubscription) -> [UInt8] {
    var writer = JSONWriter(capacity: 512)
    writer.object { writer in
      write(subscription, to: &writer)
      writer.key("plainTextSecret")
      writer.text(subscription.secret)
    }
    return writer.bytes
  }

  /// Contract: `{data: [Subscription]}`, without pages.
  static func list(_ subscriptions: [StoredSubscription]) -> [UInt8] {
    var writer = JSONWriter(capacity: 32 + subscriptions.count * 512)
    writer.object { writer in
      writer.key("data")
      writer.array(subscriptions) { writer, subscription in
        writer.object { write(subscription, to: &$0) }
      }
    }
    return writer.bytes
  }

  private static func write(_ subscription: StoredSubscription, to writer: inout JSONWriter) {
    writer.key("id")
    writer.integer(subscription.id)
    writer.key("companyId")
    writer.integer(subscription.companyID)
    writer.key("name")
    writer.text(subscription.draft.name)
    writer.key("url")
    writer.text(subscription.draft.url)
    writer.key("isActive")
    writer.bool(subscription.draft.isActive)
    writer.key("subscribedEvents")
    writer.array(subscription.draft.subscribedEvents) { $0.text($1) }
    for (key, time) in [
      ("lastSuccessAt", subscription.lastSuccessAt), ("lastFailureAt", subscription.lastFailureAt),
      ("disabledAt", subscription.disabledAt),
    ] {
      writer.key(key)
      writer.text(time.map(self.time))
    }
    writer.key("disabledReason")
    writer.text(subscription.disabledReason)
    writer.key("createdAt")
    writer.text(time(subscription.createdAt))
    writer.key("updatedAt")
    writer.text(time(subscription.updatedAt))
  }

  /// Contract: ISO 8601, as in `2026-03-18T15:04:05Z`.
  private static func time(_ date: Date) -> String {
    CivilTime(date).iso8601
  }
}
