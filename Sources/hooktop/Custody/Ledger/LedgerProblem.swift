import Files

/// Why the ledger could not be read or written. What it would have said is lost, secrets are not.
enum LedgerProblem: Error, Equatable, Sendable {
  case folder(FolderProblem)
  case notOurs(String)
  case system(String, SystemError)

  func sentence(_ paths: Paths) -> String {
    switch self {
    case .folder(let problem): problem.sentence(paths)
    case .notOurs(let path): "\(paths.display(path)) is not a plain file of yours; the ledger of custody must be."
    case .system(let path, let error): "The ledger of custody \(paths.display(path)) cannot be used: \(error.text)."
    }
  }
}
