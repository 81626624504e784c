/// The answer to the list call: all of a company's subscriptions in the server's order.
public struct SubscriptionList: Hashable, Sendable {
  public var elements: [ListedSubscription]

  public init(_ elements: [ListedSubscription]) {
    self.elements = elements
  }

  public var subscriptions: [Subscription] {
    elements.compactMap { if case .readable(let subscription) = $0 { subscription } else { nil } }
  }

  public var unreadable: [UnreadableSubscription] {
    elements.compactMap { if case .unreadable(let element) = $0 { element } else { nil } }
  }
}
