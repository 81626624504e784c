import struct Foundation.Date

/// A subscription as this server keeps it, secret included.
struct StoredSubscription: Hashable, Sendable, Codable {
  let id: Int
  let companyID: Int
  var draft: SubscriptionDraft
  var lastSuccessAt: Date?
  var lastFailureAt: Date?
  var disabledAt: Date?
  var disabledReason: String?
  var createdAt: Date
  var updatedAt: Date
  var secret: String
}
