import Files
import FintoroWebhooks
public import Foundation
import GRDB
import Glibc
import Synchronization

// What hooktop saw of each company's subscriptions, in one SQLite file that several hooktops share.
//
// Invariant: holds what was seen and no judgement of it, never a secret or a token, and nothing that cannot be seen anew:
// losing it loses the past alone. All calls block.

/// The history's file. Rollback journal, because homes lie on network disks; one connection; every write is one
/// immediate transaction.
public final class HistoryStore: Sendable {
  let queue: DatabaseQueue
  /// Nil in memory.
  let path: String?
  /// What was recorded last, so that most answers need no look into the file.
  let known = Mutex<[CompanyKey: KnownCompany]>([:])

  /// Seconds that a call waits for another program's write.
  static let busyTimeout = 2.0

  private init(_ queue: DatabaseQueue, path: String?) {
    self.queue = queue
    self.path = path
  }

  /// One that is gone with the value.
  public static func inMemory() throws(HistoryProblem) -> HistoryStore {
    do {
      let store = HistoryStore(try DatabaseQueue(), path: nil)
      try HistorySchema.migrator.migrate(store.queue)
      return store
    } catch {
      throw HistoryProblem(error) ?? .damagedInPlace
    }
  }

  /// Opens the file, or makes it with mode 0600 in a folder of mode 0700.
  /// - Parameters:
  ///   - path: absolute.
  ///   - now: names a damaged file that is moved.
  public static func open(_ path: String, now: Date) throws(HistoryProblem) -> HistoryStore {
    try opening.withLock { _ throws(HistoryProblem) in try openNow(path, now: now) }
  }

  /// One at a time: closing a descriptor of the file gives up every lock that this process has on it, and making the file
  /// closes one.
  private static let opening = Mutex(())

  private static func openNow(_ path: String, now: Date) throws(HistoryProblem) -> HistoryStore {
    try prepare(path)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(busyTimeout)
      configuration.label = "history"
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if try queue.read(HistorySchema.migrator.hasBeenSuperseded) { throw HistoryProblem.newer }
      if try queue.read({ try !HistorySchema.migrator.hasCompletedMigrations($0) }) {
        try HistorySchema.migrator.migrate(queue)
      }
      return HistoryStore(queue, path: path)
    } catch {
      guard let problem = HistoryProblem(error) else { throw setAside(path, now: now) }
      throw problem
    }
  }

  /// Runs a change. A damaged file is set aside.
  func write<Value>(now: Date, _ change: (Database) throws -> Value) throws(HistoryProblem) -> Value {
    do {
      return try queue.write(change)
    } catch {
      throw problem(error, now: now)
    }
  }

  func read<Value>(now: Date, _ question: (Database) throws -> Value) throws(HistoryProblem) -> Value {
    do {
      return try queue.read(question)
    } catch {
      throw problem(error, now: now)
    }
  }

  private func problem(_ error: any Error, now: Date) -> HistoryProblem {
    if let problem = HistoryProblem(error) { return problem }
    guard let path else { return .damagedInPlace }
    try? queue.close()
    return Self.setAside(path, now: now)
  }

  private static func prepare(_ path: String) throws(HistoryProblem) {
    let (folderPath, name) = FilePath.split(path)
    let folder: SafeFolder
    do {
      folder = try SafeFolder.open(folderPath, createIfMissing: true)
    } catch {
      throw .folder(error)
    }
    do throws(SystemError) {
      if try !folder.descriptor.has(name) {
        // SQLite would make it readable for others.
        do throws(SystemError) {
          _ = try NewFile.make(name, in: folder.descriptor) { _ throws(SystemError) in }
        } catch {
          // Another hooktop was faster.
          if error.code != EEXIST { throw error }
        }
      }
      let metadata = try folder.descriptor.metadata(of: name)
      guard metadata.kind == .file, metadata.owner == geteuid() else { throw SystemError(code: ELOOP) }
      if metadata.mode & 0o077 != 0 { chmod(path, 0o600) }
    } catch {
      throw Self.problem(of: error)
    }
  }

  private static func problem(of error: SystemError) -> HistoryProblem {
    switch error.code {
    case ELOOP, EISDIR, ENXIO: .notOurs
    case EROFS, EACCES: .readOnly
    case ENOSPC, EDQUOT: .full
    default: .system(error)
    }
  }

  /// Moves a damaged file and its journal to a name of its own. It is never deleted.
  private static func setAside(_ path: String, now: Date) -> HistoryProblem {
    let stamp = String(ISO8601.text(now).filter { $0.isNumber || $0 == "T" })
    let (folderPath, name) = FilePath.split(path)
    let moved = "\(name).damaged-\(stamp)"
    guard let folder = try? SafeFolder.open(folderPath, createIfMissing: false).descriptor else {
      return .damagedInPlace
    }
    do throws(SystemError) {
      if try folder.has(moved) { return .damagedInPlace }
      try folder.rename(name, to: moved)
      if try folder.has("\(name)-journal") { try folder.rename("\(name)-journal", to: "\(moved)-journal") }
      return .damaged(movedTo: FilePath.join(folderPath, moved))
    } catch {
      return .damagedInPlace
    }
  }
}
