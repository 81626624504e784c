import FintoroWebhooks
import Foundation
import TerminalUI

/// Saving drafts to disk.
extension State {
  /// What a crash would lose: the open form and the forms that were left. A create is among them until
  /// the journal has it.
  var drafts: Drafts {
    var drafts = Drafts(new: draft?.asDraft)
    var edits = editDrafts
    if case .form(let form) = screen {
      if let id = form.edited?.id {
        edits[id] = form.hasUserInput ? form : nil
      } else {
        drafts.new = form.hasUserInput && !form.isSending ? form.asDraft : nil
      }
    }
    if drafts.new == nil { drafts.new = creates.last { $0.key == nil }?.request?.draft }
    drafts.edits = edits.sorted { $0.key < $1.key }.map(\.value.asDraft)
    return drafts
  }

  /// What differs from the drafts on disk; nil also where drafts cannot be saved.
  var unsavedDrafts: DraftsChange? {
    guard let saved = draftSync.saved else { return nil }
    let change = DraftsChange(before: [saved, draftSync.writing].compactMap { $0 }, wanted: drafts)
    return change.before.allSatisfy { $0 == change.wanted } ? nil : change
  }

  /// The write that is due, if any. Only one write runs at a time, so that an older one cannot end after a newer one.
  mutating func saveDraftsIfDue() -> [Effect] {
    guard draftSync.writing == nil, let saved = draftSync.saved else { return [] }
    let drafts = drafts
    guard drafts != saved else {
      draftSync.changedAt = nil
      return []
    }
    let since = draftSync.changedAt ?? now
    draftSync.changedAt = since
    guard custody.isQuitting || isDraftAwaited || now.timeIntervalSince(since) >= DraftSync.writeInterval else {
      return []
    }
    draftSync.writing = drafts
    draftSync.changedAt = nil
    // Drafts that another hooktop's draft kept off the disk are tried again with every write.
    return [.saveDrafts(DraftsChange(before: [saved.without(draftSync.foreign)], wanted: drafts))]
  }

  /// Whether a create is not sent before its draft is on disk.
  private var isDraftAwaited: Bool {
    creates.contains { if case .savingDraft = $0.phase { true } else { false } }
  }

  mutating func draftsLoaded(_ drafts: Drafts) -> [Effect] {
    draftSync.saved = drafts
    for edit in drafts.edits {
      if let id = edit.edited?.id, editDrafts[id] == nil { editDrafts[id] = FormRoom(edit) }
    }
    guard let new = drafts.new, draft == nil else {
      if !drafts.edits.isEmpty, drafts.edits.allSatisfy({ $0.edited.map { list.isGone($0.id) } ?? false }) {
        return offerOrphanedDraft()
      }
      guard let first = drafts.edits.first else { return [] }
      let others = drafts.edits.count > 1 ? " and \(drafts.edits.count - 1) more" : ""
      return showMessage("Unsaved edit of \(first.label)\(others) from an earlier run: e on its row continues.")
    }
    var form = FormRoom(new)
    if case .form(let open) = screen, open.edited == nil, !open.hasUserInput {
      let requests = form.startSecretFileCheck()
      screen = .form(form)
      return carryOut(requests)
    }
    draft = form
    return showMessage("Draft of an earlier run: press n to continue.")
  }

  mutating func draftsUnusable(_ problem: String) -> [Effect] {
    draftSync.saved = nil
    return showAlert("Drafts are not saved in this run. \(problem)")
  }

  mutating func draftsSaved(_ result: DraftsSaveResult) -> [Effect] {
    let written = draftSync.writing
    draftSync.writing = nil
    switch result {
    case .saved(let foreign):
      draftSync.saved = written
      forgetEnteredDrafts()
      return reportForeign(of: foreign)
    case .failed(let problem):
      draftSync.saved = nil
      if custody.isQuitting { custody.exitMessages.append("The draft could not be saved. \(problem)") }
      return showAlert("Drafts are no longer saved. \(problem)")
    }
  }

  /// Reports drafts that were not saved because another hooktop's draft was there first. Each is reported once, and
  /// again on leaving.
  private mutating func reportForeign(of foreign: [Draft]) -> [Effect] {
    let told = draftSync.foreign
    draftSync.foreign = Set(foreign.map { $0.edited?.id })
    if custody.isQuitting {
      custody.exitMessages += foreign.map {
        "The draft was not saved: another hooktop has one of \($0.subject)."
      }
      return []
    }
    guard let new = foreign.first(where: { !told.contains($0.edited?.id) }) else { return [] }
    return showAlert("Another hooktop has a draft of \(new.subject): this one is kept until you quit.")
  }

  /// Leaving is the last chance to save drafts that another hooktop's draft kept off the disk.
  mutating func retryForeignDrafts() {
    draftSync.saved = draftSync.saved?.without(draftSync.foreign)
  }

  /// When the next write is due.
  var draftsDue: Date? {
    draftSync.writing == nil ? draftSync.changedAt?.addingTimeInterval(DraftSync.writeInterval) : nil
  }
}

/// Unsaved edits of a subscription that was deleted. No key opens them any more, so each becomes the draft of a new
/// subscription.
extension State {
  /// Offers one at a time, as soon as there is no other draft of a new subscription. Offers none while writing is
  /// locked: the token may belong to another company.
  mutating func offerOrphanedDraft() -> [Effect] {
    if case .form = screen { return [] }
    guard draft == nil, custody.lock == nil, let id = editDrafts.keys.sorted().first(where: list.isGone) else {
      return []
    }
    return offerOrphanedDraft(of: id)
  }

  /// The message on leaving a form whose edit is kept as a draft.
  mutating func editDraftKept(_ id: Int) -> [Effect] {
    guard list.isGone(id), let form = editDrafts[id] else { return showMessage("Draft kept; press e to continue.") }
    if custody.lock != nil { return showMessage("Draft kept.") }
    guard draft != nil else { return offerOrphanedDraft(of: id) }
    return showAlert(
      "\(form.edited?.displayName ?? String(id)) was deleted, and n has another draft; this one is offered as a new "
        + "subscription after it.")
  }

  private mutating func offerOrphanedDraft(of id: Int) -> [Effect] {
    guard let form = editDrafts.removeValue(forKey: id) else { return [] }
    draft = form.asNew
    return showAlert(
      "\(form.edited?.displayName ?? String(id)) was deleted; this is now the draft of a new one: n continues it.")
  }
}
