import FintoroWebhooks
import Glibc

extension SecretFile {
  /// The file gets its name when its placeholder is in it and synced: a run that is killed leaves all of it or nothing.
  /// - Returns: nil where the file system, or a missing /proc, does not allow it.
  static func makeWhole(
    _ name: String, in folder: SafeFolder, _ path: String, _ key: IdempotencyKey
  ) throws -> OpenDescriptor? {
    let file: OpenDescriptor
    do {
      file = try folder.descriptor.makeUnnamedFile(mode: 0o600)
    } catch {
      guard [EOPNOTSUPP, EISDIR, EINVAL, ENOSYS].contains(error.code) else { throw error }
      return nil
    }
    try fill(file, key)
    do {
      try folder.descriptor.give(name, to: file)
    } catch {
      if [EOPNOTSUPP, EPERM, EACCES, ENOENT, EXDEV, EINVAL, ENOSYS].contains(error.code) { return nil }
      throw taken(error, name, folder, path)
    }
    return file
  }

  /// The file is made under its name and filled there: a run that is killed in between leaves it empty.
  static func makeInPlace(
    _ name: String, in folder: SafeFolder, _ path: String, _ key: IdempotencyKey
  ) throws -> OpenDescriptor {
    let file: OpenDescriptor
    do {
      file = try folder.descriptor.opening(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
    } catch {
      throw taken(error, name, folder, path)
    }
    do {
      try fill(file, key)
    } catch {
      try? folder.descriptor.remove(name)
      throw error
    }
    return file
  }

  private static func fill(_ file: OpenDescriptor, _ key: IdempotencyKey) throws {
    try? file.setMode(0o600)
    // Held while somebody works on it: a placeholder that nobody holds and no entry knows was left behind.
    _ = try file.tryLock()
    try file.overwrite(SecretPlaceholder.bytes(for: key))
    try file.sync()
  }

  /// What stands in the way, where something does.
  private static func taken(
    _ error: SystemError, _ name: String, _ folder: SafeFolder, _ path: String
  ) -> any Error {
    guard error.code == EEXIST, let facts = try? folder.descriptor.facts(of: name) else { return error }
    return taken(path, facts)
  }
}
