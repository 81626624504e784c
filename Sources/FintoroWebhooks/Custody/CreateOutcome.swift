/// The outcome of a create, sent for the first time or resumed.
public enum CreateOutcome: Equatable, Sendable {
  /// The secret is on disk, synced, and the journal entry is gone.
  /// - savedTo: nil where the secret was printed instead.
  /// - isRepeated: the server had made it before and answered from its memory.
  case created(Subscription, SigningSecret, savedTo: String?, isRepeated: Bool)
  /// It exists and its secret is known here, but not saved; the entry stays.
  case savingFailed(Subscription, SigningSecret, problem: String, key: IdempotencyKey)
  /// Nothing was made: entry and placeholder are gone.
  case refused(Failure)
  /// It may exist: the entry stays, and the same bytes may be sent again.
  /// - mustTell: the server refused it now, but the outcome of an earlier send is not known.
  case kept(IdempotencyKey, Failure, mustTell: Bool)
  /// Nothing was sent, and nothing is left behind that was not there before.
  case notSent(problem: String, about: ProblemSource)
  /// The same create is pending already, under this key and in this file of the journal; nothing was sent.
  case alreadyPending(IdempotencyKey, entryFile: String)
  /// The entry must not be sent again: compare the list.
  case stale(IdempotencyKey, PendingCreate.Staleness)
  /// Another hooktop works on the entry, or has finished it.
  case busy(IdempotencyKey)
  /// Writing is locked; nothing was sent.
  case locked(WriteLock)
  /// Nothing was sent, because the company of the token could not be read.
  case companyUnknown(Failure)

  /// What kept a create from being sent.
  public enum ProblemSource: Equatable, Sendable {
    case secretFile, journal
    /// The account cannot be used, or the entry belongs to another one.
    case account
  }
}

/// The outcome of taking a subscription as the one that a pending create made.
public enum AdoptOutcome: Equatable, Sendable {
  /// The subscription was to be rotated. Where it was, its new secret is kept and the entry is gone; else the entry
  /// stays.
  case rotate(RotateOutcome)
  /// Nothing was done; why, as a sentence.
  case notDone(String)
  /// Another hooktop works on the entry, or has finished it.
  case busy
}

/// The outcome of forgetting a pending create.
public enum ForgetOutcome: Equatable, Sendable {
  /// The entry is gone. A subscription that it may have made is not looked for any more.
  case forgotten
  /// The entry cannot be read; its file was moved to this path, and nothing was removed.
  case setAside(path: String)
  /// Nothing was done; why, as a sentence.
  case notDone(String)
  /// Another hooktop works on the entry, or has finished it.
  case busy
}

extension CreateOutcome {
  /// The same with every path written as `write` says.
  public func mapPaths(_ write: (String) -> String) -> CreateOutcome {
    switch self {
    case .created(let subscription, let secret, let path, let isRepeated):
      .created(subscription, secret, savedTo: path.map(write), isRepeated: isRepeated)
    case .alreadyPending(let key, let file): .alreadyPending(key, entryFile: write(file))
    case .savingFailed, .refused, .kept, .notSent, .stale, .busy, .locked, .companyUnknown: self
    }
  }
}

extension AdoptOutcome {
  /// The same with every path written as `write` says.
  public func mapPaths(_ write: (String) -> String) -> AdoptOutcome {
    if case .rotate(let outcome) = self { .rotate(outcome.mapPaths(write)) } else { self }
  }
}

extension ForgetOutcome {
  /// The same with every path written as `write` says.
  public func mapPaths(_ write: (String) -> String) -> ForgetOutcome {
    if case .setAside(let path) = self { .setAside(path: write(path)) } else { self }
  }
}
