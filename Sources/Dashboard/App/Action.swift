public import FintoroWebhooks
public import TerminalUI
public import Foundation

/// What happened. Never what to do about it.
public enum Action: Equatable, Sendable {
  case keyPressed(Key)
  case textPasted(String)
  case mouse(MouseEvent)
  case resized(Size)
  case terminalLost
  /// SIGHUP, SIGINT or SIGTERM, by its number.
  case signalled(Int32)
  case clockTicked(Date)

  case listLoaded(Answer<SubscriptionList>)
  /// - Parameter random: 0..<1, for the jitter of the next try.
  case listFailed(Failure, at: Date, random: Double)
  case companyLoaded(Answer<String>)
  case companyFailed(Failure)

  case secretFileProposed(SecretFileCheck)
  case secretFileChecked(SecretFileCheck)
  case createFinished(number: Int, CreateResult)
  case pendingCreatesFound([FoundCreate])
  case pendingCreatesUnreadable(String)
  case secretCopied(SecretCopyResult)
  case markedChanged(Int, MarkedWork.Result)
  case backfillSaved(SheetSaveResult)

  case subscriptionRead(id: Int, ReadResult)
  case editFinished(id: Int, EditOutcome)
  case deleteFinished(id: Int, DeleteOutcome)
  case rotateFinished(id: Int, RotateOutcome)
  case adoptFinished(IdempotencyKey, RotateOutcome)
  case forgetFinished(IdempotencyKey, ForgetResult)
  /// - Parameter news: sentences on rotations that a former run left in the middle.
  case secretsInspected([Int: SecretLocation], news: [String])
  case secretsNotInspected(problem: String)
  case writeLockFound(WriteLock?)
  case companyPinned(problem: String?)
  case draftsLoaded(Drafts)
  case draftsUnusable(problem: String)
  case draftsSaved(DraftsSaveResult)
  case settingsSaved(SettingsSaveResult)
  case preferencesSaved(SettingsSaveResult)
}

/// What is known of the file that a secret would go to. `path` is as people write it, with `~`.
public struct SecretFileCheck: Equatable, Sendable {
  public var path: String
  /// Nil when a new file can be made there; else what is wrong and what to do.
  public var problem: String?

  public init(path: String, problem: String?) {
    self.path = path
    self.problem = problem
  }
}

/// What came of one try at a create.
public enum CreateResult: Equatable, Sendable {
  /// The secret is saved and synced at `savedTo`, and the journal entry is retired.
  case created(Subscription, SigningSecret, savedTo: String)
  /// It exists, but its secret could not be written: it stands here alone, and in the server's memory for a while.
  case savingFailed(Subscription, SigningSecret, problem: String)
  /// Nothing was made and nothing is pending.
  case refused(Failure)
  /// The outcome is not known: the entry stays and the same bytes may be sent again.
  /// - Parameter random: 0..<1, for the jitter of the next try.
  case kept(IdempotencyKey, Failure, at: Date, random: Double)
  /// No request was sent.
  case notSent(problem: String, isAboutSecretFile: Bool)
  /// It cannot be finished without a person; the text says why and what to do.
  /// - Parameter key: of the entry that waits for that person; nil where there is nothing to decide.
  case needsPerson(IdempotencyKey?, String)
  /// Writing is locked: nothing was sent.
  case locked(WriteLock)
}

/// What came of saving another copy of a secret.
public enum SecretCopyResult: Equatable, Sendable {
  case saved(path: String)
  case failed(problem: String)
}
