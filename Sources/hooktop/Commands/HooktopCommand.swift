import ArgumentParser
import Foundation

/// `hooktop`: runs the dashboard without a subcommand.
struct HooktopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hooktop",
    abstract: "A live dashboard for Fintoro webhook subscriptions.",
    discussion: """
      Without a subcommand the dashboard opens. `hooktop setup` keeps an account's API \
      token; `hooktop --demo` needs none.

      \(environmentTable)

      \(ExitCode.table)
      """,
    version: Version.line,
    subcommands: [
      SetupCommand.self, WhoamiCommand.self, ListCommand.self, ShowCommand.self, StatusCommand.self,
      EventsCommand.self, ProfilesCommand.self, CreateCommand.self,
      PendingCommand.self, UpdateCommand.self, DisableCommand.self, EnableCommand.self, RotateCommand.self,
      DeleteCommand.self, LedgerCommand.self, BackfillCommand.self, HistoryCommand.self,
      GapsCommand.self, CheckCommand.self, MetricsCommand.self, WatchCommand.self,
      SandboxCommand.self, ManCommand.self,
    ])

  /// The variables that are read, for the help and the man page.
  static let environment = [
    (name: "HOOKTOP_TOKEN_FILE", meaning: "a file of yours (chmod 600) or root's with the API token"),
    (name: "HOOKTOP_TOKEN", meaning: "or the token itself"),
    (name: "HOOKTOP_BASE_URL", meaning: "where the API is, together with one of these two"),
    (name: "HOOKTOP_PROFILE", meaning: "or the profile of the config to use"),
    (name: "HOOKTOP_TIMEOUT", meaning: "seconds, as --timeout"),
    (name: "HOOKTOP_CA_FILE", meaning: "certificate authorities to trust, as --ca-file"),
    (name: "SSL_CERT_FILE, SSL_CERT_DIR", meaning: "those of the system, where they are elsewhere"),
    (name: "https_proxy, no_proxy, NO_COLOR", meaning: "as other programs use them"),
  ]

  private static var environmentTable: String {
    let rows = environment.map { row in
      "  " + row.name.padding(toLength: max(18, row.name.count), withPad: " ", startingAt: 0) + "  " + row.meaning
    }
    return (["Environment:"] + rows).joined(separator: "\n")
  }

  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Show made-up data from a server of its own: no account, no network, nothing kept.")
  var demo = false

  @Option(help: ArgumentHelp("Open the board as it was then, such as \"2026-11-20 14:00\".", valueName: "time"))
  var at: String?

  func run() async throws {
    let opensAt = try at.map { try moment($0, AppEnvironment.system) }
    let code =
      demo
      ? try await runDemo(opensAt)
      : try await runDashboard(Account.open(connection, onScreen: true), isDemo: false, opensAt)
    if code != .success { throw CommandExit(code) }
  }

  private func moment(_ text: String, _ environment: AppEnvironment) throws -> Date {
    let now = environment.clock.now()
    let date = try PastMoment.read(text, of: "--at", now: now, zone: environment.clock.zone)
    guard date <= now else { throw ValidationError("--at \(text) is in the future; name a time that is past.") }
    return date
  }

  private func runDemo(_ moment: Date?) async throws -> ExitCode {
    if connection.profile != nil { throw ValidationError("--demo uses no profile; leave --profile out.") }
    let demo = try await Demo.start(
      log: connection.log, timeoutSeconds: connection.timeout ?? ConnectionSettings.standardTimeout, in: .system)
    do {
      let code = try await runDashboard(demo.account, isDemo: true, moment)
      await demo.end()
      return code
    } catch {
      await demo.end()
      throw error
    }
  }

  private func runDashboard(_ account: Account, isDemo: Bool, _ moment: Date?) async throws -> ExitCode {
    if account.log?.isOnTerminal == true {
      throw LogProblem(
        sentence: "The log would be written over the board: name a file, or send it to one, such as 2>hooktop.log.")
    }
    return try await DashboardRun(DashboardSetup(account: account, isDemo: isDemo, opensAt: moment)).run()
  }
}
