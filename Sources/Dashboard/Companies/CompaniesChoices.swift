/// What one chooses for oneself holds in every company, and is written to the one config that all have.
extension Companies {
  /// Writes what was chosen on the screen, if nothing is being written.
  mutating func keepChoices() -> [AddressedEffect] {
    guard !keeping.isWriting else { return [] }
    let changes = choicesDue
    guard !changes.isEmpty else { return [] }
    if state.session.isDemo {
      refuse(changes, because: "This is the demo: what you choose holds until it ends.")
      return []
    }
    return write(AddressedEffect(.keepChoices(changes), for: all[current].id))
  }

  /// What was chosen and is not in the config, but for what could not be written there.
  var choicesDue: [ConfigChange] {
    let changes = state.unkeptChoices
    return changes == keeping.refused ? [] : changes
  }

  /// Settings wait for what is being written before them.
  mutating func write(_ effect: AddressedEffect) -> [AddressedEffect] {
    if keeping.isWriting {
      keeping.next = effect
      return []
    }
    keeping.isWriting = true
    return [effect]
  }

  /// What came of a write.
  /// - Returns: the next one, where one waits.
  mutating func hear(_ action: Action) -> [AddressedEffect] {
    switch action {
    case .choicesKept(let result):
      learn(result)
      if let problem = result.problem { refuse(result.refused, because: "Kept only until you leave: \(problem)") }
    case .settingsSaved(let result):
      learn(result)
      // It was said already.
      if result.problem != nil { keeping.refused = state.unkeptChoices }
    default: return []
    }
    keeping.isWriting = false
    guard let next = keeping.next else { return [] }
    keeping.next = nil
    return write(next)
  }

  private mutating func learn(_ result: SettingsSaveResult) {
    for index in all.indices { all[index].state.learnKept(result.saved) }
    guard result.problem == nil else { return }
    keeping.refused = []
    keeping.said = nil
  }

  private mutating func refuse(_ changes: [ConfigChange], because sentence: String) {
    keeping.refused = changes
    guard keeping.said != sentence else { return }
    keeping.said = sentence
    _ = all[current].state.say(sentence)
  }
}
