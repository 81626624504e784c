public import struct Foundation.Date

/// The outcome of an edit, which replaces all of what was read before.
public enum EditOutcome: Equatable, Sendable {
  /// Read back: the server has the new values.
  case done(Subscription)
  /// Nothing was sent: the server has it already.
  case nothingToChange(Subscription)
  /// Nothing was sent: somebody changed it to this after it was read for the edit.
  case changedMeanwhile(Subscription)
  /// The update was accepted with this as its answer; reading it back once more failed.
  case acceptedNotReadBack(Subscription, Failure)
  /// The update was accepted, but what was read back afterwards is something else.
  case readBackDiffers(Subscription)
  /// Nothing was changed.
  case refused(Failure)
  /// The update's answer was lost; `now` is what was read afterwards, where that was possible.
  case unknown(Failure, now: Subscription?)
  /// Nothing was sent.
  case locked(String)
  /// The subscription does not exist any more.
  case gone
}

/// The outcome of a delete.
public enum DeleteOutcome: Equatable, Sendable {
  /// - secretFile: the file of its secret, which is of no use any more; nil where no file is known.
  case deleted(secretFile: String?)
  case alreadyGone(secretFile: String?)
  case refused(Failure)
  /// The answer was lost; afterwards the subscription was still there or could not be read.
  case unknown(Failure)
  /// Nothing was sent.
  case locked(String)
}

/// The outcome of a rotate, which hooktop never repeats by itself.
public enum RotateOutcome: Equatable, Sendable {
  /// The secret is on disk, synced.
  /// - at: by the server's clock if the answer had a `Date`.
  case rotated(Subscription, SigningSecret, savedTo: String, at: Date)
  /// The new secret could not be written; only this process knows it.
  case savingFailed(Subscription, SigningSecret, problem: String)
  /// The server refused: the old secret is still valid.
  case refused(Failure)
  /// The old secret may be no longer valid and the new one is unknown: only rotating again helps.
  case lost(Failure)
  /// Nothing was sent, nothing is left behind.
  case notSent(problem: String, isAboutSecretFile: Bool)
  /// Nothing was sent.
  case locked(String)
}

extension DeleteOutcome {
  /// The sentence about the secret's file when its subscription is gone. hooktop never removes a secret.
  public static func sentence(ofSecretFile path: String) -> String {
    "Its secret in \(path) is no longer valid; the file stays."
  }
}

extension DeleteOutcome {
  /// The same with every path written as `write` says.
  public func mapPaths(_ write: (String) -> String) -> DeleteOutcome {
    switch self {
    case .deleted(let file): .deleted(secretFile: file.map(write))
    case .alreadyGone(let file): .alreadyGone(secretFile: file.map(write))
    case .refused, .unknown, .locked: self
    }
  }
}

extension RotateOutcome {
  /// The same with every path written as `write` says.
  public func mapPaths(_ write: (String) -> String) -> RotateOutcome {
    guard case .rotated(let subscription, let secret, let path, let date) = self else { return self }
    return .rotated(subscription, secret, savedTo: write(path), at: date)
  }
}
