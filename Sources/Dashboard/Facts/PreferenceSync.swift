/// What is chosen by keys of the board (theme, times, order, columns) on its way to `config.toml`.
///
/// One write at a time, so that an older never comes after a newer; what is chosen meanwhile is written next.
public struct PreferenceSync: Equatable, Sendable {
  public internal(set) var isWriting = false
  /// What the settings ask to save while something else is being written.
  var next: AddressedEffect?
  /// What could not be kept: tried again as soon as the choice is another.
  var refused: [ConfigChange] = []
  /// What was said of that, so that it is not said at every key.
  var said: String?
}

extension State {
  /// What was chosen by keys and is not in the config; nothing while it is only being looked at.
  var unsavedPreferences: [ConfigChange] {
    switch modal {
    case .settings, .themes, .columns: []
    // Before the config was told, nothing is known to differ from it.
    default: unsaved(Setting.chosenByKeys).filter { savedSettings[$0.path] != nil }
    }
  }

  /// The keys of these settings of which the config says something else.
  func unsaved(_ settings: [Setting]) -> [ConfigChange] {
    settings.compactMap { $0.saved(self) }.reduce(into: []) { changes, change in
      if savedSettings[change.path] != change.value, !changes.contains(change) { changes.append(change) }
    }
  }

  /// The config says so now.
  mutating func markSaved(_ changes: [ConfigChange]) {
    for change in changes { savedSettings[change.path] = change.value }
  }
}
