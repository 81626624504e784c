import ArgumentParser
import Glibc

// The program itself: where the parts meet.
//
// Invariant: nothing is decided here that could be decided in a room below. What is here reads the environment, files
// and the clock, performs, and prints.

/// The beginning and the one end of the process.
@main
enum Hooktop {
  static func main() {
    ProcessStart.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    Task.detached {
      let code = await run(arguments)
      RunningCommands.endAll()
      exit(code.rawValue)
    }
    SignalDispatcher.run()
  }

  /// The command that the arguments ask for, checked and not yet run.
  static func command(_ arguments: [String]) async throws -> any ParsableCommand {
    let command = try await HooktopCommand.asyncParseAsRoot(arguments)
    // The parser lets subcommands have the root's flags; a real account must not be asked where the demo was meant.
    if command is any AsyncParsableCommand, !(command is HooktopCommand), arguments.contains("--demo") {
      throw ValidationError("--demo goes with the dashboard alone; leave it or the subcommand out.")
    }
    return command
  }

  private static func run(_ arguments: [String]) async -> ExitCode {
    do {
      var command = try await command(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return .success
    } catch {
      return report(error)
    }
  }

  private static func report(_ error: any Error) -> ExitCode {
    if let report = ErrorReport(error, paths: AppEnvironment.system.paths) {
      if let text = report.text { StandardError.print(text) }
      return report.code
    }
    let report = ParserReport(error)
    guard report.isData else {
      StandardError.print(report.text)
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

/// What holds for the whole process from its first moment.
enum ProcessStart {
  static func prepare() {
    SignalDispatcher.blockSignals()
    // A reader that went away is an error of that write, never the end of the program with a create in flight.
    signal(SIGPIPE, SIG_IGN)
    // A file that grew to its limit is an error of the write as well.
    signal(SIGXFSZ, SIG_IGN)
    umask(0o077)
    forbidCoreDumps()
  }

  /// Secrets and tokens in memory must not reach a core file, nor a debugger of the same user.
  private static func forbidCoreDumps() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    // `prctl` takes variable arguments, which Swift does not import; it is looked up by name instead.
    typealias Control = @convention(c) (CInt, CUnsignedLong, CUnsignedLong, CUnsignedLong, CUnsignedLong) -> CInt
    guard let symbol = dlsym(nil, "prctl") else { return }
    // Right because: on Linux the C convention passes these integers the same way with and without `...`.
    _ = unsafeBitCast(symbol, to: Control.self)(setDumpable, 0, 0, 0, 0)
  }

  /// `PR_SET_DUMPABLE` of <linux/prctl.h>.
  private static let setDumpable: CInt = 4
}
