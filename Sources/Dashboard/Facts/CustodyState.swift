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
