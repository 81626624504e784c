public import FintoroWebhooks

/// Why the journal of creates could not do something.
public struct JournalProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// A file or folder could not be made, read, written, synced or locked, or is not safe to use.
    case file
    /// There is an entry with this key already.
    case keyIsTaken
    /// An entry with the same base URL, company and bytes is pending: this key is to be resumed instead.
    case alikeIsPending(IdempotencyKey)
    /// The key cannot be an idempotency key.
    case unusableKey
    /// The entry's file holds something that this version cannot read.
    case unreadable
  }

  public var kind: Kind
  /// What, where and why, without a full stop.
  public var sentence: String
  /// Why alone, for a sentence that names the file already.
  public var reason: String

  init(_ kind: Kind, _ sentence: String) {
    self.kind = kind
    self.sentence = sentence
    reason = sentence
  }

  /// - Parameter what: what cannot be done with the file, such as `read`.
  init(_ kind: Kind, _ path: String, cannotBe what: String, _ reason: String) {
    self.kind = kind
    self.reason = reason
    sentence = "\(path) cannot be \(what): \(reason)"
  }

  public var description: String { sentence }
}
