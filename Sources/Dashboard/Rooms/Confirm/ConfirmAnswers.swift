import FintoroWebhooks
import Foundation
import TerminalUI

/// What comes of a delete, a rotation, an adoption.
extension State {
  mutating func deleteFinished(_ id: Int, _ result: DeleteOutcome) -> [Effect] {
    let label = ended(.subscription(id))?.label ?? String(id)
    switch result {
    case .deleted(let file): return gone(id, "\(label) is deleted.", file)
    case .alreadyGone(let file): return gone(id, "\(label) was gone already: nothing was left to delete.", file)
    case .refused(let failure):
      learnLock(from: failure)
      return tellDanger(.subscription(id), "Not deleted. \(sentence(failure))")
    case .unknown(let failure):
      connection.limited(failure, at: now)
      return tellDanger(
        .subscription(id),
        "Whether \(label) was deleted is not known. \(sentence(failure)) To delete again is safe: one that is gone "
          + "is said to be gone.") + refreshAfterChange()
    case .locked(let reason):
      return tellDanger(.subscription(id), "Not deleted. \(reason)") + [.findWriteLock]
    }
  }

  mutating func rotateFinished(_ id: Int, _ result: RotateOutcome) -> [Effect] {
    let write = ended(.subscription(id))
    return rotated(.subscription(id), label: write?.label ?? String(id), result)
  }

  mutating func adoptFinished(_ key: IdempotencyKey, _ outcome: AdoptOutcome) -> [Effect] {
    let write = ended(.pendingCreate(key))
    let result: RotateOutcome =
      switch outcome {
      case .rotate(let result): result
      case .notDone(let problem): .notSent(problem: problem, isAboutSecretFile: false)
      case .busy: .notSent(problem: Self.busyCreate, isAboutSecretFile: false)
      }
    if case .rotated = result { settled(key) }
    return rotated(.pendingCreate(key), label: write?.label ?? key.rawValue, result) + [.findPendingCreates]
  }

  mutating func forgetFinished(_ key: IdempotencyKey, _ outcome: ForgetOutcome) -> [Effect] {
    let label = ended(.pendingCreate(key))?.label ?? key.rawValue
    let word: String
    switch outcome {
    case .notDone(let problem): return tellDanger(.pendingCreate(key), "Not forgotten. \(problem)")
    case .busy: return tellDanger(.pendingCreate(key), "Not forgotten. \(Self.busyCreate)")
    case .forgotten: word = "The pending create of \(label) is forgotten."
    case .setAside(let path): word = "\(label) is set aside as \(path)."
    }
    settled(key)
    closeDanger(.pendingCreate(key))
    return showMessage(word) + [.findPendingCreates]
  }

  private static let busyCreate = "Another hooktop works on this create, or has finished it."

  private mutating func rotated(
    _ subject: TrackedWrite.Subject, label: String, _ result: RotateOutcome
  ) -> [Effect] {
    switch result {
    case .rotated(let subscription, let secret, let path, let date):
      closeDanger(subject, goingBack: false)
      show(SecretRoom(subscription, secret, .saved(path: path), shownAt: now, rotatedAt: date))
      if custody.isLeaving {
        custody.exitMessages.append("The secret of \(label) was rotated; the new one is in \(path).")
      }
      return afterRotation(subscription)
    case .savingFailed(let subscription, let secret, let problem):
      closeDanger(subject, goingBack: false)
      show(SecretRoom(subscription, secret, .notSaved(problem: problem), shownAt: now))
      return afterRotation(subscription)
    case .refused(let failure) where failure.kind == .notFound && failure.isFintorosAnswer:
      return goneBeforeRotation(subject, label: label)
    case .refused(let failure):
      learnLock(from: failure)
      return tellDanger(subject, "Nothing was rotated, the secret is as before. \(sentence(failure))")
    case .lost(let failure):
      // Never passed over on the way out: the person must know that the old secret may be dead.
      custody.isLeaving = false
      connection.limited(failure, at: now)
      return lost(subject, label: label, failure)
    case .notSent(let problem, let isAboutSecretFile):
      return notSent(subject, problem, isAboutSecretFile)
    case .locked(let reason): return tellDanger(subject, "Nothing was rotated. \(reason)") + [.findWriteLock]
    }
  }

  /// There is nothing left to try again, so the dialog closes; whatever was shown is looked at anew.
  private mutating func goneBeforeRotation(_ subject: TrackedWrite.Subject, label: String) -> [Effect] {
    closeDanger(subject)
    return showAlert("\(label) is gone: it was deleted in the meantime. Nothing was rotated.") + refreshAfterChange()
  }

  /// Told plainly, and the only cure stands right below: to type the name again.
  private mutating func lost(
    _ subject: TrackedWrite.Subject, label: String, _ failure: Failure
  ) -> [Effect] {
    let id = failure.requestID.map { ", request id \($0)" } ?? ""
    let text =
      "THE ANSWER WAS LOST (\(failure.shortReason)\(id)): the old secret of \(label) may be dead and the new one is "
      + "unknown. The only cure is to rotate again: type it once more. Esc leaves it like this."
    let effects = tellDanger(subject, text)
    guard case .confirm(var confirm) = modal, confirm.subject == subject else { return effects }
    confirm.secretCheck = nil
    confirm.isSecretPathOwn = false
    modal = .confirm(confirm)
    let inspect = confirm.subscription.map { [Effect.inspectSecrets([$0.id])] } ?? []
    return effects + (confirm.hasSecretPath ? [secretFileEffect(confirm)] : []) + inspect
  }

  private mutating func notSent(
    _ subject: TrackedWrite.Subject, _ problem: String, _ isAboutSecretFile: Bool
  ) -> [Effect] {
    guard isAboutSecretFile, case .confirm(var confirm) = modal, confirm.subject == subject, confirm.hasSecretPath
    else {
      return tellDanger(subject, "Nothing was sent. \(problem)")
    }
    confirm.isSending = false
    confirm.secretCheck = SecretFileCheck(path: confirm.secretPath.text, problem: problem)
    confirm.focus = .secret
    modal = .confirm(confirm)
    return []
  }

  private mutating func afterRotation(_ subscription: Subscription) -> [Effect] {
    board.select(wantedID: subscription.id, in: list)
    return [.inspectSecrets([subscription.id])] + refreshAfterChange()
  }

  private mutating func gone(_ id: Int, _ text: String, _ secretFile: String?) -> [Effect] {
    closeDanger(.subscription(id))
    if case .detail(let detail) = screen, detail.id == id { goBack() }
    editDrafts[id] = nil
    observeDeletion(of: id)
    let file = secretFile.map { " " + DeleteOutcome.sentence(ofSecretFile: $0) } ?? ""
    // With a file's name in it, it is more than one reads in passing.
    message = StatusMessage(text + file, .good, shownAt: now, seconds: secretFile == nil ? 6 : nil)
    return refreshAfterChange()
  }

  /// Closes the dialog of this subject, if it is the one that is open.
  /// - Parameter goingBack: whether what it was opened from is to be there again.
  private mutating func closeDanger(_ subject: TrackedWrite.Subject, goingBack: Bool = true) {
    guard case .confirm(let confirm) = modal, confirm.subject == subject else { return }
    modal = goingBack ? confirm.opener.map { .pending($0) } : nil
  }

  /// Puts a problem into the dialog of this subject, which waits for the word again; where it is not open, below.
  private mutating func tellDanger(_ subject: TrackedWrite.Subject, _ text: String) -> [Effect] {
    guard case .confirm(var confirm) = modal, confirm.subject == subject else { return showAlert(text) }
    confirm.isSending = false
    confirm.problem = text
    confirm.word = TextField(limit: confirm.word.limit)
    confirm.focus = .word
    modal = .confirm(confirm)
    return []
  }

  /// A failure for people: where was asked, and times in their zone.
  func sentence(_ failure: Failure) -> String {
    FailureText.sentence(failure, baseURL: session.baseURL, zone: zone)
  }
}
