public import FintoroWebhooks
import TerminalUI

/// The input that would be sent, and how it differs from the subscription.
extension FormRoom {
  public var input: SubscriptionInput {
    let trimmed = name.text.trimmingBlanks
    return untouched(
      SubscriptionInput(
        name: trimmed.isEmpty ? nil : trimmed, url: url.text.trimmingBlanks, isActive: isActive,
        subscribedEvents: EventCatalogue.sorted(events)))
  }

  /// The values of the edited subscription as it was read.
  var base: SubscriptionInput? { edited.map { SubscriptionInput($0) } }

  /// The differences from the subscription as it was read; none for a new one.
  var changes: [InputChange] { base.map { InputChange.between($0, input) } ?? [] }

  /// Sends untouched fields back exactly as they were read, including blanks and order.
  private func untouched(_ input: SubscriptionInput) -> SubscriptionInput {
    guard let base else { return input }
    var input = input
    if name.text == base.name ?? "" { input.name = base.name }
    if url.text == base.url { input.url = base.url }
    if InputField.events.isEqual(input, base) { input.subscribedEvents = base.subscribedEvents }
    return input
  }

  /// Whether the form contains anything that a person would miss.
  var hasUserInput: Bool {
    if edited != nil { return !changes.isEmpty }
    let hasChosenEvents = !events.isEmpty && events != proposedEvents
    return !name.text.isEmpty || !["", "https://"].contains(url.text) || hasChosenEvents || secretPath.isEdited
  }

  public var asDraft: Draft {
    Draft(
      edited: edited.map { Draft.Edited(id: $0.id, base: SubscriptionInput($0)) }, name: name.text, url: url.text,
      isActive: isActive, events: events, secretPath: secretPath.isEdited ? secretPath.text : nil)
  }
}

extension String {
  var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
