public import struct Foundation.Date

extension PendingCreate {
  /// What can be done with the entry.
  public enum NextStep: Hashable, Sendable {
    /// The same bytes may be sent with the same key.
    case send
    /// Never send again: compare the list and let a person decide.
    case compare(Staleness)
  }

  public enum Staleness: Hashable, Sendable {
    /// Older than the assumed life of an idempotency key.
    case keyExpired
    /// Made in the future of this clock: its age cannot be known.
    case clockSetBack
  }

  /// Judged before every send (contract, "unknown" table: past 55 minutes a key counts as expired).
  public func nextStep(now: Date) -> NextStep {
    let age = now.timeIntervalSince(startedAt)
    if age < 0 { return .compare(.clockSetBack) }
    return age > Double(IdempotencyKey.assumedLifetime) ? .compare(.keyExpired) : .send
  }

  /// Why the entry may not be finished from here.
  public enum Obstacle: Hashable, Sendable {
    case otherBaseURL(String)
    case otherCompany(String)
    /// Its secret was to be printed, and there is nowhere to print it to.
    case toBePrinted(IdempotencyKey)

    public var sentence: String {
      switch self {
      case .otherBaseURL(let url): "It belongs to another address (\(url))."
      case .otherCompany(let name): "It belongs to another company (\(name))."
      case .toBePrinted(let key):
        "Its secret was to be printed: finish it with `hooktop pending --resume \(key) --secret-file -`, or name a file."
      }
    }
  }

  /// The same token at another address, or another company's token, would make a second subscription.
  public func obstacle(baseURL: String, company: CompanyIdentity) -> Obstacle? {
    if self.baseURL != baseURL { return .otherBaseURL(self.baseURL) }
    return self.company.isSame(as: company) ? nil : .otherCompany(self.company.name)
  }

  /// How the entry is listed.
  /// - Parameters:
  ///   - isLocked: whether some hooktop holds the entry.
  ///   - company: nil while it is not known.
  public func status(
    isLocked: Bool, now: Date, baseURL: String, company: CompanyIdentity?
  ) -> FoundCreate.Status {
    if isLocked { return .busy }
    if let company, let obstacle = obstacle(baseURL: baseURL, company: company) { return .foreign(obstacle) }
    if case .compare(let staleness) = nextStep(now: now) { return .stale(staleness) }
    return SecretDestination(secretFile) == .standardOutput ? .toBePrinted : .resumable
  }

  /// What an answer other than a readable 201 means for the entry.
  public enum Verdict: Hashable, Sendable {
    /// The server refused and no POST of this key is unaccounted for: nothing exists, the entry may go.
    case retire
    /// The subscription may exist, or may still come to exist: send the same bytes again later.
    case keep
    /// Refused this time, but an earlier POST has an unknown outcome: kept in the same way, and the person is told.
    case keepAndTell
  }

  /// Decides from what was known of the sends *before* this one, and this one's failure.
  public static func verdict(earlier sends: [Send], failure: Failure) -> Verdict {
    guard settles(failure) else { return .keep }
    return sends.contains { $0.outcome == .unknown } ? .keepAndTell : .retire
  }

  /// What to record about a POST that failed.
  public static func outcome(of failure: Failure) -> Outcome {
    if settles(failure), let status = failure.status { return .refused(status: status) }
    return switch failure.kind {
    case .unreachable, .notSent: .notSent
    default: .unknown
    }
  }

  /// Whether the failure proves that this POST made nothing: a 4xx in Fintoro's own JSON that is not a "not now".
  ///
  /// Contract, "unknown" table: a 409 may mean that an earlier request with this key is still in work.
  private static func settles(_ failure: Failure) -> Bool {
    guard let status = failure.status, failure.isFintorosAnswer, (400..<500).contains(status) else { return false }
    return ![407, 408, 409, 425, 429].contains(status)
  }
}
