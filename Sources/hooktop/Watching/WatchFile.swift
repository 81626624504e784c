import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import Glibc

/// The file of what a watcher knows of one connection, locked as long as it watches. All calls block.
final class WatchFile: Sendable {
  let path: String
  /// Held until the process ends; the file itself is replaced by each write.
  private let lock: OpenDescriptor
  private let paths: Paths
  private let folder: SafeFolder
  /// The name of the file whose bytes stand for commands that run.
  private let runs: String

  enum Problem: Error, Equatable {
    case isWatched
    /// Where the file cannot be believed, a new one would tell all that was told.
    case unreadable(String)
    case file(FileReplacement.Problem)

    func sentence(_ file: String, _ paths: Paths) -> String {
      switch self {
      case .isWatched: "Another hooktop watches this already; `hooktop watch` runs once for each connection."
      case .unreadable(let why): "\(paths.display(file)) cannot be read: \(why). Move it away to begin anew."
      case .file(let problem): problem.sentence(paths)
      }
    }
  }

  static func path(_ key: ConnectionKey, _ paths: Paths) -> String { Paths.join(paths.watch, key.text + ".json") }

  /// - Throws: `isWatched` where another process has the lock.
  init(_ key: ConnectionKey, _ paths: Paths) throws(Problem) {
    path = Self.path(key, paths)
    self.paths = paths
    runs = key.text + ".runs"
    do throws(FolderProblem) {
      folder = try SafeFolder.open(paths.watch, createIfMissing: true)
    } catch {
      throw .file(.folder(error))
    }
    do throws(SystemError) {
      lock = try folder.descriptor.opening(key.text + ".lock", O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
      guard try lock.tryLock() else { throw SystemError(code: EWOULDBLOCK) }
    } catch {
      throw error.code == EWOULDBLOCK ? .isWatched : .file(.system(path, error))
    }
  }

  /// Nil where there is none yet.
  func read() throws(Problem) -> WatchState? {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(
        path, FileRule(maxBytes: 256 << 20, owner: .us, openness: .othersMayRead, followsLink: false))
    } catch {
      if error.isMissing { return nil }
      throw .unreadable("it is not a plain file of yours")
    }
    guard let state = try? JSONDecoder().decode(WatchState.self, from: Data(bytes)), state.version == 1 else {
      throw .unreadable("it is damaged, or a newer hooktop wrote it")
    }
    return state
  }

  /// Marks that a command runs for a subscription, for every hooktop.
  /// - Parameter subject: of its notice.
  /// - Returns: what the command is to hold open: with it the mark outlives hooktop. Nil where one runs already.
  func beginRun(for subject: Int) throws(SystemError) -> OpenDescriptor? {
    let mark = try folder.descriptor.opening(runs, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
    return try mark.tryLockByte(Self.byte(of: subject)) ? mark : nil
  }

  /// The command has ended. What it left behind may hold the mark open for long.
  func endRun(_ mark: OpenDescriptor, for subject: Int) { mark.unlockByte(Self.byte(of: subject)) }

  /// The first byte stands for the connection.
  private static func byte(of subject: Int) -> Int64 { subject < 0 ? 0 : Int64(min(subject, .max - 1)) + 1 }

  /// Replaces it whole, synced.
  func write(_ state: WatchState) throws(FileReplacement.Problem) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(state) else { throw .system(path, SystemError(code: EINVAL)) }
    try FileReplacement.write([UInt8](data), to: path, replacing: true, unique: "\(getpid())")
  }
}
