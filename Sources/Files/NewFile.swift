public import Glibc

/// Makes files that were not there before; nothing is ever overwritten, and no half of one is left behind.
public enum NewFile {
  /// The file gets its name when what it holds is in it: a run that is killed leaves all of it or nothing. Where the file
  /// system, or a missing /proc, does not allow that, it is made under its name and filled there.
  /// - Parameters:
  ///   - folder: may have been opened for its name alone.
  ///   - fill: writes and syncs.
  /// - Throws: `EEXIST` where the name is taken, by a link too. The folder is not synced.
  public static func make(
    _ name: String, in folder: OpenDescriptor, mode: mode_t = 0o600,
    fill: (OpenDescriptor) throws(SystemError) -> Void
  ) throws(SystemError) -> OpenDescriptor {
    if let file = try makeWhole(name, in: folder, mode, fill) { return file }
    return try makeInPlace(name, in: folder, mode, fill)
  }

  /// - Parameter path: absolute.
  public static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let (folderPath, name) = FilePath.split(path)
    guard FilePath.isName(name) else { throw SystemError(code: name.utf8.count > 255 ? ENAMETOOLONG : EISDIR) }
    let folder = try OpenDescriptor(opening: folderPath, OpenDescriptor.nameOnly | O_DIRECTORY)
    let file = try make(name, in: folder, mode: 0o644) { file throws(SystemError) in
      try file.overwrite(bytes)
      try file.sync()
    }
    do throws(SystemError) {
      try file.close()
    } catch {
      try? folder.remove(name)
      throw error
    }
  }

  private static func makeWhole(
    _ name: String, in folder: OpenDescriptor, _ mode: mode_t, _ fill: (OpenDescriptor) throws(SystemError) -> Void
  ) throws(SystemError) -> OpenDescriptor? {
    let file: OpenDescriptor
    do throws(SystemError) {
      file = try folder.makeUnnamedFile(mode: mode)
    } catch {
      // EPERM is what ext4 says of a folder that was just removed; the other way says that it is gone.
      guard [EOPNOTSUPP, EISDIR, EINVAL, ENOSYS, EPERM].contains(error.code) else { throw error }
      return nil
    }
    try fill(file)
    do throws(SystemError) {
      try folder.give(name, to: file)
    } catch {
      guard [EOPNOTSUPP, EPERM, EACCES, ENOENT, EXDEV, EINVAL, ENOSYS].contains(error.code) else { throw error }
      return nil
    }
    return file
  }

  private static func makeInPlace(
    _ name: String, in folder: OpenDescriptor, _ mode: mode_t, _ fill: (OpenDescriptor) throws(SystemError) -> Void
  ) throws(SystemError) -> OpenDescriptor {
    let file = try folder.opening(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
    do throws(SystemError) {
      try fill(file)
    } catch {
      // Ours: `O_EXCL` made it a moment ago.
      try? folder.remove(name)
      throw error
    }
    return file
  }
}
