import Files

/// Why a secret cannot be kept where it should be. Found before anything is sent, unless it says otherwise.
enum SecretFileProblem: Error, Equatable, Sendable {
  case folder(FolderProblem)
  /// The path ends in nothing that can be a file's name.
  case noName(String)
  case exists(String)
  case isLink(String)
  case isFolder(String)
  /// The file system gave the file other rights than were asked for.
  case modeNotKept(String)
  case noRoom(String)
  case system(String, SystemError)
  /// The file that was made is no longer where it was made, or no longer ours.
  case moved(String)

  /// What, where and what to do.
  func sentence(_ paths: Paths) -> String {
    switch self {
    case .folder(let problem): problem.sentence(paths)
    case .noName(let path): "\(paths.display(path)) has no file name at its end; add one."
    case .exists(let path): "\(paths.display(path)) exists already and is never overwritten; choose another name."
    case .isLink(let path): "\(paths.display(path)) is a symbolic link; a secret is only written to a new file."
    case .isFolder(let path): "\(paths.display(path)) is a folder; add a file name."
    case .modeNotKept(let path):
      "The file system of \(paths.display(path)) does not keep files private (mode 0600); choose another folder."
    case .noRoom(let path):
      "\(paths.display(path)) cannot be made: the disk is full; choose another place or make room."
    case .system(let path, let error): "\(paths.display(path)) cannot be written: \(error.text)."
    case .moved(let path): "\(paths.display(path)) was moved, removed or changed since hooktop made it."
    }
  }
}
