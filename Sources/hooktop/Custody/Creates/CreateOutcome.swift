import FintoroWebhooks
import Foundation

/// What a person asked to be created, and where its secret is to be kept.
struct CreateOrder: Equatable, Sendable {
  var input: SubscriptionInput
  var destination: SecretDestination
  var format: SecretFormat = .raw
  /// The caller's own key, for one whose disk does not survive; nil makes a new one.
  var key: IdempotencyKey?

  init(
    input: SubscriptionInput, destination: SecretDestination, format: SecretFormat = .raw, key: IdempotencyKey? = nil
  ) {
    self.input = input
    self.destination = destination
    self.format = format
    self.key = key
  }

  /// - Parameter secretPath: absolute, without `~`.
  init(input: SubscriptionInput, secretPath: String, format: SecretFormat = .raw) {
    self.init(input: input, destination: .file(secretPath), format: format)
  }
}

/// What came of a create, whether it was made for the first time or finished later.
enum CreateOutcome: Equatable, Sendable {
  /// The secret is on disk, synced, and the journal entry is gone.
  /// - savedTo: nil where it was printed instead.
  /// - isRepeated: the server had made it before and answered from its memory.
  case created(Subscription, SigningSecret, savedTo: String?, isRepeated: Bool)
  /// It exists and its secret is known here, but not kept; the entry stays.
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
  /// Writing is locked; nothing was sent.
  case locked(WriteLock)
  /// Nothing was sent, because it could not be learnt which company the token belongs to.
  case companyUnknown(Failure)

  /// What a problem before sending is about.
  enum Field: Equatable, Sendable {
    case secretFile, journal
    /// The company that the token belongs to is not the entry's.
    case company
  }
}

/// What came of a decision on a pending create that is not sent again.
enum DecisionOutcome: Equatable, Sendable {
  /// The candidate was rotated and its new secret is kept; the entry is gone.
  case adopted(Subscription, SigningSecret, savedTo: String, at: Date)
  /// The entry is gone. A subscription that it may have made is not looked for any more.
  case forgotten
  /// It could not be read; its file was moved to this path, and nothing was removed.
  case setAside(String)
  /// The candidate was not rotated, or its outcome is not known; the entry stays.
  case notAdopted(RotateOutcome)
  /// Nothing was done; why, as a sentence.
  case notDone(String)
  case busy(IdempotencyKey)
}
