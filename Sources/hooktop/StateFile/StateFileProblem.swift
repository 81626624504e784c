import Files
import FintoroSandbox

/// Why a state file cannot be used. Nothing was written over it.
struct StateFileProblem: Error, Equatable {
  enum Kind: Equatable {
    case contents(StateProblem)
    case notAFile
    case inUse
    case system(SystemError, writing: Bool)
  }

  /// As people read it.
  var path: String
  var kind: Kind

  init(path: String, _ kind: Kind) {
    self.path = path
    self.kind = kind
  }

  var sentence: String {
    switch kind {
    case .contents(let problem):
      "\(path)\(problem.line.map { ":\($0)" } ?? ""): \(problem.clause). It was left as it is; name another file."
    case .notAFile: "\(path) is no file that a sandbox keeps its state in; name another one."
    case .inUse: "\(path) is in use by another sandbox; end that one, or name another file."
    case .system(let error, writing: false): "The state cannot be read from \(path): \(error.text)."
    case .system(let error, writing: true):
      "The state cannot be kept in \(path): \(error.text). It is in memory, and the next change tries again."
    }
  }

  var code: ExitCode {
    switch kind {
    case .contents, .notAFile: .refusedInput
    case .inUse, .system: .inputOutput
    }
  }
}
