import Files
import Glibc

// What people read of the problems of files and folders.

extension FolderProblem {
  func sentence(_ paths: Paths) -> String { clause(paths).prefix(1).uppercased() + clause(paths).dropFirst() + "." }

  func clause(_ paths: Paths) -> String {
    switch self {
    case .notAbsolute(let path): "\(path) is not a whole path; it must start with / or ~/"
    case .notAFolder(let path): "\(paths.display(path)) is not a folder; choose another path"
    case .isLink(let path): "\(paths.display(path)) is a symbolic link; choose a folder itself"
    case .foreign(let path, let owner):
      "the folder \(paths.display(path)) belongs to another user (uid \(owner)), who could replace what is in it; "
        + "choose a folder of your own"
    case .writableByOthers(let path):
      "other users may write in the folder \(paths.display(path)); run `chmod go-w \(paths.display(path))` or choose "
        + "another folder"
    case .system(let path, let error): "the folder \(paths.display(path)) cannot be used: \(error.text)"
    }
  }
}

extension FileReplacement.Problem {
  func sentence(_ paths: Paths) -> String {
    switch self {
    case .folder(let problem): problem.sentence(paths)
    case .exists(let path): "\(paths.display(path)) exists already; `--replace` writes it anew."
    case .system(let path, let error): "\(paths.display(path)) cannot be written: \(error.text)."
    }
  }
}

extension NewFile {
  /// Why the file could not be made.
  static func sentence(_ error: SystemError, _ path: String, _ paths: Paths) -> String {
    switch error.code {
    case EEXIST, ELOOP: "\(paths.display(path)) exists already and is never overwritten; choose another name."
    case ENOENT: "\(paths.display(path)) cannot be written: its folder does not exist."
    case ENOTDIR, EISDIR: "\(paths.display(path)) is no place for a file; choose another name."
    default: "\(paths.display(path)) cannot be written: \(error.text)."
    }
  }
}
