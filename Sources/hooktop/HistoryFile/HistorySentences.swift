import Files
import FintoroWebhooks
import History

enum HistorySentences {
  /// Why a file that is to be imported was not read.
  static func unreadable(_ file: String, _ problem: FileProblem) -> String {
    switch problem {
    case .system(let error): "\(file) cannot be read: \(error.text)."
    case .tooLong(let most): "\(file) is longer than \(most >> 20) MiB; nothing was taken from it."
    default: "\(file) is not a file; nothing was taken from it."
    }
  }
}

extension HistoryProblem {
  /// Why history is off, and what to do, in one sentence.
  func sentence(_ paths: Paths) -> String { "History is off: \(clause(paths))." }

  func clause(_ paths: Paths) -> String {
    let file = paths.display(paths.history)
    return switch self {
    case .folder(let problem): problem.clause(paths)
    case .notOurs: "\(file) is not a plain file of yours; move it away"
    case .damaged(let moved):
      "\(file) was damaged and is now \(paths.display(moved)); the next start begins a new one"
    case .damagedInPlace: "\(file) is damaged; move it away, and the next start begins a new one"
    case .newer: "\(file) was written by a newer hooktop; update this one"
    case .locked: "another program holds \(file); hooktop tries again with the next list"
    case .readOnly: "\(file) cannot be written; make it and its folder writable"
    case .full: "the disk of \(file) is full"
    case .noLocks: "the disk of \(file) has no locks; set XDG_STATE_HOME to a folder on another disk"
    case .system(let error): "\(file) cannot be used: \(error.text)"
    case .sqlite(let code): "\(file) cannot be used (SQLite error \(code))"
    }
  }
}

extension HistoryExport.Problem {
  func sentence(_ file: String) -> String {
    switch self {
    case .notAnExport: "\(file) is not an export of hooktop's history; `hooktop history --export` prints one."
    case .otherVersion(let version):
      "\(file) is an export of version \(version), and this hooktop reads version \(HistoryExport.version); nothing was "
        + "taken from it."
    case .unreadable(let line): "\(file), line \(line) cannot be read; nothing was taken from the file."
    }
  }
}
