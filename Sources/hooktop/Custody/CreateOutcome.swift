import FintoroWebhooks

/// What a person asked to be created, and where its secret is to be kept.
struct CreateOrder: Equatable, Sendable {
  var input: SubscriptionInput
  /// Absolute, without `~`.
  var secretPath: String
  var format: SecretFormat = .raw
}

/// What came of a create, whether it was made for the first time or finished later.
enum CreateOutcome: Equatable, Sendable {
  /// The secret is on disk, synced, and the journal entry is gone.
  /// - isRepeated: the server had made it before and answered from its memory.
  case created(Subscription, SigningSecret, savedTo: String, isRepeated: Bool)
  /// It exists and its secret is known here, but not on disk; the entry stays.
  case savingFailed(Subscription, SigningSecret, problem: String, key: IdempotencyKey)
  /// Nothing was made: entry and placeholder are gone.
  case refused(Failure)
  /// It may exist: the entry stays, and the same bytes may be sent again.
  /// - mustTell: the server refused it now, but what became of an earlier send is not known.
  case kept(IdempotencyKey, Failure, mustTell: Bool)
  /// Nothing was sent, and nothing is left behind that was not there before.
  case notSent(problem: String, about: Field)
  /// The same create is pending already, under this key; nothing was sent.
  case alreadyPending(IdempotencyKey)
  /// The entry must not be sent again: compare the list.
  case stale(IdempotencyKey, PendingCreate.Staleness)
  /// Another hooktop works on the entry, or has finished it.
  case busy(IdempotencyKey)

  /// What a problem before sending is about.
  enum Field: Equatable, Sendable {
    case secretFile, journal
    /// The company that the token belongs to could not be learnt, or is not the entry's.
    case company
  }
}
