/// Steps that run after every action, in this order. Each depends on the whole state only, whatever the action was.
enum Settling: CaseIterable {
  /// Show a waiting secret once no dialog is open.
  case showWaitingSecret
  /// Drop a temporary message: it would cover the keys of a dialog that opened after it.
  case dropMessageUnderDialog
  /// Sort rows that kept their places under a dialog when it closes.
  case sortAfterDialog
  /// Write drafts to disk, once a second at most.
  case keepDrafts
  /// End the run when nothing holds up leaving.
  case leave

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
  mutating func settle(after before: Settling.Before) -> [Effect] {
    Settling.allCases.flatMap { settle($0, after: before) }
  }

  private mutating func settle(_ step: Settling, after before: Settling.Before) -> [Effect] {
    switch step {
    case .showWaitingSecret: showWaitingSecret()
    case .dropMessageUnderDialog:
      if !before.hadDialog, modal != nil, message?.until != nil, message == before.message { message = nil }
    case .sortAfterDialog:
      if before.hadDialog, modal == nil, list.settleOrder() { board.listChanged(list, rows: boardRows) }
    case .keepDrafts: return keepDrafts()
    case .leave: settleLeaving()
    }
    return []
  }
}
