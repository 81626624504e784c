/// The part of a subscription that callers choose.
struct SubscriptionDraft: Hashable, Sendable, Codable {
  var name: String?
  var url: String
  var isActive: Bool
  var subscribedEvents: [String]
}
