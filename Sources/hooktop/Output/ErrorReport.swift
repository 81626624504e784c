import ArgumentParser
import Files
import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import NCursesTerminal

/// What is said on stderr when something fails, and with what status the program ends. The one place for both.
struct ErrorReport: Equatable {
  /// Nil where nothing is to be said.
  var text: String?
  var code: ExitCode

  /// - Parameter error: whatever a command threw; nil where the argument parser knows better.
  init?(_ error: any Error, paths: Paths) {
    switch error {
    case let ending as CommandExit: self.init(text: ending.sentence, code: ending.code)
    case let problem as ConfigurationProblem: self.init(text: problem.sentence, code: .configuration)
    case let request as FailedRequest: self.init(text: request.sentence, code: Self.code(request.failure))
    case let problem as OutputProblem:
      self.init(text: problem.isClosedPipe ? nil : problem.sentence, code: .inputOutput)
    case let problem as LogProblem: self.init(text: problem.sentence, code: .inputOutput)
    case let problem as SecretFileProblem: self.init(text: problem.sentence(paths), code: .secretFile)
    case let problem as FileReplacement.Problem: self.init(text: problem.sentence(paths), code: .inputOutput)
    case let failure as TerminalOpenFailure: self.init(text: failure.description, code: .configuration)
    case let failure as SandboxStartFailure: self.init(text: failure.description, code: .unreachable)
    case let problem as ScenarioFileProblem: self.init(text: problem.sentence, code: .refusedInput)
    case let problem as StateFileProblem: self.init(text: problem.sentence, code: problem.code)
    default: return nil
    }
  }

  private init(text: String?, code: ExitCode) {
    self.text = text
    self.code = code
  }

  /// What a failed request means for whoever started the program.
  static func code(_ failure: Failure) -> ExitCode {
    switch failure.kind {
    case .unauthenticated, .forbidden: .notAllowed
    case .notFound: .notFound
    case .invalid, .idempotencyConflict: .refusedInput
    case .rateLimited: .tryAgain
    case .server, .unreachable, .timedOut, .connectionLost: .unreachable
    case .unreadable, .unexpectedStatus: .internalError
    case .notSent: .inputOutput
    case .cancelled: .interrupted
    }
  }
}

/// A request that failed, with where it went: the sentence needs both.
struct FailedRequest: Error, Equatable {
  var failure: Failure
  var baseURL: BaseURL

  var sentence: String { FailureText.sentence(failure, baseURL: baseURL.text) }
}

/// The program ends with this status, after a sentence if there is one to say.
struct CommandExit: Error, Equatable {
  var code: ExitCode
  var sentence: String?

  init(_ code: ExitCode, _ sentence: String? = nil) {
    self.code = code
    self.sentence = sentence
  }
}

/// What the argument parser has to say: help that was asked for, or how the command line was meant.
struct ParserReport: Equatable {
  var text: String
  var code: ExitCode

  /// Help and version are data and go to stdout.
  var isData: Bool { code == .success }

  /// The whole help of the program.
  static var help: String { HooktopCommand.helpMessage() }

  init(_ error: any Error) {
    text = HooktopCommand.fullMessage(for: error)
    code =
      switch HooktopCommand.exitCode(for: error) {
      case .success: .success
      case .validationFailure: .usage
      default: .internalError
      }
  }
}
