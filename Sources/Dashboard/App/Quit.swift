import FintoroWebhooks

/// Leaving waits for what could not be recovered: a rotation that was sent, and a secret that is only on the screen.
extension State {
  /// The person wants to leave. Signals and a lost terminal end the run at once, through `end`.
  mutating func quit() -> [Effect] {
    if !custody.isQuitting { retryForeignDrafts() }
    custody.isQuitting = true
    return []
  }

  /// Ends the run when nothing holds up leaving any more.
  mutating func quitIfPossible() {
    world.quitBlocker = custody.isQuitting ? anyQuitBlocker : nil
    if custody.isQuitting, exitReason == nil, world.quitBlocker == nil { exitReason = .quit }
  }

  /// What leaving waits for, in any company, as a sentence; nil when the run may end now.
  private var anyQuitBlocker: String? {
    if let ownQuitBlocker { return ownQuitBlocker }
    let other = companies.first { $0.id != session.id && $0.quitBlocker != nil }
    return other.map { "\($0.session.name): \($0.quitBlocker ?? "") o goes there." }
  }

  /// What leaving waits for in this company.
  var ownQuitBlocker: String? {
    if let write = custody.writes.first(where: \.bringsSecret) {
      return "Leaving waits for the answer to the rotation of \(write.label): its new secret would be lost with it."
    }
    if let secret = unsavedSecret {
      return
        "Not left yet: the secret of \(secret.subscription.displayName) is saved nowhere. Save a copy (s), or type "
        + "\(SecretRoom.discardWord)."
    }
    if isSavingPreferences { return "Leaving as soon as what was chosen is in config.toml." }
    return draftSync.writing == nil ? nil : "Leaving as soon as what was typed is on the disk."
  }

  private var unsavedSecret: SecretRoom? {
    if case .secret(let secret) = modal, !secret.isSaved { return secret }
    return secretsToShow.first { !$0.isSaved }
  }
}
