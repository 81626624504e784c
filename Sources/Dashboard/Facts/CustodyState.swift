public import FintoroWebhooks

/// What the board keeps in mind of secrets and of changes that it makes.
public struct CustodyState: Equatable, Sendable {
  /// Why nothing may be written; nil when writing is allowed as far as is known.
  public var lock: WriteLock?
  /// Changes that are under way.
  public var writes: [TrackedWrite] = []
  /// Pending creates as the journal has them, those of other accounts included.
  public var pending: [FoundCreate] = []
  /// What is wrong with the journal, told once.
  public var journalProblem: String?
  /// Pending creates that no try can settle any more, and why: never sent again by itself.
  public var needingPerson: [IdempotencyKey: String] = [:]
  /// Pending creates for which the dialog has opened by itself once.
  public var shown: Set<IdempotencyKey> = []
  /// Where secrets are, by subscription; one that is missing was never kept here.
  public var secrets: [Int: SecretLocation] = [:]
  /// Set when a person wants to leave and something must be finished first.
  public var isLeaving = false
  /// Sentences for after the screen is gone.
  public var exitMessages: [String] = []

  func write(on subject: TrackedWrite.Subject) -> TrackedWrite? { writes.first { $0.subject == subject } }
}

extension State {
  /// Notes a change as under way.
  mutating func track(_ kind: TrackedWrite.Kind, _ subject: TrackedWrite.Subject, label: String) {
    custody.writes.append(TrackedWrite(subject: subject, kind: kind, label: label, since: now))
  }

  /// Takes a change that has come to its end out of those under way.
  mutating func ended(_ subject: TrackedWrite.Subject) -> TrackedWrite? {
    custody.writes.firstIndex { $0.subject == subject }.map { custody.writes.remove(at: $0) }
  }

  /// Whether writing is allowed at all, as far as is known; why not is said.
  mutating func isUnlocked() -> Bool {
    guard let lock = custody.lock else { return true }
    _ = showMessage(lock.sentence, .bad)
    return false
  }

  /// Why nothing can be written to a subscription now: writing is locked, or another change of it is under way.
  mutating func isWritable(_ subject: TrackedWrite.Subject? = nil) -> Bool {
    guard isUnlocked() else { return false }
    if connection.isLimited(at: now) {
      _ = sayLimited()
      return false
    }
    if let subject, let write = custody.write(on: subject) {
      _ = showMessage("\(write.progress(at: now)) One change at a time.", .bad)
      return false
    }
    return true
  }

  /// Locks writing after an answer that says the token may not; 403 is about the token, not about the subscription.
  mutating func learnLock(from failure: Failure) {
    connection.limited(failure, at: now)
    if failure.kind == .forbidden, failure.isFintorosAnswer { custody.lock = custody.lock ?? .tokenMayNotWrite }
  }
}
