extension Companies {
  /// What was typed or chosen and is not on the disk yet. Leaving by a key waits for it; a signal and a lost terminal are
  /// obeyed at once, so it is written when the screen is gone.
  public var lastWrites: [AddressedEffect] {
    let drafts = all.compactMap { company in
      company.state.unsavedDrafts.map { AddressedEffect(.saveDrafts($0), for: company.id) }
    }
    let choices = state.session.isDemo ? [] : choicesDue
    return drafts + (choices.isEmpty ? [] : [AddressedEffect(.keepChoices(choices), for: all[current].id)])
  }
}
