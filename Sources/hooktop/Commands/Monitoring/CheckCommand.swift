import ArgumentParser
import Dashboard
import FintoroAPI
import FintoroWebhooks
import Foundation
import Glibc

/// `hooktop check`: a monitoring plugin.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check the subscriptions for a monitoring system (a plugin).",
    discussion: """
      Ends with 0 (OK), 1 (WARNING), 2 (CRITICAL) or 3 (UNKNOWN), and with nothing else. The first line is for a pager; \
      below it stands a line for each subscription that is not OK.

      --warning and --critical take NAME=RANGE. A name is a state (failing, never-ok…), unreadable, gaps, overdue, missed or \
      age. A gap counts while it is open and not acknowledged. overdue is silent for longer than is usual; missed is \
      overdue while another one got the same events. age is the time since the last success of each. A range is 2 (more \
      than two alert), 1:5, @1:5, 6h for age, or off. Without them failing and never-ok are critical, recovered, silent, \
      unreadable and missed are warnings.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var selection: FilterOptions

  @Option(
    help: ArgumentHelp("Warn outside of a range, such as quiet=0; repeat it.", valueName: "name=range"),
    completion: Completions.thresholds)
  var warning: [String] = []

  @Option(
    help: ArgumentHelp("Critical outside of a range, such as failing=2; repeat it.", valueName: "name=range"),
    completion: Completions.thresholds)
  var critical: [String] = []

  @Option(help: ArgumentHelp("Without a success for so long a subscription is quiet, such as 12h.", valueName: "time"))
  var quiet: String?

  @Option(help: ArgumentHelp("The state where Fintoro could not be asked (unknown).", valueName: "state"))
  var timeoutState: CheckState = .unknown

  @Option(help: ArgumentHelp("The state where no subscription matches (unknown).", valueName: "state"))
  var emptyState: CheckState = .unknown

  @Flag(help: "Print a line for every subscription, also where it is OK.")
  var verbose = false

  func validate() throws {
    _ = try thresholds()
    if let quiet, DurationText.seconds(quiet) == nil {
      throw ValidationError("--quiet \(quiet) is no time; write one such as 90min, 12h or 7d.")
    }
  }

  func run() async throws {
    CheckReport(.unknown, sentence: "hooktop stopped at a fault of its own; nothing is known.").sayAtCrash()
    let ending = CheckEnding()
    let signals = SignalDispatcher.listen(to: TerminationSignal.all) { number in
      ending.end(CheckReport(.unknown, sentence: "Stopped by signal \(number) before there was an answer."))
    }
    // Until the connection is known its own limit is not.
    var deadline = ends(ending, after: .seconds(connection.timeout ?? ConnectionSettings.standardTimeout))
    let report: CheckReport
    do {
      let account = try await Account.open(connection)
      deadline.cancel()
      deadline = ends(ending, after: account.client.connection.timeout)
      report = try await self.report(account)
    } catch {
      report = whenNot(error)
    }
    deadline.cancel()
    signals.stop()
    ending.end(report)
  }

  /// What a request at its own time limit needs to say so.
  private static let grace = Duration.seconds(1)

  private func ends(_ ending: CheckEnding, after limit: Duration) -> Task<Void, any Error> {
    let sentence = "Could not ask Fintoro: nothing came within \(limit.components.seconds) s."
    let whenLate = CheckReport(timeoutState.status, sentence: sentence)
    return Task {
      try await Task.sleep(for: limit + Self.grace)
      ending.end(whenLate)
    }
  }

  /// What is said in place of a result. That a token was refused does not pass by itself: nobody's choice makes it OK.
  private func whenNot(_ error: any Error) -> CheckReport {
    guard let request = error as? FailedRequest else { return .unknown(error) }
    let status = request.failure.mayPass ? timeoutState.status : .unknown
    return CheckReport(status, sentence: "Could not ask Fintoro: \(request.sentence)")
  }

  func report(_ account: Account) async throws -> CheckReport {
    try await report(
      of: account.fetch { client throws(Failure) in try await client.list() }, account)
  }

  func report(of answer: Answer<SubscriptionList>, _ account: Account) async throws -> CheckReport {
    let noticed = try await account.notice(answer, for: selection, learns: true)
    let limits = limits(account.config.limits(of: account.profile))
    let time = ServerTime(local: account.environment.clock.now(), answer: answer.context)
    let rows = selection.rows(answer.value, noticed, at: time.now, keepsUnjudged: true) { subscription in
      AssessedSubscription(
        subscription, at: time, limits: limits(subscription.id), context: noticed.contexts[subscription.id])
    }
    let assessed = rows.compactMap(\.assessed)
    let subject = CheckSubject(
      assessed, unreadable: rows.compactMap(\.unreadable),
      openGaps: noticed.gaps?.openCount(
        .of(assessed), among: selection.filter.map { _ in Set(assessed.map(\.id)) }, at: time.now),
      gapsFrom: noticed.openGaps.fetchFrom(at: time.now),
      knowsRhythms: noticed.rhythms != nil, historyProblem: noticed.problem, time: time,
      zone: account.environment.clock.zone)
    return CheckReport(
      subject, try thresholds(), whenEmpty: emptyState.status, isVerbose: verbose)
  }

  private func thresholds() throws -> CheckThresholds {
    var thresholds = CheckThresholds()
    do throws(CheckThresholdProblem) {
      for text in warning { try thresholds.set(text, for: .warning) }
      for text in critical { try thresholds.set(text, for: .critical) }
    } catch {
      throw ValidationError(error.sentence)
    }
    return thresholds
  }

  private func limits(_ configured: @escaping @Sendable (Int) -> HealthLimits) -> @Sendable (Int) -> HealthLimits {
    guard let seconds = quiet.flatMap({ DurationText.seconds($0) }) else { return configured }
    return { id in
      var limits = configured(id)
      limits.quiet = seconds
      return limits
    }
  }
}

/// A status as an option's value.
struct CheckState: ExpressibleByArgument {
  var status: CheckStatus

  static let unknown = CheckState(status: .unknown)

  init(status: CheckStatus) {
    self.status = status
  }

  init?(argument: String) {
    guard let status = CheckStatus(name: argument) else { return nil }
    self.init(status: status)
  }

  var defaultValueDescription: String { status.word.lowercased() }
  static var allValueStrings: [String] { CheckStatus.allCases.map { $0.word.lowercased() } }
}
