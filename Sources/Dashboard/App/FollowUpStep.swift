/// Steps that run after every action, in this order. Each depends on the whole state only, whatever the action was.
enum FollowUpStep: CaseIterable {
  /// Ask about a renamed company once the board's list is at rest.
  case askAboutCompany
  /// Take keys again when the dialog that opened by itself is closed.
  case endKeyGrace
  /// Say which secret waits, and whether Enter shows it.
  case noteWaitingSecret
  /// Drop a temporary message when another screen or dialog is on top: it speaks of what was there before.
  case dropMessageOfPlaceLeft
  /// Mark rows with gaps to fetch and rows that are silenced.
  case markRows
  /// Sort rows that kept their places under a dialog when it closes.
  case sortAfterDialog
  /// Note that everything in the log is being looked at.
  case markLogSeen
  /// Write drafts to disk: once a second at most, at once where something waits for them.
  case saveDraftsIfDue
  /// Send the creates whose draft is on disk.
  case sendCreates
  /// Read the past of what the screen shows, where it is not here yet.
  case loadPast
  /// Ring the bell when something has become worse while nobody presses keys.
  case ring
  /// End the run when nothing holds up leaving.
  case quit

  /// What the steps need from the state before the action.
  struct Before {
    let message: StatusMessage?
    /// Which dialog was open.
    let dialog: ObjectIdentifier?
    let place: Place

    init(_ state: State) {
      message = state.message
      dialog = state.dialogType
      place = Place(state)
    }
  }

  /// Which screen or dialog is on top.
  struct Place: Equatable {
    let context: Context
    let depth: Int
    let detailID: Int?

    init(_ state: State) {
      (context, depth) = (state.context, state.backStack.count)
      detailID = if case .detail(let detail) = state.screen { detail.id } else { nil }
    }
  }
}

extension State {
  /// Tells the dialogs apart; nil where none is open.
  fileprivate var dialogType: ObjectIdentifier? { modal.map { ObjectIdentifier(type(of: $0.room)) } }

  mutating func followUp(after before: FollowUpStep.Before) -> [Effect] {
    FollowUpStep.allCases.flatMap { followUp($0, after: before) }
  }

  private mutating func followUp(_ step: FollowUpStep, after before: FollowUpStep.Before) -> [Effect] {
    switch step {
    case .askAboutCompany: askAboutCompany()
    case .endKeyGrace: if modal == nil { keyGrace = nil }
    case .noteWaitingSecret: noteWaitingSecret()
    case .dropMessageOfPlaceLeft:
      if message?.until != nil, message == before.message, before.place != FollowUpStep.Place(self) { message = nil }
    case .markRows: markRows()
    case .sortAfterDialog:
      if before.dialog != nil, modal == nil, list.applyPendingOrder() { board.listChanged(list, rows: boardRows) }
    case .markLogSeen: if case .log = screen { log.markSeen() }
    case .saveDraftsIfDue: return saveDraftsIfDue()
    case .sendCreates: return sendSavedCreates()
    case .loadPast: return loadPastOfScreen()
    case .ring: if absence.takeBell(), choices.preferences.bell { return [.ring] }
    case .quit: quitIfPossible()
    }
    return []
  }
}
