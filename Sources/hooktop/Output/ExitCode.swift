import Glibc

/// Every exit status. Code, help and tests read this table.
enum ExitCode: Int32, CaseIterable, Sendable {
  case success = 0
  case usage = 64
  case refusedInput = 65
  case notFound = 66
  case unreachable = 69
  case internalError = 70
  case secretFile = 73
  case inputOutput = 74
  case tryAgain = 75
  case unknownOutcome = 76
  case notAllowed = 77
  case configuration = 78
  case hangUp = 129
  case interrupted = 130
  case terminated = 143

  var meaning: String {
    switch self {
    case .success: "done"
    case .usage: "the command line was not understood"
    case .refusedInput: "a value was refused: by Fintoro, or in a scenario file"
    case .notFound: "there is no such subscription"
    case .unreachable: "Fintoro could not be reached or did not answer, or a port is taken"
    case .internalError: "an answer could not be read, or hooktop failed"
    case .secretFile: "the file for a secret could not be made; nothing was sent"
    case .inputOutput: "reading or writing failed"
    case .tryAgain: "not now: try again later (a create is kept pending)"
    case .unknownOutcome: "the outcome is not known: a person must look"
    case .notAllowed: "refused: the token (401, 403), or writing is locked"
    case .configuration: "the configuration is missing or wrong"
    case .hangUp: "ended by HUP"
    case .interrupted: "ended by INT (Ctrl-C)"
    case .terminated: "ended by TERM"
    }
  }

  /// 128 plus the signal, as shells report it; nil for signals that end the process themselves.
  init?(signal: Int32) {
    self.init(rawValue: 128 + signal)
  }

  /// The status after a signal to end, for a process that `SignalDispatcher.exit` ends.
  static func ended(by signal: Int32) -> ExitCode { ExitCode(signal: signal) ?? .terminated }

  /// The table as `--help` shows it.
  static var table: String {
    let rows = allCases.map { code in
      let number = String(code.rawValue)
      return "  " + String(repeating: " ", count: 3 - number.count) + number + "  " + code.meaning
    }
    return (["Exit status:"] + rows).joined(separator: "\n")
  }
}
