/// One change for many subscriptions, applied to each one's current input.
public enum MarkedChange: Hashable, Sendable {
  case disable, enable
  case add([EventType])
  case remove([EventType])

  /// Why a subscription is not changed.
  public enum Refusal: Error, Hashable, Sendable {
    /// It is that way already.
    case nothingToDo
    /// Contract: at least one event type is required.
    case noEventLeft

    public var text: String {
      switch self {
      case .nothingToDo: "is that way already"
      case .noEventLeft: "would have no event left, and Fintoro requires one"
      }
    }
  }

  /// What came of one of the marked subscriptions.
  public enum Outcome: Equatable, Sendable {
    case edited(EditOutcome)
    /// Nothing was sent, because the change does not apply to what the subscription is now.
    case refused(Refusal)
  }

  /// What would be sent instead of `input`.
  public func applied(to input: SubscriptionInput) throws(Refusal) -> SubscriptionInput {
    var changed = input
    switch self {
    case .disable: changed.isActive = false
    case .enable: changed.isActive = true
    case .add(let types):
      let known = Set(input.subscribedEvents)
      changed.subscribedEvents += types.filter { !known.contains($0) }
    case .remove(let types):
      changed.subscribedEvents.removeAll { types.contains($0) }
      // A subscription without events is not emptied by this.
      if changed.subscribedEvents.isEmpty, !input.subscribedEvents.isEmpty { throw .noEventLeft }
    }
    if changed == input { throw .nothingToDo }
    return changed
  }

  /// What is done, for titles: `Pause`, `Add 2 events to`.
  public var verb: String {
    switch self {
    case .disable: "Pause"
    case .enable: "Resume"
    case .add(let types): "Add \(Self.events(types)) to"
    case .remove(let types): "Remove \(Self.events(types)) from"
    }
  }

  /// What was done, behind a name.
  public var done: String {
    switch self {
    case .disable: "is paused"
    case .enable: "delivers again, from now on"
    case .add(let types): "has \(Self.events(types)) more"
    case .remove(let types): "is rid of \(Self.events(types))"
    }
  }

  private static func events(_ types: [EventType]) -> String {
    types.count == 1 ? types[0].rawValue : "\(types.count) events"
  }
}
