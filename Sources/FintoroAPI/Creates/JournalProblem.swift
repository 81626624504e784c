import Files
public import FintoroWebhooks
import Glibc

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
  /// The reason alone, for a sentence that names the file already.
  public var reason: String

  init(_ kind: Kind, _ sentence: String) {
    self.kind = kind
    self.sentence = sentence
    reason = sentence
  }

  /// - Parameter what: the action that failed, as in `cannot be read`.
  init(_ kind: Kind, _ path: String, cannotBe what: String, _ reason: String) {
    self.kind = kind
    self.reason = reason
    sentence = "\(path) cannot be \(what): \(reason)"
  }

  /// A call of the system failed.
  init(_ error: SystemError, _ path: String, cannotBe what: String) {
    self.init(.file, path, cannotBe: what, error.words)
  }

  /// - Parameter journal: the folder's path.
  init(_ problem: FolderProblem, journal: String) {
    switch problem {
    case .notAbsolute(let path): self.init(.file, "\(path) is not a whole path; it must start with /")
    case .notAFolder(let path), .isLink(let path):
      self.init(
        SystemError(code: ENOTDIR), path, cannotBe: "opened as a folder (a symbolic link is refused)")
    case .foreign(let path, _) where path == journal:
      self.init(.file, "\(path) belongs to another user; the journal of creates must be your own")
    case .foreign(let path, let owner):
      self.init(
        .file, "\(path) belongs to another user (uid \(owner)), who could replace the journal of creates below it")
    case .writableByOthers(let path) where path == journal:
      self.init(.file, "\(path) can be written by others; run chmod 700 \(path)")
    case .writableByOthers(let path):
      self.init(.file, "\(path) can be written by others, who could replace the journal of creates below it")
    case .system(let path, let error): self.init(error, path, cannotBe: "used")
    }
  }

  public var description: String { sentence }
}
