public import FintoroWebhooks
public import Foundation

/// A create that the journal holds: a former run left it unfinished, or another hooktop is at it.
public struct FoundCreate: Equatable, Sendable {
  public enum Standing: Equatable, Sendable {
    /// The same bytes may be sent again with the same key.
    case resumable
    /// Some hooktop, perhaps this one, works on it.
    case busy
    /// It belongs to another account; the sentence says to which.
    case foreign(String)
    /// It must not be sent again; the sentence says why.
    case stale(String)
    /// Its entry cannot be read; the words say why. Its file's name stands for the key, and its path for the secret's.
    case unreadable(String)
  }

  public var key: IdempotencyKey
  /// What people call it: its name or its host.
  public var label: String
  public var standing: Standing
  /// What was sent, as far as it can be read.
  public var input: SubscriptionInput?
  public var startedAt: Date?
  /// Where its secret is to go, as people write it.
  public var secretPath: String

  public init(
    key: IdempotencyKey, label: String, standing: Standing = .resumable, input: SubscriptionInput? = nil,
    startedAt: Date? = nil, secretPath: String = "its own file"
  ) {
    self.key = key
    self.label = label
    self.standing = standing
    self.input = input
    self.startedAt = startedAt
    self.secretPath = secretPath
  }

  var isUnreadable: Bool { if case .unreadable = standing { true } else { false } }
}
