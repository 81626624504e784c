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
      return "Quitting waits for the new secret of \(write.label)."
    }
    if let secret = unsavedSecret {
      return
        "Not quit: the secret of \(secret.subscription.displayName) is saved nowhere. Save a copy (s), or type "
        + "\(SecretRoom.discardWord)."
    }
    if isSavingPreferences { return "Quitting once your settings are in config.toml." }
    return draftSync.writing == nil ? nil : "Quitting once your drafts are on the disk."
  }

  private var unsavedSecret: SecretRoom? {
    if case .secret(let secret) = modal, !secret.isSaved { return secret }
    return secretsToShow.first { !$0.isSaved }
  }
}
