public import TerminalUI
import FintoroWebhooks
import Foundation

/// Applies an action to the state, then the steps that follow from the whole state.
public func update(_ state: inout State, _ action: Action) -> [Effect] {
  if state.isPast { return state.updatePast(action) { route($0, to: &$1) } }
  let before = FollowUpStep.Before(state)
  return route(action, to: &state) + state.followUp(after: before)
}

/// Routes an action to the part of the state that it concerns. Decides nothing itself.
private func route(_ action: Action, to state: inout State) -> [Effect] {
  switch action {
  case .keyPressed(let key): return state.pressed(key)
  case .textPasted(let text): return state.pasted(text)
  case .clicked(let target): return state.clicked(target)
  case .scrolled(let direction): return state.scrolled(direction)
  case .resized(let size): return state.resized(to: size)
  case .terminalLost: return state.end(.terminalLost)
  case .signalled(let number): return state.end(.signal(number))
  case .clockTicked(let now): return state.ticked(now)
  case .frameDrawn(let date): return state.frameDrawn(at: date)

  case .listLoaded(let answer): return state.listLoaded(answer)
  case .listFailed(let failure, let at, let random): return state.listFailed(failure, at: at, random: random)
  case .companyLoaded(let answer): return state.companyLoaded(answer.value)
  case .companyFailed(let failure): return state.companyFailed(failure)

  case .secretFileProposed(let check): return state.deliver(.secretFile(check, isProposal: true)) ?? []
  case .secretFileChecked(let check): return state.deliver(.secretFile(check, isProposal: false)) ?? []
  case .createEntered(let number, let key): return state.createEntered(number, key)
  case .createFinished(let number, let outcome, let at, let random):
    return state.createFinished(number, outcome, at: at, random: random)
  case .pendingCreatesFound(let found): return state.pendingCreatesFound(found)
  case .pendingCreatesUnreadable(let problem): return state.pendingCreatesUnreadable(problem)
  case .secretCopied(let result): return state.sendToRoom(.result(.secretCopied(result)))
  case .markedChanged(let id, let result): return state.markedChanged(id, result)
  case .backfillSaved(let result): return state.backfillSaved(result)

  case .subscriptionRead(let id, let result): return state.subscriptionRead(id, result)
  case .editFinished(let id, let result): return state.editFinished(id, result)
  case .deleteFinished(let id, let result): return state.deleteFinished(id, result)
  case .rotateFinished(let id, let result): return state.rotateFinished(id, result)
  case .adoptFinished(let key, let result): return state.adoptFinished(key, result)
  case .forgetFinished(let key, let result): return state.forgetFinished(key, result)
  case .secretsInspected(let secrets, let news): return state.secretsInspected(secrets, news)
  case .secretsNotInspected(let problem): return state.showAlert(problem)
  case .writeLockFound(let lock): return state.writeLockFound(lock)
  case .companyPinned(let problem): return state.companyPinned(problem: problem)
  case .draftsLoaded(let drafts): return state.draftsLoaded(drafts)
  case .draftsUnusable(let problem): return state.draftsUnusable(problem)
  case .draftsSaved(let result): return state.draftsSaved(result)
  case .settingsSaved(let result): return state.settingsSaved(result)
  case .historyLoaded(let past): return state.historyLoaded(past)
  case .rhythmsLearnt(let rhythms): return state.rhythmsLearnt(rhythms)
  case .gapsFound(let records): return state.gapsFound(records)
  case .gapsDecided(let decision, let result): return state.gapsDecided(decision, result)
  case .historyOff(let problem): return state.historyOff(problem)
  case .historyTurnedOff(let sentence): return state.historyTurnedOff(sentence)
  case .pastLoaded(let ids, let past, let writes): return state.pastLoaded(ids, past, writes)
  case .pastFound(let question, let board): return state.pastFound(question, board)
  case .eventsLoaded(let reach, let events): return state.eventsLoaded(reach, events)
  // `Companies` handles it: the result concerns all companies.
  case .preferencesSaved: return []
  }
}

/// The action for a terminal event; nil for a click, whose meaning depends on the drawn frame.
public func action(for event: TerminalEvent) -> Action? {
  switch event {
  case .key(let key): .keyPressed(key)
  case .paste(let text): .textPasted(text)
  case .mouse(.scroll(let direction, _)): .scrolled(direction)
  case .mouse(.press): nil
  case .resized(let size): .resized(size)
  case .lost: .terminalLost
  }
}

extension State {
  /// The loop ends when this is true.
  public var isFinished: Bool { exitReason != nil }

  mutating func end(_ why: ExitReason) -> [Effect] {
    if exitReason == nil { exitReason = why }
    return []
  }

  mutating func showMessage(_ text: String, _ tone: StatusMessage.Tone = .plain) -> [Effect] {
    message = StatusMessage(text, tone, shownAt: now, seconds: 6)
    return []
  }

  /// Shows a message that must not be missed: it stays until a key is pressed.
  mutating func showAlert(_ text: String) -> [Effect] {
    message = StatusMessage(text, .bad, shownAt: now, seconds: nil)
    return []
  }

  mutating func resized(to size: Size) -> [Effect] {
    self.size = size
    _ = board.handle(.worldChanged, in: world)
    notifyRooms()
    return []
  }

  mutating func ticked(_ now: Date) -> [Effect] {
    adjustClock(to: now)
    self.now = now
    if let until = message?.until, until <= now { message = nil }
    // Reassess only a live list: an old one may have changed in ways that time alone does not show.
    if connection.isLive(at: now) {
      if let changes = list.reassess(ifDueAt: serverTime, isFrozen: modal != nil) {
        log.add(changes, at: now)
        noteStates(changes)
        board.note(changes)
        absence.note(changes, at: now, isAcknowledged: world.isAcknowledged)
        board.listChanged(list, rows: boardRows)
        notifyRooms()
      }
    }
    log.note(connection.status(at: now), at: now)
    return refreshIfDue() + resumeDueCreates() + sendNextMarked() + tickTour()
  }
}
