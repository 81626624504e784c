import Files
import FintoroWebhooks
import Glibc

/// The command of `watch --exec`: run once for each notice, without a shell.
struct NoticeCommand: Sendable {
  let words: [String]
  let environment: [String: String]
  let limit: Duration

  enum Outcome: Equatable, Sendable {
    case told
    /// Why not, as a clause.
    case failed(String)
  }

  /// What is only for hooktop itself: the token, and the way to its service manager.
  private static let own: Set<String> = [
    "HOOKTOP_TOKEN", "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID",
  ]

  /// Why the command can never be run, as a sentence; nil where it can.
  func problem() -> String? {
    guard let program = words.first, !program.isEmpty else { return "--exec needs a command." }
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    let candidates = program.contains("/") ? [program] : folders.map { FilePath.join($0, program) }
    // A folder may be "executed" as well.
    let files = candidates.filter { FilePath.isFile($0) }
    if files.contains(where: { access($0, X_OK) == 0 }) { return nil }
    if !files.isEmpty { return "The command \(program) of --exec may not be executed; run `chmod +x` on it." }
    return program.contains("/") && FilePath.exists(program)
      ? "The command \(program) of --exec is no program; name one."
      : "The command \(program) of --exec is not there."
  }

  /// Blocks until it has ended. Of a run that another hooktop has begun before it was killed, none begins beside it.
  func run(_ text: NoticeText, in file: WatchFile) -> Outcome {
    let deadline = ContinuousClock.now + limit
    let (input, mark): (OpenDescriptor, OpenDescriptor)
    let child: pid_t
    do throws(SystemError) {
      input = try Self.filledPipe(text.line + "\n")
      let variables = environment.filter { !Self.own.contains($0.key) }.merging(text.variables) { $1 }
      guard let free = try file.beginRun(for: text.notice.subject) else {
        return .failed("a run of it that was begun before still goes on")
      }
      mark = free
      child = try input.lend { input in
        mark.lend { mark in
          // What it says is for whoever reads the log; stdout has nothing but lines of JSON.
          CommandStart.start(words, variables, streams: [input, STDERR_FILENO, STDERR_FILENO, mark])
        }
      }.get()
    } catch {
      return .failed("it could not be started: \(error.text)")
    }
    var isLate = false
    while !CommandStart.hasEnded(child) {
      guard deadline > .now else {
        isLate = true
        break
      }
      // Nothing else is waited for: a child's end makes no descriptor ready.
      poll(nil, 0, 20)
    }
    let status = RunningCommands.end(child)
    file.endRun(mark, for: text.notice.subject)
    if isLate { return .failed("it was stopped after \(limit.components.seconds) s") }
    return status == 0 ? .told : .failed(CommandStart.describe(status))
  }

  /// A pipe that holds the whole text already, so that nobody waits for a command that does not read.
  private static func filledPipe(_ text: String) throws(SystemError) -> OpenDescriptor {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .last }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (reading, writing) = (OpenDescriptor(taking: ends[0]), OpenDescriptor(taking: ends[1]))
    // A text that does not fit is an error, and not a wait for ever.
    writing.lend { _ = fcntl($0, F_SETFL, O_NONBLOCK) }
    try writing.append(Array(text.utf8))
    try writing.close()
    return reading
  }
}
