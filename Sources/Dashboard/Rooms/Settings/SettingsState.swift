import FintoroWebhooks

/// The settings being changed; the board behind shows each at once.
public struct SettingsState: Equatable, Sendable {
  /// The subscription that was selected: its own quiet limit can be set.
  let subjects: [Setting.Subject]
  public var index = 0
  let before: Before

  /// What Esc goes back to.
  struct Before: Equatable, Sendable {
    let theme: Theme
    let preferences: Preferences
    let look: BoardLook
    let quiet: QuietLimits
  }

  var settings: [Setting] { Setting.all(about: subjects) }
}

extension State {
  mutating func openSettings() -> [Effect] {
    let subjects = subscriptionInView.map { [Setting.Subject(id: $0.id, name: $0.displayName)] } ?? []
    modal = .settings(
      SettingsState(
        subjects: subjects,
        before: .init(theme: theme, preferences: preferences, look: board.look, quiet: board.quiet)))
    return []
  }

  mutating func settingsPressed(_ settings: SettingsState, _ command: Command?) -> [Effect] {
    var settings = settings
    let terminal = preferences.terminal
    switch command {
    case .back:
      modal = nil
      takeBack(settings.before)
      return preferences.terminal == terminal ? [] : [.useTerminal(preferences.terminal)]
    case .press:
      modal = nil
      return save(settings)
    case .up: settings.index = max(0, settings.index - 1)
    case .down: settings.index = min(settings.settings.count - 1, settings.index + 1)
    case .first: settings.index = 0
    case .last: settings.index = settings.settings.count - 1
    case .left: settings.settings[settings.index].change(&self, -1)
    case .right: settings.settings[settings.index].change(&self, 1)
    default: break
    }
    modal = .settings(settings)
    return preferences.terminal == terminal ? [] : [.useTerminal(preferences.terminal)]
  }

  mutating func settingsSaved(_ result: SettingsSaveResult) -> [Effect] {
    markSaved(result.saved)
    let place = result.isNewFile ? "\(result.path), a new file: it has no profile" : result.path
    guard let problem = result.problem else { return showMessage("Saved to \(place).", .good) }
    return showAlert(
      result.saved.isEmpty
        ? "The settings hold until you leave, but were not saved. \(problem)"
        : "Saved to \(place); but one part not, which holds until you leave. \(problem)")
  }

  private mutating func takeBack(_ before: SettingsState.Before) {
    theme = before.theme
    adopt(before.preferences)
    board.take(before.look, rows: boardRows)
    board.setQuiet(before.quiet, at: serverTime, rows: boardRows)
  }

  /// Keeps what differs from the config, also what was chosen outside of the settings and could not be kept then.
  private mutating func save(_ settings: SettingsState) -> [Effect] {
    let changes = unsaved(settings.settings)
    if !changes.isEmpty { return [.saveSettings(changes)] }
    if board.quiet.daysByID != settings.before.quiet.daysByID {
      return showMessage("It holds until you leave: without a profile there is no place to keep it.")
    }
    return showMessage("Nothing is to be saved: the config says the same.")
  }
}
