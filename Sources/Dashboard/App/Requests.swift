import FintoroWebhooks
import TerminalUI

/// Carries out the requests of rooms.
extension State {
  mutating func carryOut(_ requests: [Request]) -> [Effect] {
    requests.flatMap { carryOut($0) }
  }

  private mutating func carryOut(_ request: Request) -> [Effect] {
    switch request {
    case .effect(let effect): return [effect]
    case .open(let dialog): modal = dialog
    case .go(let screen): go(to: screen)
    case .close: return close()
    case .showMessage(let text, let tone): return showMessage(text, tone)
    case .showAlert(let text): return showAlert(text)
    case .choose(let choices): return choose(choices)
    case .save(let settings, let otherwise): return save(settings, ifUnchanged: otherwise)
    case .press(let key): return pressed(key)
    case .common(let command): return common(command, on: subject)
    case .act(let command, let id): return act(command, on: id)
    case .filterBoard(let text):
      switchTo(.board)
      board.filter(by: text, list, rows: boardRows)
    case .showOlder: world.past.earlier.showOlder()
    case .showRateLimit: return showRateLimit()
    case .confirm(let change): return openConfirm(change)
    case .sendAgain(let item): return sendAgain(item)
    case .startMarked(let work): return startMarked(work)
    case .stopMarked: return stopMarked()
    case .discardMarkedWork: work = nil
    case .newForm(let seed): return openForm(seed: seed)
    case .proposeEvents(let types):
      rememberState()
      return openForm(proposing: types)
    case .review(let room): return review(room)
    case .write(let kind, let subject, let label, let effect): return write(kind, subject, label: label, effect)
    case .create(let input, let secretPath): return create(input, secretPath: secretPath)
    case .deliver(let result): return deliver(result) ?? []
    }
    return []
  }

  /// Closes the dialog; without a dialog, returns from the screen to the one below.
  private mutating func close() -> [Effect] {
    if modal != nil {
      modal = nil
    } else if case .form(let form) = screen {
      return leave(form)
    } else {
      goBack()
    }
    return []
  }

  /// Acts on a subscription, wherever the cursor is.
  private mutating func act(_ command: Command, on id: Int) -> [Effect] {
    guard let subscription = list.subscription(id)?.subscription else {
      return showMessage(list.missingSentence(id), .bad)
    }
    guard command == .open else { return common(command, on: subscription) }
    go(to: .detail(DetailRoom(id: id)))
    return [.inspectSecrets([id])]
  }

  /// Commands that mean the same on every screen that has them.
  /// - Parameter subject: the subscription that they act on.
  private mutating func common(_ command: Command?, on subject: Subscription?) -> [Effect] {
    if let refusal = refusalInPast(command) { return showMessage(refusal, .bad) }
    switch command {
    case .earlier: return lookEarlier()
    case .later: return lookLater()
    case .board: switchTo(.board)
    case .companies: return [.openCompanies]
    case .palette: return openPalette()
    case .settings: modal = .settings(SettingsRoom(about: subject, world))
    case .copy:
      guard let subject else { return showMessage("Nothing to copy here.") }
      modal = .copy(CopyRoom(subject, secretPath: custody.secrets[subject.id]?.path))
    case .duplicate: return openDuplicate(subject)
    case .theme: modal = .themes(ThemeRoom(world))
    case .sort: modal = .sort(SortRoom(world))
    case .columns: modal = .columns(ColumnsRoom(world))
    case .help: modal = .help(HelpRoom(context))
    case .open: return openDetail()
    case .new: return openForm()
    case .edit: return startEdit(.edit, of: subject)
    case .toggleEnabled: return startEdit(nil, of: subject)
    case .rotate: return subject.map { openConfirm(.rotate($0)) } ?? nothingSelected()
    case .delete: return subject.map { openConfirm(.delete($0)) } ?? nothingSelected()
    case .backfill: return openBackfill(subject?.id)
    case .acknowledge: return acknowledge(subject)
    case .coverage: return openCoverage()
    case .log: return openLog()
    case .pending: return openPending()
    case .actOnMarked: return openMarked()
    case .undo: return openUndo()
    case .eventsOfMarked: return openMarked(atEvents: true)
    case .nextSubscription: return stepDetail(by: 1)
    case .previousSubscription: return stepDetail(by: -1)
    case .refresh: return refreshNow()
    case .toggleRefresh: return toggleRefresh()
    case .stripSpan: return showNextSpan()
    default: break
    }
    return []
  }

  /// The subscription that this screen's keys act on.
  var subject: Subscription? {
    screenRoom.subject(in: world)
  }

  private mutating func nothingSelected() -> [Effect] { showMessage("No subscription is selected.", .bad) }

  private mutating func openPalette() -> [Effect] {
    // Closing the field applies the filter, so that the palette offers the commands of the filtered list.
    board.filterField = nil
    modal = .palette(PaletteRoom(context))
    return []
  }

  private mutating func openDuplicate(_ subject: Subscription?) -> [Effect] {
    guard let subject else { return showMessage("Nothing to duplicate here.") }
    if let problem = subject.eventsProblem {
      return showMessage(
        "Not duplicated: its events could not all be read (\(problem)).", .bad)
    }
    let seed = FormSeed(subject)
    guard companies.count > 1 else { return openForm(seed: seed) }
    modal = .duplicate(DuplicateRoom(seed, world))
    return []
  }
}

/// Preferences and settings.
extension State {
  /// Applies the config before anything was received.
  /// - Parameter quietDays: the limits of single subscriptions, by id.
  public mutating func setUp(_ preferences: Preferences, _ look: BoardLook = BoardLook(), quietDays: [Int: Int]) {
    var choices = choices
    (choices.preferences, choices.look, choices.quietDaysByID) = (preferences, look, quietDays)
    _ = choose(choices)
    savedSettings = Dictionary(
      Setting.all(about: quietDays.keys.map { Setting.Subject(id: $0, name: "") })
        .compactMap { $0.saved(choices, session.profile) }
        .compactMap { change in change.value.map { (change.path, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  /// Applies new choices everywhere they have an effect.
  mutating func choose(_ choices: Choices) -> [Effect] {
    let terminal = world.choices.preferences.terminal
    world.choices = choices
    connection.restInterval = Double(choices.preferences.refreshSeconds)
    var isListChanged = list.setQuiet(choices.quiet, at: serverTime)
    if list.order != choices.look.order {
      list.sort(by: choices.look.order)
      isListChanged = true
    }
    if isListChanged { board.listChanged(list, rows: boardRows) }
    return choices.preferences.terminal == terminal ? [] : [.useTerminal(choices.preferences.terminal)]
  }

  static let demoSettings = "Demo: settings are not saved."

  /// Saves what differs from the config, including earlier choices that could not be saved then.
  private mutating func save(_ settings: [Setting], ifUnchanged otherwise: String) -> [Effect] {
    if session.isDemo { return showMessage(Self.demoSettings) }
    let changes = unsaved(settings)
    return changes.isEmpty ? showMessage(otherwise) : [.saveSettings(changes)]
  }

  mutating func settingsSaved(_ result: SettingsSaveResult) -> [Effect] {
    markSaved(result.saved)
    let place = result.isNewFile ? "\(result.path), a new file without a profile" : result.path
    guard let problem = result.problem else { return showMessage("Saved to \(place).", .good) }
    return showAlert(
      result.saved.isEmpty
        ? "The settings hold until you quit, but were not saved. \(problem)"
        : "Saved to \(place), except one part, which holds until you quit. \(problem)")
  }

  /// Choices made by keys that are not in the config. Empty while a dialog only previews them.
  var unsavedPreferences: [ConfigChange] {
    switch modal {
    case .settings, .themes, .columns: []
    // Before the config is known, nothing can differ from it.
    default: unsaved(Setting.chosenByKeys).filter { savedSettings[$0.path] != nil }
    }
  }

  /// The config changes needed for these settings.
  func unsaved(_ settings: [Setting]) -> [ConfigChange] {
    settings.compactMap { $0.saved(choices, session.profile) }.reduce(into: []) { changes, change in
      if savedSettings[change.path] != change.value, !changes.contains(change) { changes.append(change) }
    }
  }

  /// Notes that the config has these values now.
  mutating func markSaved(_ changes: [ConfigChange]) {
    for change in changes { savedSettings[change.path] = change.value }
  }
}
