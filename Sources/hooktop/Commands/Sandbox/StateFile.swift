import Files
import FintoroSandbox
import Glibc
import Synchronization

/// The file of `sandbox --state`. It is read at the start, replaced whole, and locked by one sandbox at a time.
final class StateFile: Sendable {
  /// Without a final symbolic link, so that a linked file stays linked.
  private let path: String
  private let folder: OpenDescriptor
  private let name: String
  /// The current file, locked; nil before the first write.
  private let held: Mutex<OpenDescriptor?>
  private let failure = Mutex<SystemError?>(nil)
  /// Why the last write failed; nil if it did not.
  var problem: SystemError? { failure.withLock { $0 } }
  /// Its state at the start; nil if there was no file.
  let state: SandboxState?

  /// - Parameter path: absolute.
  init(_ path: String, paths: Paths) throws(StateFileProblem) {
    self.path = FilePath.real(path) ?? path
    let split = FilePath.split(self.path)
    name = split.name
    let shown = paths.display(path)
    do {
      folder = try OpenDescriptor(opening: split.folder, O_RDONLY | O_DIRECTORY)
    } catch {
      throw StateFileProblem(path: shown, .system(error, writing: false))
    }
    let (file, state) = try Self.read(name, in: folder, shown)
    held = Mutex(file)
    self.state = state
  }

  /// Writes under another name, syncs, and puts it in place in one step; one at a time, because that name is the same.
  func keep(_ bytes: [UInt8]) throws(SystemError) {
    try held.withLock { held throws(SystemError) in
      held = try FileReplacement.put(bytes, name, in: folder, passing: ".\(name).\(getpid())", locked: true)
    }
  }

  /// In bytes. This program writes no longer state.
  private static let maxBytes = 1 << 30

  private static func read(
    _ name: String, in folder: OpenDescriptor, _ shown: String
  ) throws(StateFileProblem) -> (OpenDescriptor?, SandboxState?) {
    let file: OpenDescriptor
    let bytes: [UInt8]
    do {
      file = try folder.opening(name, O_RDWR | O_NOFOLLOW | O_NONBLOCK)
      guard try file.tryLock() else { throw StateFileProblem(path: shown, .inUse) }
      // Another sandbox replaced the file between opening and locking, and holds it now.
      guard try folder.has(name, for: file.metadata()) else { throw StateFileProblem(path: shown, .inUse) }
      bytes = try FileReader.read(file, FileRule(maxBytes: maxBytes))
    } catch let problem as StateFileProblem {
      throw problem
    } catch let error as SystemError {
      if error.code == ENOENT { return (nil, nil) }
      throw StateFileProblem(path: shown, .system(error, writing: false))
    } catch {
      guard case .system(let error) = error as? FileProblem else { throw StateFileProblem(path: shown, .notAFile) }
      throw StateFileProblem(path: shown, .system(error, writing: false))
    }
    do {
      return (file, try SandboxState(bytes))
    } catch {
      throw StateFileProblem(path: shown, .contents(error))
    }
  }
}

extension StateFile {
  /// The storage for a sandbox. A failing write is told once when it begins and once when it ends.
  func storage(_ paths: Paths, tell: @escaping @Sendable (String) -> Void) -> StateStorage {
    StateStorage(saved: state) { [self] bytes in
      let result = await BlockingWork.run { () -> Result<Void, SystemError> in
        Result { () throws(SystemError) in try self.keep(bytes) }
      }
      return note(result, paths, tell)
    }
  }

  private func note(_ result: Result<Void, SystemError>, _ paths: Paths, _ tell: (String) -> Void) -> Bool {
    switch result {
    case .success:
      if failure.withLock({ $0.take() }) != nil { tell("The state is kept in \(paths.display(path)) again.") }
      return true
    case .failure(let error):
      let isNew = failure.withLock { last in
        defer { last = error }
        return last != error
      }
      if isNew { tell(StateFileProblem(path: paths.display(path), .system(error, writing: true)).sentence) }
      return false
    }
  }
}

/// Why a state file cannot be used. The file is unchanged.
struct StateFileProblem: Error, Equatable {
  enum Kind: Equatable {
    case contents(StateProblem)
    case notAFile
    case inUse
    case system(SystemError, writing: Bool)
  }

  /// For people.
  var path: String
  var kind: Kind

  init(path: String, _ kind: Kind) {
    self.path = path
    self.kind = kind
  }

  var sentence: String {
    switch kind {
    case .contents(let problem):
      "\(path)\(problem.line.map { ":\($0)" } ?? ""): \(problem.clause). It was not changed; name another file."
    case .notAFile: "\(path) is no file that a sandbox keeps its state in; name another one."
    case .inUse: "\(path) is in use by another sandbox; end that one, or name another file."
    case .system(.noLocks, _):
      "The disk of \(path) has no locks (flock), without which two sandboxes could write to one file; name a file on "
        + "another disk."
    case .system(let error, writing: false): "The state cannot be read from \(path): \(error.text)."
    case .system(let error, writing: true):
      "The state cannot be kept in \(path): \(error.text). It is in memory, and the next change tries again."
    }
  }

  var code: ExitCode {
    switch kind {
    case .contents, .notAFile: .refusedInput
    case .inUse, .system: .inputOutput
    }
  }
}
