public import Glibc

/// Puts a file in place whole or not at all: written under another name, synced, renamed, the folder synced.
public enum FileReplacement {
  public enum Problem: Error, Hashable, Sendable {
    case folder(FolderProblem)
    case exists(String)
    case system(String, SystemError)
  }

  /// Into a safe folder; missing folders are made with mode 0700.
  /// - Parameters:
  ///   - path: absolute; a symbolic link at its end is followed, so that a linked config stays linked.
  ///   - replacing: whether a file that is there may go.
  ///   - unique: a part of the passing name that nothing else uses.
  public static func write(
    _ bytes: [UInt8], to path: String, replacing: Bool, mode: mode_t = 0o600, unique: String
  ) throws(Problem) {
    let path = FilePath.real(path) ?? path
    let (folderPath, name) = FilePath.split(path)
    let folder: SafeFolder
    do {
      folder = try SafeFolder.open(folderPath, createIfMissing: true)
    } catch {
      throw .folder(error)
    }
    do throws(SystemError) {
      if !replacing {
        guard try !folder.descriptor.has(name) else { throw SystemError(code: EEXIST) }
      }
      try put(bytes, name, in: folder.descriptor, passing: ".\(name).\(unique)", mode: mode, locked: false)
    } catch {
      throw error.code == EEXIST && !replacing ? .exists(path) : .system(path, error)
    }
  }

  /// The folder of a file that several programs change, locked until the descriptor is closed: the file itself is replaced
  /// by each write. A folder that is missing is made.
  public static func lockedFolder(of path: String) throws(Problem) -> OpenDescriptor {
    let folder: SafeFolder
    do {
      folder = try SafeFolder.open(FilePath.split(path).folder, createIfMissing: true)
    } catch {
      throw .folder(error)
    }
    do {
      return try folder.locked()
    } catch {
      throw .system(path, error)
    }
  }

  /// Into an open folder.
  /// - Parameters:
  ///   - passing: the other name. What has it already is left from a run that was killed, and goes.
  ///   - locked: whether it has our lock before it has its name, so that at no time there is a file that another could
  ///     take.
  /// - Returns: the file; open and locked where that was asked for, else closed.
  @discardableResult public static func put(
    _ bytes: [UInt8], _ name: String, in folder: OpenDescriptor, passing: String, mode: mode_t = 0o600, locked: Bool
  ) throws(SystemError) -> OpenDescriptor {
    if try folder.has(passing) { try folder.remove(passing) }
    let flags = O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW
    let file = try folder.opening(passing, flags, mode: 0o600)
    do throws(SystemError) {
      if locked, try !file.tryLock() { throw SystemError(code: EWOULDBLOCK) }
      if mode != 0o600 { try file.setMode(mode) }
      try file.append(bytes)
      try file.sync()
      if !locked { try file.close() }
      try folder.rename(passing, to: name)
    } catch {
      try? folder.remove(passing)
      throw error
    }
    try folder.syncNames()
    return file
  }
}
