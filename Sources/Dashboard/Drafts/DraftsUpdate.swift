import FintoroWebhooks
import Foundation

/// Keeping what is typed on the disk.
extension State {
  /// What a crash would lose: forms on the screen and forms that were left. A create that was sent is in the journal.
  var drafts: Drafts {
    var drafts = Drafts(new: draft?.asDraft)
    var edits = editDrafts
    if case .form(let form) = screen {
      if let id = form.editing?.subscription.id {
        edits[id] = form.isWorthKeeping ? form : nil
      } else {
        drafts.new = form.isWorthKeeping && !form.isSending ? form.asDraft : nil
      }
    }
    drafts.edits = edits.sorted { $0.key < $1.key }.map(\.value.asDraft)
    return drafts
  }

  /// What is typed where the disk has something else; nil as well where drafts cannot be kept.
  var unsavedDrafts: Drafts? {
    guard let saved = draftKeeping.saved else { return nil }
    let drafts = drafts
    return drafts == saved ? nil : drafts
  }

  /// The write that is due, if one is. At most one is under way, so that an older never comes after a newer.
  mutating func keepDrafts() -> [Effect] {
    guard draftKeeping.writing == nil, let saved = draftKeeping.saved else { return [] }
    let drafts = drafts
    guard drafts != saved else {
      draftKeeping.changedAt = nil
      return []
    }
    let since = draftKeeping.changedAt ?? now
    draftKeeping.changedAt = since
    guard custody.isLeaving || now.timeIntervalSince(since) >= DraftKeeping.pause else { return [] }
    draftKeeping.writing = drafts
    draftKeeping.changedAt = nil
    return [.saveDrafts(drafts)]
  }

  mutating func draftsLoaded(_ drafts: Drafts) -> [Effect] {
    draftKeeping.saved = drafts
    for edit in drafts.edits {
      if let id = edit.edited?.id, editDrafts[id] == nil { editDrafts[id] = FormState(edit) }
    }
    guard let new = drafts.new, draft == nil else {
      return drafts.edits.isEmpty ? [] : say("Unsaved edits of an earlier run are kept: e goes on with them.")
    }
    let form = FormState(new)
    if case .form(let open) = screen, open.editing == nil, !open.isWorthKeeping {
      screen = .form(form)
      return []
    }
    draft = form
    return say("A form of an earlier run that was not sent is kept: n goes on with it.")
  }

  mutating func draftsUnusable(_ problem: String) -> [Effect] {
    draftKeeping.saved = nil
    return insist("Drafts are not kept in this run. \(problem)")
  }

  mutating func draftsSaved(problem: String?) -> [Effect] {
    let written = draftKeeping.writing
    draftKeeping.writing = nil
    guard let problem else {
      draftKeeping.saved = written
      return []
    }
    draftKeeping.saved = nil
    if custody.isLeaving { custody.lastWords.append("What was typed could not be kept as a draft. \(problem)") }
    return insist("Drafts are not kept any more. \(problem)")
  }

  /// When the next write is due.
  var draftsDue: Date? {
    draftKeeping.writing == nil ? draftKeeping.changedAt?.addingTimeInterval(DraftKeeping.pause) : nil
  }
}
