/// What create and update send: the whole of what a person chooses.
public struct SubscriptionInput: Hashable, Sendable {
  public var name: String?
  public var url: String
  public var isActive: Bool
  public var subscribedEvents: [EventType]

  public init(name: String?, url: String, isActive: Bool, subscribedEvents: [EventType]) {
    self.name = name
    self.url = url
    self.isActive = isActive
    self.subscribedEvents = subscribedEvents
  }

  public init(_ subscription: Subscription) {
    self.init(
      name: subscription.name, url: subscription.url, isActive: subscription.isActive,
      subscribedEvents: subscription.subscribedEvents)
  }

  /// Contract: `name` takes 255 characters at most.
  public static let maxNameLength = 255
}
