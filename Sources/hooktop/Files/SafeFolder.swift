import Glibc

/// A folder that was opened and found safe: it is ours, and nobody but us and root can change it or any folder above it.
struct SafeFolder: Sendable {
  let path: String
  /// For names inside it; good for no reading.
  let descriptor: OpenDescriptor
  /// Folders that were missing and made on the way, outermost first.
  private let made: [(parent: OpenDescriptor, name: String)]

  /// Opens the folder, createIfMissing what is missing with mode 0700, each made folder synced into the one around it.
  /// - Parameter path: absolute, without `~`.
  static func open(_ path: String, createIfMissing: Bool) throws(FolderProblem) -> SafeFolder {
    var walk = try FolderWalk(path)
    do throws(FolderProblem) {
      while try walk.step() {
        if walk.missing != nil {
          guard createIfMissing else { throw FolderProblem.system(path, SystemError(code: ENOENT)) }
          try walk.make()
        }
      }
      try walk.judgeAsOwn()
    } catch {
      walk.undo()
      throw error
    }
    return SafeFolder(path: path, descriptor: walk.folder, made: walk.made)
  }

  /// What `open` with `createIfMissing` would say, with nothing made: nil when the folder is there or can be made.
  static func problem(_ path: String) -> FolderProblem? {
    do throws(FolderProblem) {
      var walk = try FolderWalk(path)
      while try walk.step(), walk.missing == nil {}
      if walk.missing == nil { try walk.judgeAsOwn() }
      try walk.checkWritable()
      return nil
    } catch {
      return error
    }
  }

  /// Onto the disk: the names in the folder.
  func sync() throws(SystemError) {
    try descriptor.opening(".", O_RDONLY | O_DIRECTORY).sync()
  }

  /// Takes back the folders that were made for this one, as far as they are empty.
  func removeMadeFolders() {
    FolderWalk.remove(made)
  }
}
