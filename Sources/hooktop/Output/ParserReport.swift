import ArgumentParser

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
