import ArgumentParser
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

/// `hooktop status`: all subscriptions in one line.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Print one line on all subscriptions, for a status line.",
    discussion: """
      It takes the last list that hooktop kept if that is younger than --max-age, and asks Fintoro otherwise. With --short \
      it is as for tmux: how many are in trouble, by the board's symbols, and when the next loss is possible.
      """)

  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "As short as a status line: ✖2 ◐1 09:25.")
  var short = false

  @Option(help: ArgumentHelp("How old the kept list may be, such as 90s or 5min (60s).", valueName: "time"))
  var maxAge = "60s"

  func validate() throws {
    if DurationText.seconds(maxAge) == nil {
      throw ValidationError("--max-age \(maxAge) is no time; write one such as 90s, 5min or 1h.")
    }
  }

  func run() async throws {
    let environment = try AppEnvironment.system
    let now = environment.clock.now()
    let paths = environment.paths
    let config = try await BlockingWork.run { () throws(ConfigurationProblem) in try ConfigFile.read(paths) }
    let source = try ConnectionSource.resolve(
      try connection.source(in: environment), environment: environment.variables, config: config, paths: paths)
    let limits = config.limits(of: source.profile)
    let kept = await BlockingWork.run { KeptList(source, paths)?.read() }
    let oldest = DurationText.seconds(maxAge) ?? 0
    if let kept, (0...max(0, oldest)).contains(now.timeIntervalSince(kept.receivedAt)) {
      return try print(kept.list, kept.time(at: now), limits, environment.clock.zone)
    }
    let account = try await Account.open(connection)
    do {
      let answer = try await account.fetch { client throws(Failure) in try await client.list() }
      await account.keep(answer)
      try print(
        answer.value, ServerTime(local: environment.clock.now(), answer: answer.context), limits,
        environment.clock.zone)
    } catch let error as FailedRequest {
      // An empty status line would look as if all was well.
      try StandardOutput.write(error.failure.kind == .unauthenticated ? "token refused\n" : "no answer\n")
      throw error
    }
  }

  private func print(
    _ list: SubscriptionList, _ time: ServerTime, _ limits: (Int) -> HealthLimits, _ zone: LocalZone
  ) throws {
    let line = StatusLine(
      list.subscriptions.map { AssessedSubscription($0, at: time, limits: limits($0.id)) },
      unreadable: list.unreadable.count, at: time.now, in: zone)
    try StandardOutput.write(PlainTable.line(short ? line.short : line.long))
  }
}
