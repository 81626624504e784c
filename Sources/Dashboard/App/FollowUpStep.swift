/// Steps that run after every action, in this order. Each depends on the whole state only, whatever the action was.
enum FollowUpStep: CaseIterable {
  /// Show a waiting secret once no dialog is open.
  case showWaitingSecret
  /// Drop a temporary message: it would cover the keys of a dialog that opened after it.
  case dropMessageUnderDialog
  /// Sort rows that kept their places under a dialog when it closes.
  case sortAfterDialog
  /// Note that everything in the log is being looked at.
  case markLogSeen
  /// Write drafts to disk: once a second at most, at once where something waits for them.
  case saveDraftsIfDue
  /// Send the creates whose draft is on disk.
  case sendCreates
  /// End the run when nothing holds up leaving.
  case quit

  /// What the steps need from the state before the action.
  struct Before {
    let message: StatusMessage?
    let hadDialog: Bool

    init(_ state: State) {
      message = state.message
      hadDialog = state.modal != nil
    }
  }
}

extension State {
  mutating func followUp(after before: FollowUpStep.Before) -> [Effect] {
    FollowUpStep.allCases.flatMap { followUp($0, after: before) }
  }

  private mutating func followUp(_ step: FollowUpStep, after before: FollowUpStep.Before) -> [Effect] {
    switch step {
    case .showWaitingSecret: showWaitingSecret()
    case .dropMessageUnderDialog:
      if !before.hadDialog, modal != nil, message?.until != nil, message == before.message { message = nil }
    case .sortAfterDialog:
      if before.hadDialog, modal == nil, list.applyPendingOrder() { board.listChanged(list, rows: boardRows) }
    case .markLogSeen: if case .log = screen { log.markSeen() }
    case .saveDraftsIfDue: return saveDraftsIfDue()
    case .sendCreates: return sendSavedCreates()
    case .quit: quitIfPossible()
    }
    return []
  }
}
