import FintoroWebhooks

/// Edits, disabling and enabling. hooktop reads the subscription again, shows what will change, sends one request, and
/// reports the result on whatever screen is open by then.
extension State {
  /// Reads the subscription again first, so that no old value is written back.
  /// - Parameter purpose: nil to disable an enabled subscription or enable a disabled one.
  mutating func startEdit(_ purpose: ReadingRoom.Purpose?, of subscription: Subscription?) -> [Effect] {
    guard let subscription else { return showMessage("No subscription is selected.", .bad) }
    guard checkWritable(.subscription(subscription.id)) else { return [] }
    let purpose = purpose ?? (subscription.isActive ? .disable : .enable)
    modal = .reading(ReadingRoom(id: subscription.id, label: subscription.displayName, purpose: purpose))
    return [.readSubscription(id: subscription.id)]
  }

  mutating func subscriptionRead(_ id: Int, _ result: ReadResult) -> [Effect] {
    switch result {
    case .read: connection.learnAnswer()
    case .failed(let failure): connection.learn(from: failure, at: now)
    }
    // Ignore the result if the person went back in the meantime.
    guard case .reading(let reading) = modal, reading.id == id else { return [] }
    modal = nil
    switch result {
    case .read(let subscription): return start(reading.purpose, subscription)
    case .failed(let failure) where failure.kind == .notFound && failure.isFintorosAnswer:
      return showMessage("\(reading.label) was deleted meanwhile.", .bad) + refreshAfterChange()
    case .failed(let failure):
      return showAlert(
        "\(reading.label) could not be read again; nothing is changed. \(world.sentence(failure))")
    }
  }

  private mutating func start(_ purpose: ReadingRoom.Purpose, _ subscription: Subscription) -> [Effect] {
    switch purpose {
    case .edit: return openEdit(subscription)
    case .disable, .enable:
      let isActive = purpose == .enable
      guard subscription.isActive != isActive else {
        let standing = isActive ? "is already enabled" : "is already disabled"
        observe(subscription)
        return showMessage("\(subscription.displayName) \(standing).") + refreshAfterChange()
      }
      var wanted = SubscriptionInput(subscription)
      wanted.isActive = isActive
      openUnasked(.review(ReviewRoom(isActive ? .enable : .disable, subscription, wanted: wanted)))
      return []
    }
  }

  /// Opens the form, with this subscription's draft where there is one.
  private mutating func openEdit(_ subscription: Subscription) -> [Effect] {
    if screen == .board { backStack = [] }
    guard var form = editDrafts[subscription.id], let earlier = form.base else {
      go(to: .form(FormRoom(editing: subscription)))
      return []
    }
    let mine = form.input
    form.continueEdit(from: subscription)
    go(to: .form(form))
    if InputChange.between(earlier, SubscriptionInput(subscription)).isEmpty {
      return showMessage("This is your draft; Discard drops it.")
    }
    merge(InputMerge(base: earlier, mine: mine, theirs: SubscriptionInput(subscription)), subscription)
    return []
  }

  private mutating func merge(_ merge: InputMerge, _ subscription: Subscription) {
    openUnasked(.merge(MergeRoom(merge, subscription)))
  }

  /// Shows what will change before anything is sent.
  mutating func review(_ review: ReviewRoom) -> [Effect] {
    if checkWritable(.subscription(review.subscription.id)) { modal = .review(review) }
    return []
  }

  mutating func editFinished(_ id: Int, _ result: EditOutcome) -> [Effect] {
    let review = closeReview(of: id)
    let write = removeWrite(on: .subscription(id))
    // An edit may have given it another name: the row below has that one by now.
    let label = result.subscription?.displayName ?? write?.label ?? String(id)
    let edit = FinishedEdit(
      id: id, kind: write?.kind ?? .save, label: label, review: review, reversal: write?.reversal)
    switch result {
    case .done(let subscription): return finishEdit(edit, subscription, message: edit.success)
    case .nothingToChange(let subscription):
      return finishEdit(
        edit, subscription, message: "\(edit.unchanged); nothing was sent.", isOurs: false)
    case .acceptedNotReadBack(let subscription, let failure): return notReadBack(edit, subscription, failure)
    case .changedMeanwhile(let subscription): return changedMeanwhile(edit, subscription)
    case .readBackDiffers(let subscription):
      return reportDifference(
        edit, subscription, "Fintoro accepted the change of \(edit.label), but now it reads differently")
    case .refused(let failure):
      noteLock(from: failure)
      return report(edit, FormFailure(failure, "\(edit.label) was not changed. \(world.sentence(failure))"))
    case .unknown(let failure, let read):
      connection.learn(from: failure, at: now)
      return resolveUnknown(edit, failure, read)
    case .locked(let reason):
      return report(edit, .message("\(edit.label) was not changed. \(reason)")) + [.findWriteLock]
    case .gone:
      let text = "\(edit.label) was deleted meanwhile."
      // A draft of it is offered as a new subscription once the list shows that it is gone.
      let told = edit.kind == .save ? deliver(.editFailed(id: id, .message(text))) : nil
      return (told ?? showAlert(text)) + refreshAfterChange()
    }
  }

  /// Fintoro confirmed the change, so it counts as done. The message also says why it could not be read back.
  private mutating func notReadBack(
    _ edit: FinishedEdit, _ subscription: Subscription, _ failure: Failure
  ) -> [Effect] {
    connection.learn(from: failure, at: now)
    let effects = finishEdit(edit, subscription, message: "")
    return effects
      + showAlert("\(edit.accepted) It could not be read back. \(world.sentence(failure))")
  }

  /// - Parameter isOurs: whether this edit made the subscription what it is now.
  private mutating func finishEdit(
    _ edit: FinishedEdit, _ subscription: Subscription, message text: String, isOurs: Bool = true
  ) -> [Effect] {
    if edit.kind == .save {
      editDrafts[edit.id] = nil
      if case .form(let form) = screen, form.edited?.id == edit.id { goBack() }
    }
    if isOurs, let reversal = edit.reversal {
      noteUndo([UndoStep.Item(id: edit.id, name: edit.label, reversal: reversal)])
    }
    observe(subscription)
    return showMessage(text, .good) + refreshAfterChange()
  }

  /// Nothing was sent. An edit goes to the merge dialog; disabling or enabling is asked again, for the subscription as
  /// it is now.
  private mutating func changedMeanwhile(_ edit: FinishedEdit, _ subscription: Subscription) -> [Effect] {
    guard let review = edit.review else {
      let key = edit.kind == .save ? "press e to continue your draft" : "p asks again"
      return showAlert("\(edit.label) was not changed: somebody else changed it first. \(key).")
    }
    let theirs = SubscriptionInput(subscription)
    if review.purpose == .save {
      merge(InputMerge(base: review.base, mine: review.wanted, theirs: theirs), subscription)
      return []
    }
    guard theirs.isActive != review.wanted.isActive else {
      return finishEdit(
        edit, subscription, message: "\(edit.unchanged); somebody else was faster.", isOurs: false)
    }
    var wanted = theirs
    wanted.isActive = review.wanted.isActive
    openUnasked(
      .review(
        ReviewRoom(review.purpose, subscription, wanted: wanted, meanwhile: InputChange.between(review.base, theirs))))
    return []
  }

  /// The answer was lost. If the subscription could be read afterwards, that settles whether it was changed.
  private mutating func resolveUnknown(_ edit: FinishedEdit, _ failure: Failure, _ now: Subscription?) -> [Effect] {
    guard let now else {
      let text = "Whether \(edit.label) was changed is not known. \(world.sentence(failure))"
      return report(edit, .message("\(text) Trying again is safe.")) + refreshAfterChange()
    }
    let changes = edit.review.map { InputChange.between(SubscriptionInput(now), $0.wanted) }
    if changes?.isEmpty == true {
      return finishEdit(edit, now, message: "\(edit.success) Its answer was lost, but the change is there.")
    }
    return reportDifference(
      edit, now, "The answer to the change of \(edit.label) was lost, and the change is not there")
  }

  /// Keeps what was typed and shows how the subscription differs from it.
  private mutating func reportDifference(_ edit: FinishedEdit, _ subscription: Subscription, _ why: String) -> [Effect]
  {
    observe(subscription)
    let wanted = edit.review?.wanted
    let lines = wanted.map { InputChange.between($0, SubscriptionInput(subscription)).map(\.line) } ?? []
    let list = lines.isEmpty ? "." : ": \(lines.joined(separator: "; "))."
    return report(edit, .message(why + list), readAgain: subscription) + refreshAfterChange()
  }

  private mutating func report(
    _ edit: FinishedEdit, _ failure: FormFailure, readAgain: Subscription? = nil
  ) -> [Effect] {
    if edit.kind == .save, let told = deliver(.editFailed(id: edit.id, failure, readAgain: readAgain)) { return told }
    let draft = edit.kind == .save && editDrafts[edit.id] != nil ? " press e to continue your draft." : ""
    return showAlert(failure.sentence + draft)
  }

  /// Closes and returns the dialog that waits for this edit, if it is open.
  private mutating func closeReview(of id: Int) -> ReviewRoom? {
    guard case .review(let review) = modal, review.subscription.id == id, custody.write(on: .subscription(id)) != nil
    else { return nil }
    modal = nil
    return review
  }
}

extension EditOutcome {
  /// What the server has after an edit that was made, or was not needed; nil for every other outcome.
  fileprivate var subscription: Subscription? {
    switch self {
    case .done(let subscription), .nothingToChange(let subscription), .acceptedNotReadBack(let subscription, _):
      subscription
    default: nil
    }
  }
}

/// An edit whose answer has arrived.
private struct FinishedEdit {
  let id: Int
  let kind: TrackedWrite.Kind
  let label: String
  /// The dialog that waited for it; nil when the person had left it.
  let review: ReviewRoom?
  let reversal: Reversal?

  var success: String {
    switch kind {
    case .disable: "\(label) disabled\(undo)"
    case .enable: "\(label) enabled\(undo)"
    default: "\(label) saved and checked\(undo)"
    }
  }

  /// The same where there was nothing to change.
  var unchanged: String {
    switch kind {
    case .disable: "\(label) is already disabled"
    case .enable: "\(label) is already enabled"
    default: "\(label) has these values already"
    }
  }

  /// The same for a change that was not read back.
  var accepted: String { kind == .save ? "\(label) saved\(undo)" : success }

  private var undo: String { reversal == nil ? "." : "; u undoes it." }
}
