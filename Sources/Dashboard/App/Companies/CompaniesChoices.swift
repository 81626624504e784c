/// What one chooses for oneself holds in every company, and is written to the one config that all have.
extension Companies {
  /// Writes what was chosen on the screen, if nothing is being written.
  mutating func savePreferences() -> [AddressedEffect] {
    guard !preferenceSync.isWriting else { return [] }
    let changes = preferencesDue
    guard !changes.isEmpty else { return [] }
    if state.session.isDemo {
      refuse(changes, because: "This is the demo: what you choose holds until it ends.")
      return []
    }
    return write(AddressedEffect(.savePreferences(changes), for: all[current].id))
  }

  /// What was chosen and is not in the config, but for what could not be written there.
  var preferencesDue: [ConfigChange] {
    let changes = state.unsavedPreferences
    return changes == preferenceSync.refused ? [] : changes
  }

  /// Settings wait for what is being written before them.
  mutating func write(_ effect: AddressedEffect) -> [AddressedEffect] {
    if preferenceSync.isWriting {
      preferenceSync.next = effect
      return []
    }
    preferenceSync.isWriting = true
    return [effect]
  }

  /// What came of a write.
  /// - Returns: the next one, where one waits.
  mutating func handleSaveResult(_ action: Action) -> [AddressedEffect] {
    switch action {
    case .preferencesSaved(let result):
      learn(result)
      if let problem = result.problem { refuse(result.refused, because: "Kept only until you leave: \(problem)") }
    case .settingsSaved(let result):
      learn(result)
      // It was said already.
      if result.problem != nil { preferenceSync.refused = state.unsavedPreferences }
    default: return []
    }
    preferenceSync.isWriting = false
    guard let next = preferenceSync.next else { return [] }
    preferenceSync.next = nil
    return write(next)
  }

  private mutating func learn(_ result: SettingsSaveResult) {
    for index in all.indices { all[index].state.markSaved(result.saved) }
    guard result.problem == nil else { return }
    preferenceSync.refused = []
    preferenceSync.said = nil
  }

  private mutating func refuse(_ changes: [ConfigChange], because sentence: String) {
    preferenceSync.refused = changes
    guard preferenceSync.said != sentence else { return }
    preferenceSync.said = sentence
    _ = all[current].state.showMessage(sentence)
  }
}
