import ArgumentParser
import Dashboard
import FintoroAPI
import FintoroWebhooks

/// `hooktop list`: all subscriptions, worst first.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print all subscriptions, worst first.",
    discussion: """
      With --json they come in the server's order: `data` has the API's fields and a derived `health`, `unreadable` \
      has what could not be understood. Of several profiles each has its own, or its error.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var profiles: ProfileOptions
  @OptionGroup var selection: FilterOptions
  @OptionGroup var sorting: SortOptions
  @OptionGroup var format: FormatOptions

  func run() async throws {
    let isOne = !profiles.allProfiles && Set(connection.profiles).count < 2
    let results = try await profiles.each(connection) { account in
      try await list(account, profile: isOne ? nil : account.profile)
    }
    let lists = results.compactMap(\.value)
    if format.json {
      if let only = results.first?.value, isOne { try StandardOutput.write(only.json) }
      if !isOne { try StandardOutput.write(ListReport.json(results, paths: Hooktop.pathsForSentences)) }
    } else if !lists.isEmpty {
      try StandardOutput.write(format.csv ? ListReport.csv(lists) : ListReport.table(lists))
    }
    if !format.json, !format.csv, lists.allSatisfy(\.rows.isEmpty), !lists.isEmpty {
      StandardError.print(
        selection.filter == nil
          ? "There are no subscriptions yet; start `hooktop` and press n to make one." : "No subscription matches.")
    }
    try results.throwProblems(Hooktop.pathsForSentences, json: format.json)
  }

  private func list(_ account: Account, profile: String?) async throws -> ListReport {
    let answer = try await account.fetch { client throws(Failure) in try await client.list() }
    await account.keep(answer)
    let noticed = try await account.notice(answer, for: selection)
    var report = SubscriptionReport(answer.context, clock: account.environment.clock)
    report.limits = account.config.limits(of: account.profile)
    (report.contexts, report.gaps) = (noticed.contexts, noticed.openGaps)
    let rows = selection.rows(answer.value, noticed, at: report.time.now, report.assessed)
    let order = sorting.order ?? (format.json ? nil : SubscriptionOrder())
    return ListReport(
      profile: profile, report: report, rows: order.map { SortOptions.sorted(rows, by: $0) } ?? rows)
  }
}

/// How a command prints what it read.
struct FormatOptions: ParsableArguments {
  @Flag(help: "Print JSON, by the API's names.")
  var json = false

  @Flag(help: "Print comma-separated values.")
  var csv = false

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv are two things; give one of them.") }
  }
}
