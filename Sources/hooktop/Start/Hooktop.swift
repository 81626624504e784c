import ArgumentParser
import FintoroAPI
import FintoroWebhooks
import Glibc
import NCursesTerminal

// The program itself, where the modules meet.
//
// Invariant: this module performs. Nothing is decided here that a module below could decide.

/// Starts the process and ends it.
@main
enum Hooktop {
  static func main() {
    ProcessStart.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let problem = ProcessStart.problem() {
      if CheckReport.isAskedFor(arguments) { CheckReport.unknown(problem).printAndExit() }
      exit(report(problem, arguments).rawValue)
    }
    Task.detached {
      let code = await run(arguments)
      RunningCommands.endAll()
      SignalDispatcher.exit(code)
    }
    SignalDispatcher.run()
  }

  /// The parsed command, not run yet.
  static func command(_ arguments: [String]) async throws -> any ParsableCommand {
    // Behind `--exec` stands another program's command line; the parser would look for the root's options in it.
    let start = arguments.firstIndex(of: "--exec").flatMap { CalledCommand(in: arguments).name == "watch" ? $0 : nil }
    let own = start.map { Array(arguments[..<$0]) } ?? arguments
    var command = try await HooktopCommand.asyncParseAsRoot(own)
    if let start, var watch = command as? WatchCommand {
      watch.exec = Array(arguments[(start + 1)...])
      command = watch
    }
    // The parser accepts the root's options on subcommands. `--demo` must not reach a real account, and what is told of
    // now must not look like what was then.
    if command is any AsyncParsableCommand, !(command is HooktopCommand) {
      for option in ["--demo", "--at"]
      where own.contains(where: { $0 == option || $0.hasPrefix("\(option)=") }) {
        throw CommandExit(.usage, "\(option) goes with the dashboard alone; leave it or the subcommand out.")
      }
    }
    if !(command is any SeveralProfilesCommand) { try ConnectionOptions.checkIsOne(in: own) }
    return command
  }

  private static func run(_ arguments: [String]) async -> ExitCode {
    do {
      var command = try await command(arguments)
      if let watch = command as? WatchCommand, watch.exec.isEmpty, arguments.contains("--exec") {
        throw CommandExit(.usage, "--exec needs a command: write it behind --exec, with its arguments.")
      }
      do {
        if var asynchronous = command as? any AsyncParsableCommand {
          try await asynchronous.run()
        } else {
          try command.run()
        }
      } catch let error as ValidationError {
        // The parser does not know any more whose usage to print.
        throw CommandExit(.usage, error.message)
      }
      return .success
    } catch {
      // A plugin has four statuses, and its sentence is on stdout.
      if CheckReport.isAskedFor(arguments) { CheckReport.unknown(error, arguments: arguments).printAndExit() }
      return report(error, arguments)
    }
  }

  /// If they are not known, no path is shortened.
  static var pathsForSentences: Paths {
    (try? AppEnvironment.system.paths) ?? Paths(home: nil, allUnder: "/")
  }

  private static func report(_ error: any Error, _ arguments: [String]) -> ExitCode {
    if let report = ErrorReport(error, paths: pathsForSentences) {
      if let text = report.text { print(text, error, arguments) }
      return report.code
    }
    let report = ParserReport(error, arguments: arguments)
    guard report.isData else {
      print(report.text, error, arguments)
      return report.code
    }
    do {
      try StandardOutput.write(report.text + "\n")
      return .success
    } catch {
      return .inputOutput
    }
  }
}

extension Hooktop {
  private static func print(_ text: String, _ error: any Error, _ arguments: [String]) {
    guard ErrorJSON.isAskedFor(arguments) else { return StandardError.print(text) }
    ErrorJSON.print(ErrorJSON.value(error, paths: pathsForSentences, arguments: arguments))
  }
}

/// Settings of the process, made before anything else.
enum ProcessStart {
  static func prepare() {
    // First, because every command has secrets and tokens in memory sooner or later.
    NCursesTerminal.installCrashHandlers()
    openStandardDescriptors()
    raiseOpenFiles()
    SignalDispatcher.blockSignals()
    // A closed pipe becomes an error of the write. A signal would end the program with a create under way.
    signal(SIGPIPE, SIG_IGN)
    // The same for a file that has reached its size limit.
    signal(SIGXFSZ, SIG_IGN)
    umask(0o077)
    forbidCoreDumps()
    keepOneHeap()
  }

  /// What keeps the program from running at all; nil where nothing does.
  static func problem() -> CommandExit? {
    let openFiles = openFilesLimit
    if openFiles < neededOpenFiles {
      return CommandExit(
        .inputOutput,
        "hooktop may have \(openFiles) files open, and on this machine it needs \(neededOpenFiles): raise the limit with "
          + "`ulimit -n \(neededOpenFiles)`.")
    }
    return UTF8Text.problem(
      arguments: UTF8Text.texts(CommandLine.unsafeArgv), variables: UTF8Text.texts(environ))
  }

  /// A closed one would become the first file or connection that is opened, and what is printed would go into it.
  /// Standard output is not writable then, so that a command says that it could print nothing.
  private static func openStandardDescriptors() {
    for (number, flags) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
    where fcntl(number, F_GETFD) < 0 {
      // The lowest free number is this one: those below it are open.
      _ = open("/dev/null", flags)
    }
  }

  /// Up to what the system allows, at most as many as a busy board needs.
  private static func raiseOpenFiles() {
    var limit = rlimit()
    let wanted = max(1_024, rlim_t(neededOpenFiles))
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = min(limit.rlim_max, wanted)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  private static var openFilesLimit: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
    return Int(clamping: limit.rlim_cur)
  }

  /// The network library opens three for each processor and ends the program where it cannot. The rest is for files
  /// and connections.
  private static var neededOpenFiles: Int { 24 + 3 * max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The C library gives every thread a heap of its own and returns little of it to the system. A long list is read on
  /// another thread each time, so the memory would grow with every refresh.
  private static func keepOneHeap() {
    // Swift does not import <malloc.h>.
    guard let symbol = dlsym(nil, "mallopt") else { return }
    // Right because the C library declares it so: `int mallopt(int, int)`.
    _ = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)(maxHeaps, 1)
  }

  /// `M_ARENA_MAX` of <malloc.h>.
  private static let maxHeaps: CInt = -8

  /// Keeps secrets and tokens in memory away from core files and from debuggers of the same user.
  private static func forbidCoreDumps() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // Swift does not import `prctl`, which takes variable arguments. It is looked up by name.
    typealias Control = @convention(c) (CInt, CUnsignedLong, CUnsignedLong, CUnsignedLong, CUnsignedLong) -> CInt
    guard let symbol = dlsym(nil, "prctl") else { return }
    // Right because the C convention on Linux passes these integers the same way with and without `...`.
    _ = unsafeBitCast(symbol, to: Control.self)(setDumpable, 0, 0, 0, 0)
  }

  /// `PR_SET_DUMPABLE` of <linux/prctl.h>.
  private static let setDumpable: CInt = 4
}
