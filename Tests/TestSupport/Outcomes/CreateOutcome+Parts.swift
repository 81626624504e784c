public import FintoroWebhooks
public import Testing

/// `try outcome.created()`: the parts of the outcome that a test expects; anything else fails the test there.
extension CreateOutcome {
  public struct Created {
    public let subscription: Subscription
    public let secret: SigningSecret
    /// Nil where the secret was printed.
    public let path: String?
  }

  public struct Kept {
    public let key: IdempotencyKey
    public let failure: Failure
  }

  public struct Unsaved {
    public let subscription: Subscription
    public let secret: SigningSecret
    public let problem: String
    public let key: IdempotencyKey
  }

  /// - Parameter isRepeated: whether the server must have made it before; nil where it may have.
  @discardableResult
  public func created(
    isRepeated: Bool? = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Created {
    if case .created(let subscription, let secret, let path, let repeated) = self, repeated == isRepeated ?? repeated {
      return Created(subscription: subscription, secret: secret, path: path)
    }
    try missed(isRepeated == true ? "created before" : "created", self, sourceLocation)
  }

  /// - Parameter mustTell: whether a person must be told that an earlier send is in doubt.
  @discardableResult
  public func kept(mustTell: Bool = false, sourceLocation: SourceLocation = #_sourceLocation) throws -> Kept {
    if case .kept(let key, let failure, mustTell) = self { return Kept(key: key, failure: failure) }
    try missed(mustTell ? "kept and told" : "kept", self, sourceLocation)
  }

  @discardableResult
  public func refused(sourceLocation: SourceLocation = #_sourceLocation) throws -> Failure {
    if case .refused(let failure) = self { return failure }
    try missed("refused", self, sourceLocation)
  }

  /// - Returns: the problem, as a sentence.
  @discardableResult
  public func notSent(
    about source: ProblemSource, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    if case .notSent(let problem, source) = self { return problem }
    try missed("not sent, for \(source)", self, sourceLocation)
  }

  public func savingFailed(sourceLocation: SourceLocation = #_sourceLocation) throws -> Unsaved {
    if case .savingFailed(let subscription, let secret, let problem, let key) = self {
      return Unsaved(subscription: subscription, secret: secret, problem: problem, key: key)
    }
    try missed("a secret that is not saved", self, sourceLocation)
  }

  public func locked(sourceLocation: SourceLocation = #_sourceLocation) throws -> WriteLock {
    if case .locked(let lock) = self { return lock }
    try missed("locked", self, sourceLocation)
  }

  @discardableResult
  public func companyUnknown(sourceLocation: SourceLocation = #_sourceLocation) throws -> Failure {
    if case .companyUnknown(let failure) = self { return failure }
    try missed("an unknown company", self, sourceLocation)
  }
}

extension AdoptOutcome {
  /// What came of the rotate; anything else fails the test.
  public func rotate(sourceLocation: SourceLocation = #_sourceLocation) throws -> RotateOutcome {
    if case .rotate(let outcome) = self { return outcome }
    try missed("a rotate", self, sourceLocation)
  }

  /// - Returns: the problem, as a sentence.
  public func notDone(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    if case .notDone(let problem) = self { return problem }
    try missed("not done", self, sourceLocation)
  }
}

extension ForgetOutcome {
  /// - Returns: the problem, as a sentence.
  public func notDone(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    if case .notDone(let problem) = self { return problem }
    try missed("not done", self, sourceLocation)
  }
}
