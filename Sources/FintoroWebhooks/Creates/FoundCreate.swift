public import struct Foundation.Date

/// A create that the journal holds, as it is listed: a former run left it unfinished, or another hooktop is at it.
public struct FoundCreate: Equatable, Sendable {
  public enum Status: Equatable, Sendable {
    /// The same bytes may be sent again with the same key.
    case resumable
    /// The same for a create whose secret was to be printed: only a command has somewhere to print it to.
    case toBePrinted
    /// Some hooktop, perhaps this one, works on it.
    case busy
    /// It belongs to another account.
    case foreign(PendingCreate.Obstacle)
    /// It must not be sent again.
    case stale(PendingCreate.Staleness)
    /// Its entry cannot be read; `problem` is a clause. The name of its file stands for the key.
    case unreadable(file: String, problem: String)
  }

  public var key: IdempotencyKey
  /// What people call it: its name or its host.
  public var label: String
  public var status: Status
  /// What was sent, as far as it can be read.
  public var input: SubscriptionInput?
  public var startedAt: Date?
  /// When it was sent last; nil where it was not, or where that is not known.
  public var lastSentAt: Date?
  /// Nil where that is not known.
  public var destination: SecretDestination?

  public init(
    key: IdempotencyKey, label: String, status: Status = .resumable, input: SubscriptionInput? = nil,
    startedAt: Date? = nil, lastSentAt: Date? = nil, destination: SecretDestination? = nil
  ) {
    self.key = key
    self.label = label
    self.status = status
    self.input = input
    self.startedAt = startedAt
    self.lastSentAt = lastSentAt
    self.destination = destination
  }

  public var isUnreadable: Bool { if case .unreadable = status { true } else { false } }
  public var isForeign: Bool { if case .foreign = status { true } else { false } }
  public var isStale: Bool { if case .stale = status { true } else { false } }

  /// The same with every path written as `write` says.
  public func mapPaths(_ write: (String) -> String) -> FoundCreate {
    var create = self
    create.destination = destination?.mapPaths(write)
    if case .unreadable(let file, let problem) = status {
      create.status = .unreadable(file: write(file), problem: problem)
    }
    return create
  }
}
