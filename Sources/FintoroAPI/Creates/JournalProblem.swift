public import Files
public import FintoroWebhooks
import Glibc

/// Why the journal of creates could not do something.
public struct JournalProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// A file or folder could not be made, read, written, synced or locked, or is not safe to use.
    case file
    /// The journal's folder, or one above it, is none that the journal can be kept in.
    case folder(FolderProblem)
    /// The disk has no locks, without which two programs could work on one entry. Listing needs none.
    case noLocks
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
    self.init(error == .noLocks ? .noLocks : .file, path, cannotBe: what, error == .noLocks ? error.text : error.words)
  }

  /// - Parameter journal: the folder's path.
  init(_ problem: FolderProblem, journal: String) {
    let reason =
      switch problem {
      case .notAbsolute: "it is not a whole path"
      case .notAFolder(let path): "\(path) is not a folder"
      case .isLink: "it is a symbolic link"
      case .unsafe(let folders): "other users could replace it: \(folders.map(\.path).joined(separator: ", "))"
      case .system(let path, let error): path == journal ? error.words : "\(path): \(error.words)"
      }
    self.init(.folder(problem), journal, cannotBe: "used as the journal of creates", reason)
  }

  public var description: String { sentence }
}
