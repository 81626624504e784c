import Files
import Foundation
import Glibc

/// A file of lines that are only appended, each synced: the ledger of custody, and the decisions about gaps.
///
/// Several hooktops may write to it at once, each under its lock. A line that is cut or from a newer version is skipped
/// by whoever reads it; the other lines stay valid. All calls block.
struct LineFile: Sendable {
  /// Absolute.
  let path: String

  /// In bytes. A path has at most 4,096; the rest of a line is short.
  private static let maxLine = 65_536

  /// Every line without its end; nil for one that is too long. An absent file has none.
  func read(_ line: (ArraySlice<UInt8>?) -> Void) throws(LineFileProblem) {
    guard let file = try open(createIfMissing: false) else { return }
    do throws(SystemError) {
      try file.lockToRead()
      try file.forEachLine(upTo: Self.maxLine, line)
    } catch {
      throw .system(path, error)
    }
  }

  /// Runs a change under the file's lock.
  /// - Returns: nil where there is no file and none is to be made.
  func change<Value>(
    createIfMissing: Bool = true, _ change: (OpenDescriptor) throws(SystemError) -> Value
  ) throws(LineFileProblem) -> Value? {
    guard let file = try open(createIfMissing: createIfMissing, forAppending: true) else { return nil }
    do throws(SystemError) {
      try file.lock()
      return try change(file)
    } catch {
      throw .system(path, error)
    }
  }

  /// The lines from a byte on, for a change under its lock.
  func lines(
    of file: OpenDescriptor, from start: Int, _ line: (ArraySlice<UInt8>?) -> Void
  ) throws(SystemError) {
    try file.forEachLine(upTo: Self.maxLine, from: start, line)
  }

  private func open(createIfMissing: Bool, forAppending: Bool = false) throws(LineFileProblem) -> OpenDescriptor? {
    let (folderPath, name) = FilePath.split(path)
    let folder: SafeFolder
    do {
      folder = try SafeFolder.open(folderPath, createIfMissing: createIfMissing)
    } catch {
      if !createIfMissing, error.isMissing { return nil }
      throw .folder(error)
    }
    do {
      let isNew = try !folder.descriptor.has(name)
      if isNew, !createIfMissing { return nil }
      let access = forAppending ? O_RDWR | O_APPEND | (createIfMissing ? O_CREAT : 0) : O_RDONLY
      let flags = O_NOFOLLOW | O_NONBLOCK | access
      let file = try folder.descriptor.opening(name, flags, mode: 0o600)
      let facts = try file.metadata()
      guard facts.kind == .file, facts.owner == geteuid() else { throw LineFileProblem.notOurs(path) }
      if isNew { try folder.descriptor.syncNames() }
      return file
    } catch let problem as LineFileProblem {
      throw problem
    } catch let error as SystemError {
      throw .system(path, error)
    } catch {
      throw .system(path, SystemError(code: EIO))
    }
  }
}

/// How times are written: as milliseconds since 1970.
extension LineFile {
  static func milliseconds(_ date: Date) -> Int64 {
    Int64(max(-1e15, min(1e15, (date.timeIntervalSince1970 * 1_000).rounded())))
  }

  static func date(_ milliseconds: Int64) -> Date { Date(timeIntervalSince1970: Double(milliseconds) / 1_000) }
}

/// Why such a file could not be read or written. A line may be missing then, a secret never is.
enum LineFileProblem: Error, Equatable, Sendable {
  case folder(FolderProblem)
  case notOurs(String)
  case system(String, SystemError)

  func sentence(_ paths: Paths) -> String {
    switch self {
    case .folder(let problem): problem.sentence(paths)
    case .notOurs(let path):
      "\(paths.display(path)) is not a plain file of yours; \(Self.subject(path, paths)) must be."
    case .system(let path, .noLocks): paths.noLocks(at: path)
    case .system(let path, let error):
      "\(Self.subject(path, paths, isFirst: true)) \(paths.display(path)) cannot be used: \(error.text)."
    }
  }

  private static func subject(_ path: String, _ paths: Paths, isFirst: Bool = false) -> String {
    (isFirst ? "The " : "the ") + (path == paths.ledger ? "ledger of custody" : "file of decisions about gaps")
  }
}
