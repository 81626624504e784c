import FintoroWebhooks
import TerminalUI

/// Opening forms, and keeping what is worth it of those that are left.
extension State {
  /// `n`: the draft goes on, where there is one.
  mutating func openForm() -> [Effect] { open(draft ?? FormRoom()) }

  /// A form with everything but the secret filled in. What was typed into another one before is not replaced.
  mutating func openForm(seed: FormSeed) -> [Effect] {
    if let draft {
      let name = draft.name.text.isEmpty ? draft.url.text : draft.name.text
      return showAlert("The draft of \(name) would be lost: finish or empty it with n first, then duplicate.")
    }
    return open(FormRoom(seed))
  }

  /// A form with these event types chosen; a draft keeps what it has and gets them too.
  mutating func openForm(proposing types: [EventType]) -> [Effect] {
    let hadDraft = draft != nil
    var form = draft ?? FormRoom()
    form.propose(types)
    draft = form
    let effects = openForm()
    return hadDraft ? effects + showMessage("The \(types.count) missing events were added to your draft.") : effects
  }

  private mutating func open(_ form: FormRoom) -> [Effect] {
    // A form may be filled in while a rate limit lasts: it sends nothing.
    guard isUnlocked() else { return [] }
    var form = form
    let requests = form.lookForSecretFile()
    if screen == .board { backStack = [] }
    go(to: .form(form))
    return carryOut(requests)
  }

  /// The screen below comes back. What was typed is the next draft, what was sent goes on.
  mutating func leave(_ form: FormRoom) -> [Effect] {
    goBack()
    return keep(form) + (form.origin.map { [.goTo($0)] } ?? [])
  }

  private mutating func keep(_ form: FormRoom) -> [Effect] {
    if let id = form.edited?.id {
      editDrafts[id] = form.kept
      if custody.write(on: .subscription(id)) != nil { return showMessage(ReviewRoom.goesOn) }
      return editDrafts[id] == nil ? [] : editDraftKept(id)
    }
    draft = form.isSending ? nil : form.kept
    if form.isSending {
      return showMessage("The create goes on; hooktop finishes it, at its next start if need be.")
    }
    return draft == nil ? [] : showMessage("Kept as a draft: n goes on with it.")
  }
}
