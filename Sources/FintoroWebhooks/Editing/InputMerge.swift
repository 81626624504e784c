/// Merges an edit with a change on the server meanwhile: three versions become one by a person's choice.
///
/// A field that one side changed is taken from that side unless the person chooses otherwise; a field that both changed
/// differently waits for the person. Event types merge one by one, and a merge never drops types that this version does
/// not know.
public struct InputMerge: Hashable, Sendable {
  /// As it was read when the edit began.
  public let base: SubscriptionInput
  /// What the person wants.
  public let mine: SubscriptionInput
  /// What the server has now.
  public let theirs: SubscriptionInput

  public init(base: SubscriptionInput, mine: SubscriptionInput, theirs: SubscriptionInput) {
    self.base = base
    self.mine = mine
    self.theirs = theirs
  }

  /// Whose value a field takes.
  public enum Side: Hashable, Sendable {
    case mine, theirs
    /// The additions and removals of both. Event types only.
    case both
  }

  /// The fields in which the person's version and the server's differ, in the order of forms.
  public var differing: [InputField] { InputField.allCases.filter { !$0.isEqual(mine, theirs) } }

  /// What may be chosen for a field.
  public func sides(of field: InputField) -> [Side] { field == .events ? [.both, .mine, .theirs] : [.mine, .theirs] }

  /// The side that is taken without a choice; nil where both changed the field to different values.
  public func proposal(for field: InputField) -> Side? {
    if field == .events { return .both }
    if field.isEqual(base, theirs) { return .mine }
    return field.isEqual(base, mine) ? .theirs : nil
  }

  /// The merged input; nil as long as a conflict is not chosen.
  public func input(choosing choices: [InputField: Side] = [:]) -> SubscriptionInput? {
    var merged = theirs
    for field in differing {
      guard let side = choices[field] ?? proposal(for: field) else { return nil }
      switch (field, side) {
      case (.events, _): merged.subscribedEvents = events(side)
      case (_, .theirs): break
      case (.name, _): merged.name = mine.name
      case (.url, _): merged.url = mine.url
      case (.active, _): merged.isActive = mine.isActive
      }
    }
    return merged
  }

  /// In the catalogue's order, as everywhere.
  private func events(_ side: Side) -> [EventType] {
    let (base, mine, theirs) = (
      Set(base.subscribedEvents), Set(mine.subscribedEvents), Set(theirs.subscribedEvents)
    )
    return switch side {
    case .theirs: self.theirs.subscribedEvents
    // A person cannot have removed a type that this version does not list: one that was added meanwhile stays.
    case .mine: EventCatalogue.sorted(mine.union(theirs.subtracting(base).filter { !$0.isKnown }))
    case .both: EventCatalogue.sorted(theirs.union(mine.subtracting(base)).subtracting(base.subtracting(mine)))
    }
  }
}
