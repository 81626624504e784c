import FintoroWebhooks
import Foundation
import TerminalUI

/// Deletes, rotations, adoptions, and forgetting a pending create. A dialog asks first and then waits for the result. A
/// rotation whose answer is lost is reported on every screen.
extension State {
  mutating func openConfirm(_ change: DangerousChange) -> [Effect] {
    guard checkWritable(change.subject) else { return [] }
    var room = ConfirmRoom(change)
    let requests = room.startSecretFileCheck()
    modal = .confirm(room)
    return carryOut(requests)
  }

  mutating func deleteFinished(_ id: Int, _ result: DeleteOutcome) -> [Effect] {
    let label = removeWrite(on: .subscription(id))?.label ?? String(id)
    switch result {
    case .deleted(let file): return reportDeleted(id, "\(label) deleted.", file)
    case .alreadyGone(let file):
      return reportDeleted(id, "\(label) was already deleted.", file)
    case .refused(let failure):
      noteLock(from: failure)
      return reportFailure(.subscription(id), "Not deleted. \(world.sentence(failure))")
    case .unknown(let failure):
      connection.learn(from: failure, at: now)
      return reportFailure(
        .subscription(id),
        "Whether \(label) was deleted is not known. \(world.sentence(failure)) Deleting again is safe.")
        + refreshAfterChange()
    case .locked(let reason):
      return reportFailure(.subscription(id), "Not deleted. \(reason)") + [.findWriteLock]
    }
  }

  mutating func rotateFinished(_ id: Int, _ result: RotateOutcome) -> [Effect] {
    let write = removeWrite(on: .subscription(id))
    return reportRotation(.subscription(id), label: write?.label ?? String(id), result)
  }

  mutating func adoptFinished(_ key: IdempotencyKey, _ outcome: AdoptOutcome) -> [Effect] {
    let write = removeWrite(on: .pendingCreate(key))
    let result: RotateOutcome =
      switch outcome {
      case .rotate(let result): result
      case .notDone(let problem): .notSent(problem: problem, isAboutSecretFile: false)
      case .busy: .notSent(problem: Self.busyCreate, isAboutSecretFile: false)
      }
    if case .rotated = result { removePending(key) }
    return reportRotation(.pendingCreate(key), label: write?.label ?? key.rawValue, result) + [.findPendingCreates]
  }

  mutating func forgetFinished(_ key: IdempotencyKey, _ outcome: ForgetOutcome) -> [Effect] {
    let label = removeWrite(on: .pendingCreate(key))?.label ?? key.rawValue
    let word: String
    switch outcome {
    case .notDone(let problem): return reportFailure(.pendingCreate(key), "Not forgotten. \(problem)")
    case .busy: return reportFailure(.pendingCreate(key), "Not forgotten. \(Self.busyCreate)")
    case .forgotten: word = "Pending create of \(label) forgotten."
    case .setAside(let path): word = "\(label) is set aside as \(path)."
    }
    removePending(key)
    closeDialog(.pendingCreate(key))
    return showMessage(word) + [.findPendingCreates]
  }

  private static let busyCreate = "Another hooktop works on this create, or has finished it."

  private mutating func reportRotation(
    _ subject: TrackedWrite.Subject, label: String, _ result: RotateOutcome
  ) -> [Effect] {
    switch result {
    case .rotated(let subscription, let secret, let path, let date):
      let isAwaited = closeDialog(subject)
      show(SecretRoom(subscription, secret, .saved(path: path), rotatedAt: date), isAwaited: isAwaited)
      if custody.isQuitting {
        custody.exitMessages.append("\(label) rotated; its new secret is in \(path).")
      }
      return afterRotation(subscription)
    case .savingFailed(let subscription, let secret, let problem):
      let isAwaited = closeDialog(subject)
      show(SecretRoom(subscription, secret, .notSaved(problem: problem), isRotation: true), isAwaited: isAwaited)
      return afterRotation(subscription)
    case .refused(let failure) where failure.kind == .notFound && failure.isFintorosAnswer:
      return goneBeforeRotation(subject, label: label)
    case .refused(let failure):
      noteLock(from: failure)
      return reportFailure(subject, "Not rotated; the secret is unchanged. \(world.sentence(failure))")
    case .lost(let failure):
      // Cancel the wish to leave: the person must learn that the old secret may no longer be valid.
      custody.isQuitting = false
      connection.learn(from: failure, at: now)
      return reportLostAnswer(subject, label: label, failure)
    case .notSent(let problem, let isAboutSecretFile):
      return reportFailure(subject, isAboutSecretFile ? .secretFile(problem) : .message("Nothing was sent. \(problem)"))
    case .locked(let reason): return reportFailure(subject, "Not rotated. \(reason)") + [.findWriteLock]
    }
  }

  /// Closes the dialog, because there is nothing to retry, and refreshes the list.
  private mutating func goneBeforeRotation(_ subject: TrackedWrite.Subject, label: String) -> [Effect] {
    closeDialog(subject)
    return showAlert("\(label) was deleted meanwhile. Not rotated.") + refreshAfterChange()
  }

  /// Reports the loss where the name is typed: rotating again is the only remedy.
  private mutating func reportLostAnswer(_ subject: TrackedWrite.Subject, label: String, _ failure: Failure) -> [Effect]
  {
    let id = failure.requestID.map { ", request id \($0)" } ?? ""
    let text =
      "THE ANSWER WAS LOST (\(failure.shortReason)\(id)): the old secret of \(label) may no longer be valid, and the "
      + "new one is unknown. Rotate again: type it once more. Esc cancels."
    return reportFailure(subject, .answerLost(text))
  }

  private mutating func afterRotation(_ subscription: Subscription) -> [Effect] {
    log.noteRotation(of: subscription.id, name: subscription.displayName, at: now)
    return [.inspectSecrets([subscription.id])] + refreshAfterChange()
  }

  private mutating func reportDeleted(_ id: Int, _ text: String, _ secretFile: String?) -> [Effect] {
    closeDialog(.subscription(id))
    if case .detail(let detail) = screen, detail.id == id { goBack() }
    editDrafts[id] = nil
    observeDeletion(of: id)
    let file = secretFile.map { " " + DeleteOutcome.sentence(ofSecretFile: $0) } ?? ""
    // A message with a file name stays until a key is pressed: it takes longer to read.
    message = StatusMessage(text + file, .good, shownAt: now, seconds: secretFile == nil ? 6 : nil)
    return refreshAfterChange()
  }

  /// Closes the dialog about this subject, if it is open.
  /// - Returns: whether it was open.
  @discardableResult
  private mutating func closeDialog(_ subject: TrackedWrite.Subject) -> Bool {
    guard case .confirm(let confirm) = modal, confirm.change.subject == subject else { return false }
    modal = nil
    return true
  }

  /// Shows the failure in this subject's dialog, which then asks for the word again. If that dialog is not open, shows
  /// an alert.
  private mutating func reportFailure(_ subject: TrackedWrite.Subject, _ failure: ChangeFailure) -> [Effect] {
    deliver(.changeFailed(subject, failure)) ?? showAlert(failure.sentence)
  }

  private mutating func reportFailure(_ subject: TrackedWrite.Subject, _ text: String) -> [Effect] {
    reportFailure(subject, .message(text))
  }
}
