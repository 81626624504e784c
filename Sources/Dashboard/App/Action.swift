public import FintoroWebhooks
public import TerminalUI
public import Foundation

/// What happened; never what to do about it.
public enum Action: Equatable, Sendable {
  case keyPressed(Key)
  case textPasted(String)
  /// A click on a part of the frame that was drawn.
  case clicked(ClickTarget)
  /// The wheel turned by one notch: -1 up, 1 down.
  case scrolled(Int)
  case resized(Size)
  case terminalLost
  /// SIGHUP, SIGINT or SIGTERM, by its number.
  case signalled(Int32)
  case clockTicked(Date)
  /// A frame stands on the terminal that the state waited for.
  case frameDrawn(at: Date)

  case listLoaded(Answer<SubscriptionList>)
  /// - Parameter random: 0..<1, for the jitter of the next try.
  case listFailed(Failure, at: Date, random: Double)
  case companyLoaded(Answer<String>)
  case companyFailed(Failure)

  case secretFileProposed(SecretFileCheck)
  case secretFileChecked(SecretFileCheck)
  /// The journal has the create; its draft is not on disk any more. The request goes out now.
  case createEntered(number: Int, IdempotencyKey)
  /// - Parameter random: 0..<1, for the jitter of the next try.
  case createFinished(number: Int, CreateOutcome, at: Date, random: Double)
  case pendingCreatesFound([FoundCreate])
  case pendingCreatesUnreadable(String)
  case secretCopied(SecretCopyResult)
  case markedChanged(Int, MarkedChange.Outcome)
  case backfillSaved(SheetSaveResult)

  case subscriptionRead(id: Int, ReadResult)
  case editFinished(id: Int, EditOutcome)
  case deleteFinished(id: Int, DeleteOutcome)
  case rotateFinished(id: Int, RotateOutcome)
  case adoptFinished(IdempotencyKey, AdoptOutcome)
  case forgetFinished(IdempotencyKey, ForgetOutcome)
  /// - Parameter news: sentences about rotations that an earlier run did not finish.
  case secretsInspected([Int: SecretLocation], news: [String])
  case secretsNotInspected(problem: String)
  case writeLockFound(WriteLock?)
  case companyPinned(problem: String?)
  case draftsLoaded(Drafts)
  case draftsUnusable(problem: String)
  case draftsSaved(DraftsSaveResult)
  case settingsSaved(SettingsSaveResult)
  case preferencesSaved(SettingsSaveResult)
  /// What an earlier run saw of this company in the last hours.
  case historyLoaded(RecentHistory)
  /// When subscriptions usually get deliveries, by id.
  case rhythmsLearnt([Int: Rhythm])
  /// Every gap that is not closed.
  case gapsFound([GapRecord])
  case gapsDecided(GapDecision, GapDecisionResult)
  /// What is seen is not remembered.
  case historyOff(problem: String)
  /// The config says that nothing is to be remembered.
  case historyTurnedOff(sentence: String)
  /// What was seen of these subscriptions in the last 30 days.
  case pastLoaded([Int], RecentHistory, [OwnWrite])
  /// A board of the past; nil where nothing is known of the moment.
  case pastFound(LookBack, PastBoard?)
  /// What happened in earlier days, oldest first.
  case eventsLoaded(EarlierEvents.Reach, [PastEvent])
}

/// What is known about a file for a new secret. `path` is written with `~` where it can be.
public struct SecretFileCheck: Equatable, Sendable {
  public var path: String
  /// Nil when a new file can be made there; otherwise what is wrong and what to do.
  public var problem: String?

  public init(path: String, problem: String?) {
    self.path = path
    self.problem = problem
  }
}

/// The result of saving another copy of a secret.
public enum SecretCopyResult: Equatable, Sendable {
  case saved(path: String)
  case failed(problem: String)
}

/// The result of writing down what a person decided about gaps.
public enum GapDecisionResult: Equatable, Sendable {
  /// - Parameter kept: every gap that is not closed then.
  case kept([GapRecord])
  case failed(problem: String)
}

/// The result of saving a backfill sheet.
public enum SheetSaveResult: Equatable, Sendable {
  case saved(path: String)
  case failed(problem: String)
}
