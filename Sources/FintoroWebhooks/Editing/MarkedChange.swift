/// One change for many subscriptions, applied to each one's current input.
public enum MarkedChange: Hashable, Sendable {
  case disable, enable
  case add([EventType])
  case remove([EventType])
  /// Puts an earlier change of this subscription back.
  case undo(Reversal)

  /// Why a subscription is not changed.
  public enum Refusal: Error, Hashable, Sendable {
    /// It is that way already.
    case nothingToDo
    /// Somebody else changed what an undo would put back.
    case changedMeanwhile
    /// Contract: at least one event type is required.
    case noEventLeft

    /// Behind a name.
    public func text(of change: MarkedChange) -> String {
      switch self {
      case .nothingToDo:
        switch change {
        case .disable: "already disabled"
        case .enable: "already enabled"
        case .add: "already has them"
        case .remove: "has none of them"
        case .undo: "already put back"
        }
      case .changedMeanwhile: "was changed meanwhile: left"
      case .noEventLeft: "left: it would have no event, and Fintoro requires one"
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
    case .undo(let reversal): changed = try reversal.applied(to: input)
    }
    if changed == input { throw .nothingToDo }
    return changed
  }

  /// What is done, for titles: `Disable`, `Add 2 events to`.
  public var verb: String {
    switch self {
    case .disable: "Disable"
    case .enable: "Enable"
    case .undo(let reversal):
      switch reversal.isActive {
      case true?: "Disable again"
      case false?: "Enable again"
      case nil: "Put back the events of"
      }
    case .add(let types): "Add \(Self.events(types)) to"
    case .remove(let types): "Remove \(Self.events(types)) from"
    }
  }

  /// What was done, behind a name.
  public var done: String {
    switch self {
    case .disable: "disabled"
    case .enable: "enabled"
    case .add(let types): "added \(Self.events(types))"
    case .remove(let types): "removed \(Self.events(types))"
    case .undo(let reversal):
      switch reversal.isActive {
      case true?: "disabled again"
      case false?: "enabled again"
      case nil: "has its events back"
      }
    }
  }

  private static func events(_ types: [EventType]) -> String {
    types.count == 1 ? types[0].rawValue : "\(types.count) events"
  }
}
