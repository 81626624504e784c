public import FintoroWebhooks
public import Foundation

/// What the board knows about secrets and about its own changes.
public struct CustodyState: Equatable, Sendable {
  /// Why nothing may be written; nil if writing is allowed as far as is known.
  public var lock: WriteLock?
  /// Changes that are under way.
  public var writes: [TrackedWrite] = []
  /// Pending creates in the journal, including those of other accounts.
  public var pending: [FoundCreate] = []
  /// What is wrong with the journal; reported once.
  public var journalProblem: String?
  /// Pending creates that no retry can settle. hooktop never sends these again unasked.
  public var needingPerson: [IdempotencyKey: NeedOfPerson] = [:]
  /// Pending creates for which the dialog has opened automatically.
  public var shown: Set<IdempotencyKey> = []
  /// Where secrets are, by subscription. A missing one was never kept here.
  public var secrets: [Int: SecretLocation] = [:]
  /// Whether a person wants to leave; something may have to be finished first.
  public var isQuitting = false
  /// Sentences to print after the screen is closed.
  public var exitMessages: [String] = []

  func write(on subject: TrackedWrite.Subject) -> TrackedWrite? { writes.first { $0.subject == subject } }
}

/// Why a pending create waits for a person.
public struct NeedOfPerson: Equatable, Sendable {
  public var why: String
  /// When the answer came that says so. A list that was asked for before tells nothing of the create.
  public var since: Date
  /// Whether the token was refused: a renewed one may finish it.
  public var isAboutToken = false
}
