extension Companies {
  /// What was typed or chosen and is not on the disk yet. Leaving by a key waits for it; a signal and a lost terminal are
  /// obeyed at once, so it is written when the screen is gone.
  public var writesAtExit: [AddressedEffect] {
    let drafts = all.compactMap { company in
      company.state.unsavedDrafts.map { AddressedEffect(.saveDrafts($0), for: company.id) }
    }
    let choices = state.session.isDemo ? [] : preferencesDue
    return drafts + (choices.isEmpty ? [] : [AddressedEffect(.savePreferences(choices), for: all[current].id)])
  }
}
