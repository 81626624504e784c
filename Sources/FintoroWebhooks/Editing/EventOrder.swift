extension SubscriptionInput {
  /// The same with its events in another's order: those that both have stand where they stood, and what is new follows
  /// in the catalogue's order. An edit changes nothing that a person did not change.
  public func keepingOrder(of base: SubscriptionInput) -> SubscriptionInput {
    let (wanted, known) = (Set(subscribedEvents), Set(base.subscribedEvents))
    var ordered = self
    ordered.subscribedEvents =
      base.subscribedEvents.filter(wanted.contains)
      + EventCatalogue.sorted(subscribedEvents.filter { !known.contains($0) })
    return ordered
  }
}
