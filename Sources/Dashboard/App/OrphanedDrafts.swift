import TerminalUI

/// Edits that were not saved before their subscription was deleted. No key reaches them any more, so what was typed goes
/// on as a new subscription.
extension State {
  /// One at a time, as soon as no other draft of a new one is there. Never while a token may be another company's.
  mutating func offerOrphanedDraft() -> [Effect] {
    if case .form = screen { return [] }
    guard draft == nil, custody.lock == nil, let id = editDrafts.keys.sorted().first(where: list.isGone) else {
      return []
    }
    return offerOrphanedDraft(of: id)
  }

  /// What is said on leaving a form whose edit is kept.
  mutating func editDraftKept(_ id: Int) -> [Effect] {
    guard list.isGone(id), let form = editDrafts[id] else { return showMessage("Kept as a draft: e goes on with it.") }
    if custody.lock != nil { return showMessage("Kept as a draft.") }
    guard draft != nil else { return offerOrphanedDraft(of: id) }
    return showAlert(
      "\(form.editing?.label ?? String(id)) is gone, and n has another draft: this one is offered as a new "
        + "subscription after it.")
  }

  private mutating func offerOrphanedDraft(of id: Int) -> [Effect] {
    guard let form = editDrafts.removeValue(forKey: id) else { return [] }
    draft = form.asNew
    return showAlert(
      "\(form.editing?.label ?? String(id)) is gone, so this is kept as the draft of a new subscription: n goes on with "
        + "it.")
  }
}

extension FormState {
  fileprivate var asNew: FormState {
    var form = FormState()
    form.name.set(name.text)
    form.url.set(url.text)
    (form.isActive, form.events) = (isActive, events)
    return form
  }
}
