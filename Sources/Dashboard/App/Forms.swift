import FintoroWebhooks
import TerminalUI

/// Opening forms, and keeping their contents as drafts when they are left.
extension State {
  /// `n`: opens the draft of a new subscription where there is one, else an empty form.
  mutating func openForm() -> [Effect] {
    guard let draft else { return open(FormRoom()) }
    let effects = open(draft)
    // What hooktop alone has filled in is nobody's draft.
    return screen == .board || !draft.hasUserInput
      ? effects : effects + showMessage("This is your draft; Discard drops it.")
  }

  /// Opens a form with everything but the secret filled in. It never replaces an existing draft.
  mutating func openForm(seed: FormSeed) -> [Effect] {
    if let draft {
      let name = draft.name.text.isEmpty ? draft.url.text : draft.name.text
      return showAlert("The draft of \(name) would be lost: finish it with n first.")
    }
    return open(FormRoom(seed))
  }

  /// Opens a form with these event types chosen. If there is a draft, they are added to it.
  mutating func openForm(proposing types: [EventType]) -> [Effect] {
    let hadDraft = draft != nil
    var form = draft ?? FormRoom()
    form.propose(types)
    draft = form
    let effects = openForm()
    return hadDraft ? effects + showMessage("\(types.count) missing events added to your draft.") : effects
  }

  private mutating func open(_ form: FormRoom) -> [Effect] {
    // A form may be filled in during a rate limit: nothing is sent yet.
    guard checkUnlocked() else { return [] }
    var form = form
    let requests = form.startSecretFileCheck()
    if screen == .board { backStack = [] }
    go(to: .form(form))
    return carryOut(requests)
  }

  /// Returns to the screen below. What was typed becomes a draft; a request that was sent continues.
  mutating func leave(_ form: FormRoom) -> [Effect] {
    goBack()
    return keepDraft(form) + (form.origin.map { [.openCompany($0)] } ?? [])
  }

  private mutating func keepDraft(_ form: FormRoom) -> [Effect] {
    if let id = form.edited?.id {
      editDrafts[id] = form.draftToKeep
      if custody.write(on: .subscription(id)) != nil { return showMessage(ReviewRoom.continuesMessage) }
      return editDrafts[id] == nil ? [] : editDraftKept(id)
    }
    draft = form.isSending ? nil : form.draftToKeep
    if form.isSending {
      return showMessage("The create continues in the background, and after a restart.")
    }
    return draft == nil ? [] : showMessage("Draft kept; press n to continue.")
  }
}
