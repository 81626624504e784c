import FintoroWebhooks

/// What comes of an edit, a pause or a resume.
extension State {
  mutating func editFinished(_ id: Int, _ result: EditOutcome) -> [Effect] {
    let write = ended(.subscription(id))
    let review = takeReview(of: id)
    let edit = FinishedEdit(id: id, kind: write?.kind ?? .save, label: write?.label ?? String(id), review: review)
    switch result {
    case .done(let subscription): return saved(edit, subscription, telling: edit.success)
    case .nothingToChange(let subscription):
      return saved(edit, subscription, telling: "\(edit.label) is like that already: nothing was sent.")
    case .acceptedNotReadBack(let subscription, let failure): return notReadBack(edit, subscription, failure)
    case .changedMeanwhile(let subscription): return changedMeanwhile(edit, subscription)
    case .readBackDiffers(let subscription):
      return differs(edit, subscription, "Fintoro took the change of \(edit.label), yet now it reads differently")
    case .refused(let failure):
      learnLock(from: failure)
      if edit.kind == .save, tellEditForm(of: id, failure) { return [] }
      return tell(edit, "\(edit.label) was not changed. \(sentence(failure))")
    case .unknown(let failure, let read):
      connection.limited(failure, at: now)
      return unknown(edit, failure, read)
    case .locked(let reason):
      return tell(edit, "\(edit.label) was not changed. \(reason)") + [.findWriteLock]
    case .gone:
      let text = "\(edit.label) is gone: it was deleted in the meantime."
      // A draft of it is offered as a new one as soon as the list says the same.
      let isTold = edit.kind == .save && tellEditForm(of: id, text)
      return (isTold ? [] : showAlert(text)) + refreshAfterChange()
    }
  }

  /// Fintoro's own answer to the change is word enough: it is done, and why it was not looked at again is said.
  private mutating func notReadBack(
    _ edit: FinishedEdit, _ subscription: Subscription, _ failure: Failure
  ) -> [Effect] {
    connection.limited(failure, at: now)
    let effects = saved(edit, subscription, telling: "")
    return effects + showAlert("\(edit.accepted) Fintoro answered so; it could not be read back. \(sentence(failure))")
  }

  private mutating func saved(_ edit: FinishedEdit, _ subscription: Subscription, telling text: String) -> [Effect] {
    if edit.kind == .save {
      editDrafts[edit.id] = nil
      if editForm(of: edit.id) != nil { goBack() }
    }
    observe(subscription)
    return showMessage(text, .good) + refreshAfterChange()
  }

  /// Nothing was sent. An edit is merged by choice; a pause is asked about again, on what is there now.
  private mutating func changedMeanwhile(_ edit: FinishedEdit, _ subscription: Subscription) -> [Effect] {
    guard let review = edit.review else {
      let key = edit.kind == .save ? "e goes on with your draft" : "p asks again"
      return showAlert("\(edit.label) was not changed: somebody else changed it first. \(key).")
    }
    let theirs = SubscriptionInput(subscription)
    if review.purpose == .save {
      merge(InputMerge(base: review.base, mine: review.wanted, theirs: theirs), subscription)
      return []
    }
    guard theirs.isActive != review.wanted.isActive else {
      return saved(edit, subscription, telling: "\(edit.label) is like that already: somebody else was faster.")
    }
    var wanted = theirs
    wanted.isActive = review.wanted.isActive
    var again = ReviewState(review.purpose, subscription, wanted: wanted)
    again.meanwhile = InputChange.between(review.base, theirs)
    modal = .review(again)
    return []
  }

  /// The answer was lost; what was read afterwards settles it where it could be read.
  private mutating func unknown(_ edit: FinishedEdit, _ failure: Failure, _ now: Subscription?) -> [Effect] {
    guard let now else {
      return tell(
        edit,
        "Whether \(edit.label) was changed is not known. \(sentence(failure)) To try again is safe: it is read first.")
        + refreshAfterChange()
    }
    let changes = edit.review.map { InputChange.between(SubscriptionInput(now), $0.wanted) }
    if changes?.isEmpty == true {
      return saved(edit, now, telling: "\(edit.success) Its answer was lost, but it reads as you wanted.")
    }
    return differs(edit, now, "The answer to the change of \(edit.label) was lost, and now it does not read as wanted")
  }

  /// What was typed stays, and is compared with what is there now.
  private mutating func differs(_ edit: FinishedEdit, _ subscription: Subscription, _ why: String) -> [Effect] {
    observe(subscription)
    let wanted = edit.review?.wanted
    let lines = wanted.map { InputChange.between($0, SubscriptionInput(subscription)).map(\.line) } ?? []
    let list = lines.isEmpty ? "." : ": \(lines.joined(separator: "; "))."
    return tell(edit, why + list, readAgain: subscription) + refreshAfterChange()
  }

  private mutating func tell(
    _ edit: FinishedEdit, _ text: String, readAgain: Subscription? = nil
  ) -> [Effect] {
    if edit.kind == .save, tellEditForm(of: edit.id, text, readAgain: readAgain) { return [] }
    let draft = edit.kind == .save && editDrafts[edit.id] != nil ? " e goes on with your draft." : ""
    return showAlert(text + draft)
  }

  /// The dialog that waits for this edit, if it is still there; it closes.
  private mutating func takeReview(of id: Int) -> ReviewState? {
    guard case .review(let review) = modal, review.subscription.id == id, review.isSending else { return nil }
    modal = nil
    return review
  }
}

/// An edit whose answer is here.
private struct FinishedEdit {
  let id: Int
  let kind: TrackedWrite.Kind
  let label: String
  /// The dialog that waited for it; nil when the person had left.
  let review: ReviewState?

  var success: String {
    switch kind {
    case .pause: "\(label) is paused: new events are not delivered."
    case .resume: "\(label) delivers again."
    default: "\(label) is saved, and reads as you wanted."
    }
  }

  /// The same of what was not looked at again.
  var accepted: String { kind == .save ? "\(label) is saved." : success }
}
