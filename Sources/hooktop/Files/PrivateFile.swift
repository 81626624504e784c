import Glibc

/// A small file of ours, mode 0600, that is there whole or not at all.
enum PrivateFile {
  enum Problem: Error, Equatable {
    case folder(FolderProblem)
    case exists(String)
    case system(String, SystemError)

    func sentence(_ paths: Paths) -> String {
      switch self {
      case .folder(let problem): problem.sentence(paths)
      case .exists(let path): "\(paths.display(path)) exists already; `--replace` writes it anew."
      case .system(let path, let error): "\(paths.display(path)) cannot be written: \(error.text)."
      }
    }
  }

  /// Writes under another name, syncs, and puts it in place in one step; missing folders are made with mode 0700.
  /// - Parameters:
  ///   - path: absolute; a symbolic link at its end is followed, so that a linked config stays linked.
  ///   - replacing: whether a file that is there may go.
  ///   - unique: a part of the passing name that nothing else uses.
  static func write(
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
    if !replacing, (try? folder.descriptor.facts(of: name)) != nil { throw .exists(path) }
    let passing = ".\(name).\(unique)"
    do {
      let file = try folder.descriptor.opening(passing, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
      do {
        try file.setMode(mode)
        try file.overwrite(bytes)
        try file.sync()
        try file.close()
        try folder.descriptor.rename(passing, to: name)
      } catch {
        try? folder.descriptor.remove(passing)
        throw error
      }
      try folder.sync()
    } catch let error as SystemError {
      throw .system(path, error)
    } catch {
      throw .system(path, SystemError(code: EIO))
    }
  }
}
