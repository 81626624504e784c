/// Personal preferences apply to every company and are written to one shared config.
extension Companies {
  /// Writes the current company's preferences, unless a write is under way.
  mutating func savePreferences() -> [AddressedEffect] {
    guard !preferenceSync.isWriting else { return [] }
    let changes = preferencesDue
    guard !changes.isEmpty else { return [] }
    if state.session.isDemo {
      noteRefused(changes, because: State.demoSettings)
      return []
    }
    return write(AddressedEffect(.savePreferences(changes), for: all[current].id))
  }

  /// Preferences that are not in the config, unless writing exactly these has failed already.
  var preferencesDue: [ConfigChange] {
    let changes = state.unsavedPreferences
    return changes == preferenceSync.refused ? [] : changes
  }

  /// A write of settings waits until the one before it has ended.
  mutating func write(_ effect: AddressedEffect) -> [AddressedEffect] {
    if preferenceSync.isWriting {
      preferenceSync.next = effect
      return []
    }
    preferenceSync.isWriting = true
    return [effect]
  }

  /// Handles the result of a write.
  /// - Returns: the next write, if one waits.
  mutating func handleSaveResult(_ action: Action) -> [AddressedEffect] {
    switch action {
    case .preferencesSaved(let result):
      noteSaved(result)
      if let problem = result.problem { noteRefused(result.refused, because: "Kept only until you quit: \(problem)") }
    case .settingsSaved(let result):
      noteSaved(result)
      // The company's own state has already reported the problem.
      if result.problem != nil { preferenceSync.refused = state.unsavedPreferences }
    default: return []
    }
    preferenceSync.isWriting = false
    guard let next = preferenceSync.next else { return [] }
    preferenceSync.next = nil
    return write(next)
  }

  private mutating func noteSaved(_ result: SettingsSaveResult) {
    for index in all.indices { all[index].state.markSaved(result.saved) }
    guard result.problem == nil else { return }
    preferenceSync.refused = []
    preferenceSync.lastReported = nil
  }

  private mutating func noteRefused(_ changes: [ConfigChange], because sentence: String) {
    preferenceSync.refused = changes
    guard preferenceSync.lastReported != sentence else { return }
    preferenceSync.lastReported = sentence
    _ = all[current].state.showMessage(sentence)
  }
}
