import Files
import FintoroAPI
import Glibc

/// Asks a program for a token: no shell, its first line, and whatever it started is gone afterwards.
struct TokenCommand {
  private let words: [String]
  private let environment: [String: String]
  private let timeoutSeconds: Int
  private let passOn: (([UInt8]) -> Void)?
  private let deadline: ContinuousClock.Instant

  /// How long a place of a token is waited for, and no longer than the time limit of a request.
  static let maxSeconds = 10

  /// - Parameters:
  ///   - timeoutSeconds: the time limit of a request.
  ///   - passOn: where what it writes to its standard error goes, as it comes; nil keeps it for the sentence.
  init(
    words: [String], environment: [String: String], timeoutSeconds: Int = maxSeconds,
    passOn: (([UInt8]) -> Void)? = CommandMessages.toStandardError
  ) {
    self.words = words
    self.environment = environment
    self.timeoutSeconds = min(timeoutSeconds, Self.maxSeconds)
    self.passOn = passOn
    deadline = .now.advanced(by: .seconds(self.timeoutSeconds))
  }

  func run() throws(ConfigurationProblem) -> AccessToken {
    let (child, outputEnd, errorEnd) = try start()
    var output = CommandOutput(from: outputEnd)
    var messages = CommandMessages(from: errorEnd, to: passOn)
    let hasEnded = awaitEnd(of: child, &output, &messages)
    let status = RunningCommands.end(child)
    output.take()
    messages.pass()
    guard hasEnded else { throw .token("\(place) was stopped: no token after \(timeoutSeconds) s.") }
    guard status == 0 else { throw .token("\(place) failed (\(CommandStart.describe(status))); \(messages.clause).") }
    return try TokenText.token(output.firstLine, from: "The output of \(place)")
  }

  private var place: String { "token_command (\(words.first ?? ""))" }

  /// Reads what it writes until it ends: one that says more than it was asked for must not wait for a reader, and what it
  /// started may hold its output open for longer than it runs itself.
  /// - Returns: false when the time was up before.
  private func awaitEnd(of child: pid_t, _ output: inout CommandOutput, _ messages: inout CommandMessages) -> Bool {
    while !CommandStart.hasEnded(child) {
      guard deadline > .now else { return false }
      var waiting = [output.awaited, messages.awaited]
      // Its end makes no descriptor ready where what it started holds them: it is looked for as well.
      poll(&waiting, 2, 10)
      output.take()
      messages.pass()
    }
    return true
  }

  private func start() throws(ConfigurationProblem) -> (child: pid_t, output: OpenDescriptor, errors: OpenDescriptor) {
    let (output, outputEnd, input) = try openPipe()
    let (errors, errorsEnd, errorInput) = try openPipe()

    // No token goes into the environment of another process.
    let variables = environment.filter { $0.key != "HOOKTOP_TOKEN" }
    let result = CommandStart.start(words, variables, streams: [nil, outputEnd, errorsEnd])
    // Until now it had to be open; from now on only the command holds it, so that its end is the output's end.
    try? input.close()
    try? errorInput.close()
    do throws(SystemError) {
      return (try result.get(), output, errors)
    } catch {
      throw .token("\(place) could not be started: \(error.text).")
    }
  }

  /// - Returns: the end to read from, and the other with its number.
  private func openPipe() throws(ConfigurationProblem) -> (OpenDescriptor, Int32, OpenDescriptor) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .token("\(place) could not be started: \(SystemError.last.text).") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (OpenDescriptor(taking: ends[0]), ends[1], OpenDescriptor(taking: ends[1]))
  }
}
