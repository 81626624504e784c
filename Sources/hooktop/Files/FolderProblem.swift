import Glibc

/// Why a folder cannot hold what nobody else may read or replace.
enum FolderProblem: Error, Equatable, Sendable {
  case notAbsolute(String)
  case notAFolder(String)
  /// The folder itself, or one above it, belongs to somebody who could replace what is in it.
  case foreign(String, owner: uid_t)
  case writableByOthers(String)
  case system(String, SystemError)

  func sentence(_ paths: Paths) -> String {
    switch self {
    case .notAbsolute(let path): "\(path) is not a whole path; it must start with / or ~/."
    case .notAFolder(let path): "\(paths.display(path)) is not a folder; choose another path."
    case .foreign(let path, let owner):
      "The folder \(paths.display(path)) belongs to another user (uid \(owner)), who could replace what is in it; "
        + "choose a folder of your own."
    case .writableByOthers(let path):
      "Other users may write in the folder \(paths.display(path)); run `chmod go-w \(paths.display(path))` or choose "
        + "another folder."
    case .system(let path, let error):
      "The folder \(paths.display(path)) cannot be used: \(error.text)."
    }
  }
}
