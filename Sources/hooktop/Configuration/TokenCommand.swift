import Files
import FintoroAPI
import Glibc

/// Asks a program for a token: no shell, its first line, and whatever it started is gone afterwards.
struct TokenCommand {
  var words: [String]
  var environment: [String: String]
  var timeoutSeconds = 10

  func run() throws(ConfigurationProblem) -> AccessToken {
    let (child, output, errors) = try start()
    var messages = CommandMessages(from: errors, to: passOn)
    var status: Int32 = 0
    let bytes = firstLine(output, &messages)
    let hasEnded = bytes != nil && waitForEnd(child, &status, &messages)
    // The whole group, so that nothing the command started outlives it.
    kill(-child, SIGKILL)
    if !hasEnded { while waitpid(child, &status, 0) < 0, errno == EINTR {} }
    messages.pass()
    guard let bytes, hasEnded else { throw .token("\(place) was stopped: no token after \(timeoutSeconds) s.") }
    guard status == 0 else { throw .token("\(place) failed (\(describe(status))); \(messages.clause).") }
    return try TokenText.token(bytes, from: "The output of \(place)")
  }

  private var place: String { "token_command (\(words.first ?? ""))" }

  private func start() throws(ConfigurationProblem) -> (child: pid_t, output: OpenDescriptor, errors: OpenDescriptor) {
    let (output, outputEnd, input) = try openPipe()
    let (errors, errorsEnd, errorInput) = try openPipe()

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, outputEnd, 1)
    posix_spawn_file_actions_adddup2(&actions, errorsEnd, 2)
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
    var child: pid_t = 0
    let result = withCStrings(words) { arguments in
      withCStrings(variables) { posix_spawnp(&child, words[0], &actions, &attributes, arguments, $0) }
    }
    // Until now it had to be open; from now on only the command holds it, so that its end is the output's end.
    try? input.close()
    try? errorInput.close()
    guard result == 0 else {
      throw .token("\(place) could not be started: \(SystemError(code: result).text).")
    }
    return (child, output, errors)
  }

  /// - Returns: the end to read from, and the other with its number.
  private func openPipe() throws(ConfigurationProblem) -> (OpenDescriptor, Int32, OpenDescriptor) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .token("\(place) could not be started: \(SystemError.last.text).") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (OpenDescriptor(taking: ends[0]), ends[1], OpenDescriptor(taking: ends[1]))
  }

  private var deadline: ContinuousClock.Instant { started.advanced(by: .seconds(timeoutSeconds)) }
  private let started = ContinuousClock.now

  private let passOn: (([UInt8]) -> Void)?

  /// - Parameter passOn: where what it writes to its standard error goes, as it comes; nil keeps it for the sentence.
  init(
    words: [String], environment: [String: String], timeoutSeconds: Int = 10,
    passOn: (([UInt8]) -> Void)? = CommandMessages.toStandardError
  ) {
    self.words = words
    self.environment = environment
    self.timeoutSeconds = timeoutSeconds
    self.passOn = passOn
  }

  /// Until the end of the first line or of the output; nil when the time was up before.
  private func firstLine(_ output: OpenDescriptor, _ messages: inout CommandMessages) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while !bytes.contains(UInt8(ascii: "\n")), bytes.count < 65_536 {
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return nil }
      let count: Int? = output.lend { number in
        var waiting = [pollfd(fd: number, events: Int16(POLLIN), revents: 0), messages.awaited]
        guard poll(&waiting, 2, Int32(left.rounded(.up))) > 0, waiting[0].revents != 0 else { return nil }
        return read(number, &buffer, buffer.count)
      }
      messages.pass()
      guard let count else { continue }
      if count == 0 { return bytes }
      if count > 0 { bytes += buffer.prefix(count) } else if errno != EINTR { return bytes }
    }
    return bytes
  }

  private func waitForEnd(_ child: pid_t, _ status: inout Int32, _ messages: inout CommandMessages) -> Bool {
    while waitpid(child, &status, WNOHANG) != child {
      if ContinuousClock.now >= deadline { return false }
      messages.pass()
      usleep(2_000)
    }
    return true
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
