import FintoroWebhooks

/// Checks before anything is written, and the changes under way.
extension State {
  /// Removes a finished change from those under way.
  mutating func removeWrite(on subject: TrackedWrite.Subject) -> TrackedWrite? {
    custody.writes.firstIndex { $0.subject == subject }.map { custody.writes.remove(at: $0) }
  }

  /// Whether writing is allowed as far as is known; if not, a message says why.
  mutating func checkUnlocked() -> Bool {
    guard let lock = custody.lock else { return true }
    _ = showMessage(lock.sentence, .bad)
    return false
  }

  /// Whether a change may be sent now; if not, a message says why: a lock, a rate limit, or another change of it under
  /// way.
  mutating func checkWritable(_ subject: TrackedWrite.Subject? = nil) -> Bool {
    guard checkUnlocked() else { return false }
    if connection.isLimited(at: now) {
      _ = showRateLimit()
      return false
    }
    if let subject, let write = custody.write(on: subject) {
      _ = showMessage("\(write.progress(at: now)) One change at a time.", .bad)
      return false
    }
    return true
  }

  /// Sends a confirmed change. If it may not be sent now, the dialog closes and a message says why.
  mutating func write(
    _ kind: TrackedWrite.Kind, _ subject: TrackedWrite.Subject, label: String, _ effect: Effect
  ) -> [Effect] {
    guard checkWritable(subject) else {
      modal = nil
      return []
    }
    var write = TrackedWrite(subject: subject, kind: kind, label: label, since: now)
    if case .edit(_, let base, let wanted) = effect { write.reversal = Reversal(from: base, to: wanted) }
    custody.writes.append(write)
    return [effect]
  }

  /// Locks writing after an answer that the token may not write. A 403 is about the token, not the subscription.
  mutating func noteLock(from failure: Failure) {
    connection.learn(from: failure, at: now)
    if failure.kind == .forbidden, failure.isFintorosAnswer { custody.lock = custody.lock ?? .tokenMayNotWrite }
  }
}
