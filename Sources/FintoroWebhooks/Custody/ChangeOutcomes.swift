public import struct Foundation.Date

/// What came of an edit: a whole replacement of what was read before.
public enum EditOutcome: Equatable, Sendable {
  /// Read back: the server has what was meant.
  case done(Subscription)
  /// Nothing was sent: the server has it already.
  case nothingToChange(Subscription)
  /// Nothing was sent: since it was read for the edit, somebody changed it to this.
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
  /// There is no such subscription any more.
  case gone
}

/// What came of a delete.
public enum DeleteOutcome: Equatable, Sendable {
  /// - secretFile: where its secret was kept from here, a secret of no use any more; nil where no file is known.
  case deleted(secretFile: String?)
  case alreadyGone(secretFile: String?)
  case refused(Failure)
  /// The answer was lost; afterwards the subscription was still there, or could not be looked at.
  case unknown(Failure)
  /// Nothing was sent.
  case locked(String)
}

/// What came of a rotate. It is never sent a second time by itself.
public enum RotateOutcome: Equatable, Sendable {
  /// The secret is on disk, synced.
  /// - at: by the server's clock where its answer told it.
  case rotated(Subscription, SigningSecret, savedTo: String, at: Date)
  /// The new secret is known here alone: it could not be written.
  case savingFailed(Subscription, SigningSecret, problem: String)
  /// The server refused: the secret before it is still good.
  case refused(Failure)
  /// The old secret may be dead and the new one is unknown: only rotating again helps.
  case lost(Failure)
  /// Nothing was sent, nothing is left behind.
  case notSent(problem: String, isAboutSecretFile: Bool)
  /// Nothing was sent.
  case locked(String)
}

extension DeleteOutcome {
  /// What is said of the secret's file once its subscription is gone. hooktop never removes a secret.
  public static func sentence(ofSecretFile path: String) -> String {
    "Its secret in \(path) is of no use any more; hooktop leaves the file there."
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
