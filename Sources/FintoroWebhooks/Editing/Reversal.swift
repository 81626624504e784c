/// What puts one change of a subscription back: the field that the change wrote, and no other.
public struct Reversal: Hashable, Sendable {
  /// The value that the change wrote; nil if it did not touch the field.
  public let isActive: Bool?
  /// The event types that the change added and removed.
  public let added: [EventType]
  public let removed: [EventType]

  /// - Returns: nil if neither `isActive` nor the event types changed. Names and URLs are not put back.
  public init?(from before: SubscriptionInput, to after: SubscriptionInput) {
    let (old, new) = (Set(before.subscribedEvents), Set(after.subscribedEvents))
    isActive = before.isActive == after.isActive ? nil : after.isActive
    added = EventCatalogue.sorted(new.subtracting(old))
    removed = EventCatalogue.sorted(old.subtracting(new))
    if isActive == nil, added.isEmpty, removed.isEmpty { return nil }
  }

  /// The input with the change put back.
  /// - Throws: `.changedMeanwhile` if a field is not as the change left it, `.noEventLeft` if no event type would remain.
  public func applied(to input: SubscriptionInput) throws(MarkedChange.Refusal) -> SubscriptionInput {
    let current = Set(input.subscribedEvents)
    guard isActive == nil || isActive == input.isActive, current.isSuperset(of: added),
      current.isDisjoint(with: removed)
    else { throw .changedMeanwhile }
    var input = input
    if let isActive { input.isActive = !isActive }
    input.subscribedEvents.removeAll { added.contains($0) }
    input.subscribedEvents += removed
    if input.subscribedEvents.isEmpty { throw .noEventLeft }
    return input
  }
}
