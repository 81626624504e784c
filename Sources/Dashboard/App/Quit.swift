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
    if case .secret(let secret) = modal, !secret.isSaved {
      return
        "Not quit: the secret of \(secret.subscription.displayName) is saved nowhere. Save a copy (s), or type "
        + "\(SecretRoom.discardWord)."
    }
    if let secret = secretsToShow.first(where: { !$0.isSaved }) {
      return
        "Not quit: the secret of \(secret.subscription.displayName) is saved nowhere. Enter on the board shows it."
    }
    if isSavingPreferences { return "Quitting once your settings are in config.toml." }
    return draftSync.writing == nil ? nil : "Quitting once your drafts are on the disk."
  }
}

extension Companies {
  /// What is said of pending creates when the screen is gone, each once, whichever company has it.
  public var pendingAtExit: [String] {
    var (unfinished, forPerson, foreign, unsent): ([String], [String], [String], [String]) = ([], [], [], [])
    var told: Set<IdempotencyKey> = []
    let all = all.map(\.state)
    // An entry is foreign to every company but its own.
    for isForeign in [false, true] {
      for state in all {
        for create in state.world.pendingCreates
        where create.isForeign == isForeign && told.insert(create.key).inserted {
          switch state.world.stage(of: create) {
          case .underWay, .otherProcess: unfinished.append(create.label)
          case .needsPerson: forPerson.append(create.label)
          case .foreign: foreign.append(create.label)
          }
        }
      }
    }
    for state in all { unsent += state.creates.filter { $0.key == nil }.map(\.label) }
    func sentence(_ labels: [String], _ before: String, _ after: String) -> [String] {
      labels.isEmpty ? [] : ["\(before) \(labels.joined(separator: ", ")).\(after)"]
    }
    return sentence(
      unfinished, "Not finished yet: the create of", " hooktop finishes it at its next start.")
      + sentence(
        forPerson, "Still pending, and waiting for you: the create of", " See P on the board, or `hooktop pending`.")
      + sentence(foreign, "Still pending, of another account: the create of", " `hooktop pending` lists it.")
      + sentence(
        unsent, "Perhaps not sent: the create of",
        " hooktop finishes it at its next start, or keeps what was typed as a draft.")
  }
}
