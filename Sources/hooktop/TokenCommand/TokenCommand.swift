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

  /// - Parameter passOn: where what it writes to its standard error goes, as it comes; nil keeps it for the sentence.
  init(
    words: [String], environment: [String: String], timeoutSeconds: Int = 10,
    passOn: (([UInt8]) -> Void)? = CommandMessages.toStandardError
  ) {
    self.words = words
    self.environment = environment
    self.timeoutSeconds = timeoutSeconds
    self.passOn = passOn
    deadline = .now.advanced(by: .seconds(timeoutSeconds))
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
    guard status == 0 else { throw .token("\(place) failed (\(describe(status))); \(messages.clause).") }
    return try TokenText.token(output.firstLine, from: "The output of \(place)")
  }

  private var place: String { "token_command (\(words.first ?? ""))" }

  /// Reads what it writes until it ends: one that says more than it was asked for must not wait for a reader, and what it
  /// started may hold its output open for longer than it runs itself.
  /// - Returns: false when the time was up before.
  private func awaitEnd(of child: pid_t, _ output: inout CommandOutput, _ messages: inout CommandMessages) -> Bool {
    while !hasEnded(child) {
      guard deadline > .now else { return false }
      var waiting = [output.awaited, messages.awaited]
      // Its end makes no descriptor ready where what it started holds them: it is looked for as well.
      poll(&waiting, 2, 10)
      output.take()
      messages.pass()
    }
    return true
  }

  /// Its number stays its own: it is not taken leave of here.
  private func hasEnded(_ child: pid_t) -> Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT) == 0 && information.si_signo != 0
  }

  private func start() throws(ConfigurationProblem) -> (child: pid_t, output: OpenDescriptor, errors: OpenDescriptor) {
    let (output, outputEnd, input) = try openPipe()
    let (errors, errorsEnd, errorInput) = try openPipe()

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, outputEnd, 1)
    posix_spawn_file_actions_adddup2(&actions, errorsEnd, 2)
    Self.closeOthers(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (standard, none) = (sigset_t(), sigset_t())
    sigfillset(&standard)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &standard)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))

    // No token goes into the environment of another process.
    let variables = environment.filter { $0.key != "HOOKTOP_TOKEN" }.map { "\($0.key)=\($0.value)" }
    let result = RunningCommands.start { child in
      withCStrings(words) { arguments in
        withCStrings(variables) { posix_spawnp(&child, words[0], &actions, &attributes, arguments, $0) }
      }
    }
    // Until now it had to be open; from now on only the command holds it, so that its end is the output's end.
    try? input.close()
    try? errorInput.close()
    do throws(SystemError) {
      return (try result.get(), output, errors)
    } catch {
      throw .token("\(place) could not be started: \(error.text).")
    }
  }

  /// Ours are closed in every program that is started; those of libraries may not be.
  private static func closeOthers(_ actions: inout posix_spawn_file_actions_t) {
    typealias Call = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, CInt) -> CInt
    guard let symbol = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
    // Right because: this is the call's own type; Swift does not import what is GNU's own.
    _ = unsafeBitCast(symbol, to: Call.self)(&actions, 3)
  }

  /// - Returns: the end to read from, and the other with its number.
  private func openPipe() throws(ConfigurationProblem) -> (OpenDescriptor, Int32, OpenDescriptor) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .token("\(place) could not be started: \(SystemError.last.text).") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (OpenDescriptor(taking: ends[0]), ends[1], OpenDescriptor(taking: ends[1]))
  }

  private func describe(_ status: Int32) -> String {
    let signal = status & 0x7F
    return signal == 0 ? "exit status \((status >> 8) & 0xFF)" : "signal \(signal)"
  }

  private func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = texts.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(&pointers)
  }
}
