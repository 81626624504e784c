import ArgumentParser
import Files
import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import MetricsServer
import NCursesTerminal

/// The message on stderr and the exit status of an error. No other place decides either.
struct ErrorReport: Equatable {
  /// Nil if nothing is to be printed.
  var text: String?
  var code: ExitCode

  /// - Parameter error: what a command threw. The result is nil for errors of the argument parser.
  init?(_ error: any Error, paths: Paths) {
    switch error {
    case let ending as CommandExit: self.init(text: ending.sentence, code: ending.code)
    case let problem as ConfigurationProblem: self.init(text: problem.sentence, code: .configuration)
    case let request as FailedRequest: self.init(text: request.sentence, code: Self.code(request.failure))
    case let problem as OutputProblem:
      self.init(text: problem.isClosedPipe ? nil : problem.sentence, code: .inputOutput)
    case let problem as PathProblem: self.init(text: problem.sentence, code: .inputOutput)
    case let problem as LogProblem: self.init(text: problem.sentence, code: .inputOutput)
    case let problem as SecretFileProblem: self.init(text: problem.sentence(paths), code: .secretFile)
    case let problem as FileReplacement.Problem: self.init(text: problem.sentence(paths), code: .inputOutput)
    case let failure as TerminalOpenFailure:
      let other = if case .notATerminal = failure { " `hooktop list` needs none." } else { "" }
      self.init(text: failure.description + other, code: .configuration)
    case let failure as MetricsServerFailure: self.init(text: failure.sentence, code: .unreachable)
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

  /// The exit status of a failed request.
  static func code(_ failure: Failure) -> ExitCode {
    switch failure.kind {
    case .unauthenticated, .forbidden: .notAllowed
    // A command about one subscription gives its own status: here the base URL is wrong.
    case .notFound: .configuration
    case .invalid, .idempotencyConflict: .refusedInput
    case .inWork, .rateLimited: .tryAgain
    case .server, .unreachable, .timedOut, .connectionLost: .unreachable
    case .unreadable, .unexpectedStatus: .internalError
    case .notSent: .inputOutput
    case .cancelled: .interrupted
    }
  }
}

/// A request that failed, with its address for the sentence.
struct FailedRequest: Error, Equatable {
  var failure: Failure
  var baseURL: BaseURL
  /// The person's own.
  var zone: LocalZone
  /// Nil if the token comes from the environment.
  var profile: String?

  var sentence: String { FailureText.sentence(failure, baseURL: baseURL.text, zone: zone, profile: profile) }
}

/// Ends the program with a status, after an optional message.
struct CommandExit: Error, Equatable {
  var code: ExitCode
  var sentence: String?
  /// The request that failed, where it was one.
  var failure: Failure?

  init(_ code: ExitCode, _ sentence: String? = nil, failure: Failure? = nil) {
    self.code = code
    self.sentence = sentence
    self.failure = failure
  }
}

/// Output of the argument parser: requested help, or what is wrong with the command line.
struct ParserReport: Equatable {
  var text: String
  /// The text without the usage below it.
  var sentence: String
  var code: ExitCode

  /// Help and version are data and go to stdout.
  var isData: Bool { code == .success }

  /// The whole help of the program.
  static var help: String { HooktopCommand.helpMessage() }

  /// - Parameter arguments: the command line; the sentence names what of it is wrong.
  init(_ error: any Error, arguments: [String] = []) {
    let code: ExitCode =
      switch HooktopCommand.exitCode(for: error) {
      case .success: .success
      case .validationFailure: .usage
      default: .internalError
      }
    let full = HooktopCommand.fullMessage(for: error)
    let said = HooktopCommand.message(for: error)
    sentence = CommandLineMistake.sentence(said, arguments)
    // Help and version are texts of their own, without the parser's sentence in them.
    text =
      code == .usage && !said.isEmpty
      ? full.replacingOccurrences(of: said, with: sentence) : full
    self.code = code
  }
}
