import Files
import Glibc

// Sentences about problems of files and folders.

extension FolderProblem {
  func sentence(_ paths: Paths) -> String { clause(paths).prefix(1).uppercased() + clause(paths).dropFirst() + "." }

  func clause(_ paths: Paths) -> String {
    switch self {
    case .notAbsolute(let path): "\(path) is not a whole path; it must start with / or ~/"
    case .notAFolder(let path): "\(paths.display(path)) is not a folder; choose another path"
    case .isLink(let path): "\(paths.display(path)) is a symbolic link; choose a folder itself"
    case .unsafe(let folders): Self.clause(folders, paths)
    case .system(let path, let error): "the folder \(paths.display(path)) cannot be used: \(error.text)"
    }
  }
}

extension FolderProblem {
  /// What is wrong with each folder, and one advice for all. The advice names only folders that are the person's own:
  /// others who use a shared folder would lose access.
  private static func clause(_ folders: [UnsafeFolder], _ paths: Paths) -> String {
    let open = folders.filter { $0.reason == .writableByOthers }.map(\.path)
    let foreign = folders.compactMap { folder in
      if case .foreign(let owner) = folder.reason { (paths.display(folder.path), owner) } else { nil }
    }
    var clauses: [String] = []
    if !open.isEmpty {
      clauses.append("other users may write in the folder\(open.count > 1 ? "s" : "") \(list(open.map(paths.display)))")
    }
    for (path, owner) in foreign {
      let other = owner == 0 ? "root" : "another user (uid \(owner)), who could replace what is in it"
      clauses.append("the folder \(path) belongs to \(other)")
    }
    let areOnesOwn = folders.allSatisfy { $0.isOnesOwn && paths.isAtHome($0.path) }
    let advice =
      areOnesOwn
      ? "run `chmod go-w \(open.map(paths.shellWord).joined(separator: " "))` or choose another folder"
      : "choose a folder of your own"
    return clauses.joined(separator: "; ") + "; " + advice
  }

  private static func list(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }
}

extension Paths {
  /// The sentence for a disk without locks: why they are needed, and where else the files can be.
  func noLocks(at path: String) -> String {
    let variable = [(config, "XDG_CONFIG_HOME"), (data, "XDG_DATA_HOME"), (state, "XDG_STATE_HOME")]
      .first { path == $0.0 || path.hasPrefix($0.0 + "/") }?.1
    let advice = variable.map { "set \($0) to a folder on another disk" } ?? "choose a place on another disk"
    return
      "The disk of \(display(path)) has no locks (flock), without which two programs could harm each other's files "
      + "there; \(advice)."
  }
}

extension FileReplacement.Problem {
  func sentence(_ paths: Paths) -> String {
    switch self {
    case .folder(let problem): problem.sentence(paths)
    case .exists(let path): "\(paths.display(path)) exists already; `--replace` writes it anew."
    case .system(let path, .noLocks): paths.noLocks(at: path)
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
