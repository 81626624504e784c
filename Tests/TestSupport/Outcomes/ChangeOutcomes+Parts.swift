public import FintoroWebhooks
public import Foundation
public import Testing

/// `try outcome.rotated()`: the parts of the outcome that a test expects; anything else fails the test there.
extension RotateOutcome {
  public struct Rotated {
    public let subscription: Subscription
    public let secret: SigningSecret
    public let path: String
    public let at: Date
  }

  @discardableResult
  public func rotated(sourceLocation: SourceLocation = #_sourceLocation) throws -> Rotated {
    if case .rotated(let subscription, let secret, let path, let date) = self {
      return Rotated(subscription: subscription, secret: secret, path: path, at: date)
    }
    try missed("rotated", self, sourceLocation)
  }

  @discardableResult
  public func lost(sourceLocation: SourceLocation = #_sourceLocation) throws -> Failure {
    if case .lost(let failure) = self { return failure }
    try missed("lost", self, sourceLocation)
  }

  @discardableResult
  public func refused(sourceLocation: SourceLocation = #_sourceLocation) throws -> Failure {
    if case .refused(let failure) = self { return failure }
    try missed("refused", self, sourceLocation)
  }

  /// - Returns: the problem, as a sentence.
  @discardableResult
  public func notSent(
    isAboutSecretFile: Bool, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    if case .notSent(let problem, isAboutSecretFile) = self { return problem }
    try missed("not sent", self, sourceLocation)
  }
}

extension EditOutcome {
  public struct NotReadBack {
    public let answered: Subscription
    public let failure: Failure
  }

  /// - Returns: what was read back.
  @discardableResult
  public func done(sourceLocation: SourceLocation = #_sourceLocation) throws -> Subscription {
    if case .done(let subscription) = self { return subscription }
    try missed("done", self, sourceLocation)
  }

  @discardableResult
  public func nothingToChange(sourceLocation: SourceLocation = #_sourceLocation) throws -> Subscription {
    if case .nothingToChange(let subscription) = self { return subscription }
    try missed("nothing to change", self, sourceLocation)
  }

  /// - Returns: what somebody changed it to.
  public func changedMeanwhile(sourceLocation: SourceLocation = #_sourceLocation) throws -> Subscription {
    if case .changedMeanwhile(let subscription) = self { return subscription }
    try missed("changed meanwhile", self, sourceLocation)
  }

  public func acceptedNotReadBack(sourceLocation: SourceLocation = #_sourceLocation) throws -> NotReadBack {
    if case .acceptedNotReadBack(let answered, let failure) = self {
      return NotReadBack(answered: answered, failure: failure)
    }
    try missed("accepted and not read back", self, sourceLocation)
  }

  public func refused(sourceLocation: SourceLocation = #_sourceLocation) throws -> Failure {
    if case .refused(let failure) = self { return failure }
    try missed("refused", self, sourceLocation)
  }
}

extension DeleteOutcome {
  /// - Returns: why, as a sentence.
  public func locked(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    if case .locked(let sentence) = self { return sentence }
    try missed("locked", self, sourceLocation)
  }
}

extension SecretLocation {
  @discardableResult
  public func kept(sourceLocation: SourceLocation = #_sourceLocation) throws -> KeptSecret {
    if case .kept(let secret) = self { return secret }
    try missed("kept", self, sourceLocation)
  }

  /// - Returns: when the rotate was sent that has put it in doubt.
  @discardableResult
  public func inDoubt(sourceLocation: SourceLocation = #_sourceLocation) throws -> Date {
    if case .inDoubt(_, let date) = self { return date }
    try missed("in doubt", self, sourceLocation)
  }
}

extension Failure {
  /// The fields that a 422 names, with their texts.
  public func invalidFields(sourceLocation: SourceLocation = #_sourceLocation) throws -> [String: [String]] {
    if case .invalid(let fields) = kind { return fields }
    try missed("invalid fields", self, sourceLocation)
  }
}
