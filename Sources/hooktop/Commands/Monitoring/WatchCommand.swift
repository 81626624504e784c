import ArgumentParser
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import MetricsServer

/// `hooktop watch`: tells of trouble when nobody looks.
struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Watch subscriptions and tell of trouble, for systemd.",
    discussion: """
      Each transition is one line of JSON and, with --exec, one run of a command. A command that does not end with 0 is \
      run again; the id of a transition stays the same, so that what comes twice can be dropped.

      --exec takes the rest of the command line: program and arguments, without a shell. The facts are in the variables \
      HOOKTOP_TRANSITION… and as JSON on its standard input.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var profiles: ProfileOptions

  @Option(help: ArgumentHelp("From one answer to the next request, from 30s on (30s).", valueName: "time"))
  var interval = "30s"

  @Option(help: ArgumentHelp("Without an answer for so long hooktop is blind (10min).", valueName: "time"))
  var blindAfter = "10min"

  @Flag(help: "Run the command also for what is in trouble at the first start ever.")
  var tellInitial = false

  @Option(help: ArgumentHelp("Run no command in these hours, such as 22:00-07:00; it runs after.", valueName: "hours"))
  var quietHours: String?

  @Option(help: ArgumentHelp("How long a run of the command may take (30s).", valueName: "time"))
  var execTimeout = "30s"

  @Option(
    help: ArgumentHelp("Serve /metrics and /healthz there, such as 127.0.0.1:9464.", valueName: "address"))
  var listen: String?

  @Flag(help: "Let --listen take an address that other machines reach.")
  var listenAnywhere = false

  @Option(
    parsing: .remaining,
    help: ArgumentHelp("The command to run for each transition; all that follows belongs to it.", valueName: "command"))
  var exec: [String] = []

  func validate() throws {
    for (name, text) in [
      ("--interval", interval), ("--blind-after", blindAfter), ("--exec-timeout", execTimeout),
    ] where DurationText.seconds(text).map({ $0 < 1 }) ?? true {
      throw ValidationError("\(name) \(text) is no time; write one such as 30s, 10min or 1h.")
    }
    if let listen {
      guard let address = MetricsServer.Address(listen) else {
        throw ValidationError("--listen \(listen) is no address; write one such as 127.0.0.1:9464.")
      }
      guard address.isLoopback || listenAnywhere else {
        throw ValidationError(
          "--listen \(listen) is for other machines to reach; add --listen-anywhere if that is meant.")
      }
    }
    if let quietHours, QuietHours(quietHours) == nil {
      throw ValidationError("--quiet-hours \(quietHours) cannot be read; write them as 22:00-07:00.")
    }
  }

  func run() async throws {
    let environment = try AppEnvironment.system
    let command = try noticeCommand(environment)
    let names = try await profiles.names(connection, in: environment)
    let signals = TerminationSignal()
    let shared = WatchShared(ServiceManager(environment: environment.variables), wantsMetrics: listen != nil)
    let server = listen.flatMap { MetricsServer.Address($0) }.map {
      shared.server($0, patience: patience, clock: environment.clock)
    }
    shared.watches(names.count)
    // Alone it is all that is asked for: where it cannot start, nothing is served.
    let only = names.count == 1 ? try await open(names[0], command, shared) : nil
    let served: ServedMetrics? = if let server { try await ServedMetrics.start(server) } else { nil }
    defer { served?.stop() }
    throw CommandExit(
      try await watch(names, only, signals, command, shared).map(ExitCode.ended(by:)) ?? .internalError)
  }

  private enum Event: Sendable {
    case opened(ProfileWatch)
    case problem(any Error)
    case signal(Int32?)
  }

  /// Each starts by itself, so that a token command that hangs holds up no other. A profile that cannot be watched is a
  /// line, unless there is no other.
  /// - Parameter only: the one that is watched alone.
  /// - Returns: the signal that ends it.
  private func watch(
    _ names: [String?], _ only: ProfileWatch?, _ signals: TerminationSignal, _ command: NoticeCommand?,
    _ shared: WatchShared
  ) async throws -> Int32? {
    let (events, event) = AsyncStream<Event>.makeStream()
    if let only { event.yield(.opened(only)) }
    for name in only == nil ? names : [] {
      // Nobody waits for one that still starts when hooktop ends.
      Task {
        do {
          event.yield(.opened(try await open(name, command, shared)))
        } catch {
          if let report = ErrorReport(error, paths: Hooktop.pathsForSentences) {
            await shared.log(name, report.text ?? "cannot be watched.")
          }
          event.yield(.problem(error))
        }
      }
    }
    Task { event.yield(.signal(await signals.next())) }
    var (runs, problems): ([Task<Void, Never>], [any Error]) = ([], [])
    for await next in events {
      switch next {
      case .opened(let watch):
        shared.expect(watch.account.profile)
        runs.append(Task { await watch.run() })
      case .problem(let problem):
        shared.dropped()
        problems.append(problem)
        if problems.count == names.count { throw problems[0] }
      case .signal(let number):
        shared.stopping()
        runs.forEach { $0.cancel() }
        for run in runs { await run.value }
        return number
      }
    }
    return nil
  }

  private var patience: Double { DurationText.seconds(blindAfter) ?? 600 }

  private func open(_ name: String?, _ command: NoticeCommand?, _ shared: WatchShared) async throws -> ProfileWatch {
    let account = try await Account.open(connection, profile: name)
    let (baseURL, paths) = (account.client.connection.baseURL, account.environment.paths)
    let least: Double = baseURL.isLoopback ? 1 : 30
    let seconds = DurationText.seconds(interval) ?? 30
    guard seconds >= least else {
      throw CommandExit(.usage, "--interval takes 30s or more: a company's requests are for all its programs.")
    }
    let key = ConnectionKey(profile: account.profile, parts: [paths.configFile, baseURL.text, account.profile ?? ""])
    let settings = WatchSettings(
      interval: seconds, patience: patience, command: command,
      tellsInitial: tellInitial, quietHours: quietHours.flatMap { QuietHours($0) })
    do {
      return try await ProfileWatch(account, key: key, settings, shared)
    } catch let problem as WatchFile.Problem {
      throw CommandExit(
        problem == .isWatched ? .tryAgain : .inputOutput, problem.sentence(WatchFile.path(key, paths), paths))
    }
  }

  private func noticeCommand(_ environment: AppEnvironment) throws -> NoticeCommand? {
    guard !exec.isEmpty else { return nil }
    let command = NoticeCommand(
      words: exec, environment: environment.variables,
      limit: .seconds(DurationText.seconds(execTimeout) ?? 30))
    if let problem = command.problem() { throw CommandExit(.configuration, problem) }
    return command
  }
}
