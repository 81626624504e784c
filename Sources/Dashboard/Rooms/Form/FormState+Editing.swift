public import FintoroWebhooks
import TerminalUI

extension FormState {
  /// The subscription that is edited.
  public struct Editing: Equatable, Sendable {
    /// As it was read last: what the edit starts from, and what it is compared with before it is sent.
    public var subscription: Subscription

    public init(_ subscription: Subscription) {
      self.subscription = subscription
    }

    var base: SubscriptionInput { SubscriptionInput(subscription) }
    var label: String { subscription.displayName }
  }

  /// A form filled with what a subscription has.
  public init(editing: Editing) {
    self.init()
    self.editing = editing
    fill(with: editing.base)
  }

  mutating func fill(with input: SubscriptionInput) {
    name.set(input.name ?? "")
    url.set(input.url)
    isActive = input.isActive
    events = input.subscribedEvents
  }

  /// The fields there are, in order: a secret has a file only where there is a new one.
  var fields: [Field] { editing == nil ? Field.allCases : Field.allCases.filter { $0 != .secret } }

  /// What differs from the subscription as it was read; nothing for a new one.
  var changes: [InputChange] { editing.map { InputChange.between($0.base, input) } ?? [] }

  /// What nobody has touched is sent back exactly as it was read, blanks and order included.
  func untouched(_ input: SubscriptionInput) -> SubscriptionInput {
    guard let base = editing?.base else { return input }
    var input = input
    if name.text == base.name ?? "" { input.name = base.name }
    if url.text == base.url { input.url = base.url }
    if InputField.events.isEqual(input, base) { input.subscribedEvents = base.subscribedEvents }
    return input
  }
}
