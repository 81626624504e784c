import FintoroWebhooks
import TerminalUI

/// Editing a subscription in the form: opening it, saving it, and what comes of that.
extension State {
  /// Save was pressed: what will change is shown before anything is sent.
  mutating func save(_ form: FormState, _ editing: FormState.Editing) -> [Effect] {
    var form = form
    if form.changes.isEmpty {
      form.problem = "Nothing is changed, so there is nothing to save. Esc goes back."
      screen = .form(form)
      return []
    }
    screen = .form(form)
    return review(ReviewRoom(.save, editing.subscription, wanted: form.input))
  }

  /// The merged values go into the form, which now starts from what the server has, and what is left to change is asked.
  mutating func merged(_ input: SubscriptionInput, onto subscription: Subscription) -> [Effect] {
    guard var form = editForm(of: subscription.id), var editing = form.editing else { return [] }
    editing.subscription = subscription
    form.editing = editing
    form.fill(with: input)
    form.refusals = [:]
    form.problem = nil
    if let bad = form.firstBadField {
      form.visited = Set(form.fields)
      form.focus = bad
      screen = .form(form)
      return []
    }
    screen = .form(form)
    return form.changes.isEmpty
      ? showMessage("Nothing is left to save: Fintoro has it like this.") : save(form, editing)
  }

  mutating func keepEditDraft(_ form: FormState) {
    guard let id = form.editing?.subscription.id else { return }
    var kept = form
    kept.picker = nil
    kept.problem = nil
    editDrafts[id] = form.changes.isEmpty ? nil : kept
  }

  /// The form of this subscription, where it is on the screen.
  func editForm(of id: Int) -> FormState? {
    if case .form(let form) = screen, form.editing?.subscription.id == id { form } else { nil }
  }

  /// Puts a problem below the form of this subscription.
  /// - Returns: whether that form is on the screen.
  mutating func tellEditForm(of id: Int, _ problem: String, readAgain: Subscription? = nil) -> Bool {
    guard var form = editForm(of: id) else { return false }
    form.problem = problem
    if let readAgain { form.editing?.subscription = readAgain }
    screen = .form(form)
    return true
  }

  /// Puts the server's texts on the fields they name.
  mutating func tellEditForm(of id: Int, _ failure: Failure) -> Bool {
    guard case .invalid(let fields) = failure.kind, !fields.isEmpty, var form = editForm(of: id) else { return false }
    form.take(fields)
    screen = .form(form)
    return true
  }
}
