import FintoroWebhooks

/// What is asked before anything is written, and what is under way.
extension State {
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

  /// Sends a change that was asked for and confirmed; where it may not be sent now the dialog closes, and why is said.
  mutating func write(
    _ kind: TrackedWrite.Kind, _ subject: TrackedWrite.Subject, label: String, _ effect: Effect
  ) -> [Effect] {
    guard isWritable(subject) else {
      modal = nil
      return []
    }
    custody.writes.append(TrackedWrite(subject: subject, kind: kind, label: label, since: now))
    return [effect]
  }

  /// Locks writing after an answer that says the token may not; 403 is about the token, not about the subscription.
  mutating func learnLock(from failure: Failure) {
    connection.limited(failure, at: now)
    if failure.kind == .forbidden, failure.isFintorosAnswer { custody.lock = custody.lock ?? .tokenMayNotWrite }
  }
}
