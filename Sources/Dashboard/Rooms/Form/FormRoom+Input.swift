public import FintoroWebhooks
import TerminalUI

/// What would be sent, and how far it differs from what is there.
extension FormRoom {
  public var input: SubscriptionInput {
    let trimmed = name.text.trimmingBlanks
    return untouched(
      SubscriptionInput(
        name: trimmed.isEmpty ? nil : trimmed, url: url.text.trimmingBlanks, isActive: isActive,
        subscribedEvents: EventCatalogue.sorted(events)))
  }

  /// The edited subscription as it was read.
  var base: SubscriptionInput? { edited.map { SubscriptionInput($0) } }

  /// What differs from the subscription as it was read; nothing for a new one.
  var changes: [InputChange] { base.map { InputChange.between($0, input) } ?? [] }

  /// What nobody has touched is sent back exactly as it was read, blanks and order included.
  private func untouched(_ input: SubscriptionInput) -> SubscriptionInput {
    guard let base else { return input }
    var input = input
    if name.text == base.name ?? "" { input.name = base.name }
    if url.text == base.url { input.url = base.url }
    if InputField.events.isEqual(input, base) { input.subscribedEvents = base.subscribedEvents }
    return input
  }

  /// Whether anything was filled in that would be missed.
  var isWorthKeeping: Bool {
    if edited != nil { return !changes.isEmpty }
    let hasChosenEvents = !events.isEmpty && events != proposedEvents
    return !name.text.isEmpty || !["", "https://"].contains(url.text) || hasChosenEvents || secretPath.isOwn
  }

  var asDraft: Draft {
    Draft(
      edited: edited.map { Draft.Edited(id: $0.id, base: SubscriptionInput($0)) }, name: name.text, url: url.text,
      isActive: isActive, events: events, secretPath: secretPath.isOwn ? secretPath.text : nil)
  }
}

extension String {
  var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
