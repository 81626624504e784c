import Files
import FintoroWebhooks
import Foundation
import Glibc

/// The ledger of custody on disk: one line an event, only ever appended to, each synced.
///
/// Several hooktops write to it at once, each under its lock. A line that is cut or from a newer version is passed
/// over and counted; the others keep their meaning. All calls block.
struct LedgerFile: Sendable {
  /// Absolute.
  let path: String

  /// Bytes; a path has 4,096 at most, and all else of a line is short.
  private static let maxLine = 65_536

  /// What the file says.
  struct Contents: Equatable, Sendable {
    var ledger = CustodyLedger()
    /// Lines that could not be read.
    var unreadable = 0
  }

  /// An absent file is an empty ledger.
  func read() throws(LedgerProblem) -> Contents {
    guard let file = try open(createIfMissing: false) else { return Contents() }
    do throws(SystemError) {
      try file.lock()
      return try Self.contents(of: file)
    } catch {
      throw .system(path, error)
    }
  }

  /// When it returns the line survives a power cut.
  func append(_ event: CustodyEvent) throws(LedgerProblem) {
    guard let file = try open(createIfMissing: true) else { throw .system(path, SystemError(code: ENOENT)) }
    do throws(SystemError) {
      try file.lock()
      try file.appendLine(LedgerLine(event).bytes)
    } catch {
      throw .system(path, error)
    }
  }

  private func open(createIfMissing: Bool) throws(LedgerProblem) -> OpenDescriptor? {
    let (folderPath, name) = FilePath.split(path)
    let folder: SafeFolder
    do {
      folder = try SafeFolder.open(folderPath, createIfMissing: createIfMissing)
    } catch {
      if !createIfMissing, error.isMissing { return nil }
      throw .folder(error)
    }
    do {
      let isNew = !folder.descriptor.has(name)
      if isNew, !createIfMissing { return nil }
      let flags = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | (createIfMissing ? O_CREAT : 0)
      let file = try folder.descriptor.opening(name, flags, mode: 0o600)
      let facts = try file.metadata()
      guard facts.kind == .file, facts.owner == geteuid() else { throw LedgerProblem.notOurs(path) }
      if isNew { try folder.descriptor.syncNames() }
      return file
    } catch let problem as LedgerProblem {
      throw problem
    } catch let error as SystemError {
      throw .system(path, error)
    } catch {
      throw .system(path, SystemError(code: EIO))
    }
  }

  private static func contents(of file: OpenDescriptor) throws(SystemError) -> Contents {
    var contents = Contents()
    let decoder = JSONDecoder()
    try file.forEachLine(upTo: maxLine) { line in
      let event = line.flatMap { try? decoder.decode(LedgerLine.self, from: Data($0)) }?.value
      if let event { contents.ledger.add(event) } else { contents.unreadable += 1 }
    }
    return contents
  }
}
