import FintoroAPI
import Glibc

/// Asks a program for a token: no shell, its first line, and whatever it started is gone afterwards.
struct TokenCommand {
  var words: [String]
  var environment: [String: String]
  var timeoutSeconds = 10

  func run() throws(ConfigurationProblem) -> AccessToken {
    let (child, output) = try start()
    var status: Int32 = 0
    let bytes = firstLine(output)
    let hasEnded = bytes != nil && waitForEnd(child, &status)
    // The whole group, so that nothing the command started outlives it.
    kill(-child, SIGKILL)
    if !hasEnded { while waitpid(child, &status, 0) < 0, errno == EINTR {} }
    guard let bytes, hasEnded else { throw .token("\(place) was stopped: no token after \(timeoutSeconds) s.") }
    guard status == 0 else { throw .token("\(place) failed (\(describe(status))); its own message stands above.") }
    return try TokenText.token(bytes, from: "The output of \(place)")
  }

  private var place: String { "token_command (\(words.first ?? ""))" }

  private func start() throws(ConfigurationProblem) -> (child: pid_t, output: OpenDescriptor) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .token("\(place) could not be started: \(SystemError.last.text).") }
    let (output, input) = (OpenDescriptor(taking: ends[0]), OpenDescriptor(taking: ends[1]))
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
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
    guard result == 0 else {
      throw .token("\(place) could not be started: \(SystemError(code: result).text).")
    }
    return (child, output)
  }

  private var deadline: ContinuousClock.Instant { started.advanced(by: .seconds(timeoutSeconds)) }
  private let started = ContinuousClock.now

  init(words: [String], environment: [String: String], timeoutSeconds: Int = 10) {
    self.words = words
    self.environment = environment
    self.timeoutSeconds = timeoutSeconds
  }

  /// Until the end of the first line or of the output; nil when the time was up before.
  private func firstLine(_ output: OpenDescriptor) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while !bytes.contains(UInt8(ascii: "\n")), bytes.count < 65_536 {
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return nil }
      let count = output.lend { number in
        var waiting = [pollfd(fd: number, events: Int16(POLLIN), revents: 0)]
        return poll(&waiting, 1, Int32(left.rounded(.up))) > 0 ? read(number, &buffer, buffer.count) : nil
      }
      guard let count else { continue }
      if count == 0 { return bytes }
      if count > 0 { bytes += buffer.prefix(count) } else if errno != EINTR { return bytes }
    }
    return bytes
  }

  private func waitForEnd(_ child: pid_t, _ status: inout Int32) -> Bool {
    while waitpid(child, &status, WNOHANG) != child {
      if ContinuousClock.now >= deadline { return false }
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
