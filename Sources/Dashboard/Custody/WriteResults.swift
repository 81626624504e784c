public import FintoroWebhooks
public import Foundation

/// What came of reading one subscription again before it is changed.
public enum ReadResult: Equatable, Sendable {
  case read(Subscription)
  case failed(Failure)
}

/// What came of an edit: of the form, or of pausing and resuming.
public enum EditResult: Equatable, Sendable {
  /// Written, read back, and as wanted.
  case done(Subscription)
  /// The server had it like this before anything was sent.
  case nothingToChange(Subscription)
  /// It is not as it was read when the edit began; nothing was sent.
  case changedMeanwhile(Subscription)
  /// Taken by the server, yet it reads differently afterwards.
  case readBackDiffers(Subscription)
  /// Nothing was changed.
  case refused(Failure)
  /// The answer was lost; `now` is what was read afterwards, if that could be read.
  case unknown(Failure, now: Subscription?)
  /// Writing is locked; the text says why.
  case locked(String)
  case gone
}

public enum DeleteResult: Equatable, Sendable {
  case deleted
  /// 404: somebody else was faster, or an earlier try whose answer was lost.
  case alreadyGone
  case refused(Failure)
  case unknown(Failure)
  case locked(String)
}

/// What came of a rotation, for its own sake or to adopt a subscription whose secret was lost.
public enum RotateResult: Equatable, Sendable {
  /// The new secret is saved and synced at `savedTo`; `at` is the server's time.
  case rotated(Subscription, SigningSecret, savedTo: String, at: Date)
  /// It exists, and only here: it could not be written.
  case savingFailed(Subscription, SigningSecret, problem: String)
  /// Nothing was rotated.
  case refused(Failure)
  /// The old secret may be dead and the new one is unknown. Never tried again by itself.
  case lost(Failure)
  case notSent(problem: String, isAboutSecretFile: Bool)
  case locked(String)
}
