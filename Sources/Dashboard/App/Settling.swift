/// What runs after every action, in this order. Each step follows from the state as a whole, whatever the action was.
enum Settling: CaseIterable {
  /// A secret that waits is shown as soon as no dialog is open.
  case showWaitingSecret
  /// A passing message would stand over the keys of a dialog that opened after it.
  case dropMessageUnderDialog
  /// Rows that kept their places under a dialog are sorted when it closes.
  case sortAfterDialog
  /// What is typed is written to the disk, once a second.
  case keepDrafts
  /// The run ends as soon as nothing holds up a wish to leave.
  case leave

  /// What the steps need to know of the state before the action.
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
