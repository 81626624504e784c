public import Files
import GRDB

/// Why history is off, or why an answer was not written into it. The board goes on without it.
public enum HistoryProblem: Error, Hashable, Sendable {
  case folder(FolderProblem)
  /// Not a plain file of ours.
  case notOurs
  /// It could not be read, and is now under another name beside its place. The next start begins a new one.
  case damaged(movedTo: String)
  /// It could not be read and could not be moved.
  case damagedInPlace
  /// A newer hooktop has changed its form.
  case newer
  /// Another program held it for longer than a write waits.
  case locked
  case readOnly
  case full
  /// The disk has no locks, or they do not work.
  case noLocks
  case system(SystemError)
  /// Anything else, by SQLite's code.
  case sqlite(Int32)

  /// Whether the same file may work again later, without a new start.
  public var isPassing: Bool {
    switch self {
    case .locked, .readOnly, .full, .noLocks, .system, .sqlite: true
    case .folder, .notOurs, .damaged, .damagedInPlace, .newer: false
    }
  }

  /// - Returns: nil for a damaged file, which is moved first.
  init?(_ error: any Error) {
    switch error {
    case let problem as HistoryProblem: self = problem
    case let error as SystemError: self = .system(error)
    case let error as DatabaseError:
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: return nil
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .readOnly
      case .SQLITE_FULL: self = .full
      case .SQLITE_PROTOCOL, .SQLITE_NOLFS: self = .noLocks
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_LOCK: self = .noLocks
      default: self = .sqlite(error.extendedResultCode.rawValue)
      }
    default: self = .sqlite(1)
    }
  }
}
