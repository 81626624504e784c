import Glibc

extension PrivateFile {
  /// The folder of files that several hooktops change, locked until the descriptor is closed. A file itself is replaced by
  /// each write, so its folder is what is locked. A folder that is missing is made.
  /// - Parameter file: the file that is to be changed, for what is said of a problem.
  static func lockedFolder(_ path: String, for file: String) throws(Problem) -> OpenDescriptor {
    if access(path, F_OK) != 0 {
      do {
        _ = try SafeFolder.open(path, createIfMissing: true)
      } catch {
        throw .folder(error)
      }
    }
    do {
      let folder = try OpenDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
      try folder.lock()
      return folder
    } catch {
      throw .system(file, error)
    }
  }
}
