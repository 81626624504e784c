import ArgumentParser
import Dashboard
import FintoroAPI
import FintoroWebhooks
import Foundation

/// `hooktop show ID`: subscriptions with every field and what their state means.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print one subscription with every field and what its state means.",
    discussion: """
      It is named by its id or, in any case of letters, by its name. With --filter each that matches is printed. Of \
      several profiles each that has it shows its own.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var profiles: ProfileOptions
  @OptionGroup var selection: FilterOptions
  @OptionGroup var sorting: SortOptions
  @OptionGroup var format: FormatOptions

  @Argument(help: "The subscription's id, a whole number, or its name.", completion: Completions.names)
  var subscription: String?

  func validate() throws {
    let typed = subscription ?? ""
    if typed.isEmpty, selection.filter == nil {
      throw ValidationError("Name a subscription by its id or its name, or give --filter.")
    }
    if !typed.isEmpty, selection.filter != nil {
      throw ValidationError("A subscription and --filter are two things; give one of them.")
    }
    if let id = Int(typed), id < 1 { throw ValidationError("An id is a whole number from 1 on.") }
  }

  func run() async throws {
    let isOneProfile = !profiles.allProfiles && Set(connection.profiles).count < 2
    let results = Self.withoutMissing(
      try await profiles.each(connection) { account in
        try await shown(account, profile: isOneProfile ? nil : account.profile)
      })
    let lists = results.compactMap(\.value)
    if format.json {
      if isOneProfile { try lists.forEach { try StandardOutput.write(json($0)) } }
      if !isOneProfile { try StandardOutput.write(ListReport.json(results, paths: Hooktop.pathsForSentences)) }
    } else if !lists.isEmpty {
      try StandardOutput.write(
        format.csv ? ListReport.csv(lists) : ListReport.fields(lists, paths: Hooktop.pathsForSentences))
    }
    if !format.json, !format.csv, !lists.isEmpty, lists.allSatisfy(\.rows.isEmpty) {
      StandardError.print("No subscription matches.")
    }
    try results.throwProblems(Hooktop.pathsForSentences, json: format.json)
  }

  /// One that was named is the whole text; what a filter finds is a list.
  func json(_ list: ListReport) -> JSONText {
    guard selection.filter == nil, let named = list.rows.first?.assessed else { return list.json }
    var text = JSONText()
    text.add(list.report.json(named, list.custody[named.id], isWhole: true))
    text.end()
    return text
  }

  /// Ids and names are a company's own: that another profile has no such subscription is no problem.
  private static func withoutMissing(_ results: [ProfileResult<ListReport>]) -> [ProfileResult<ListReport>] {
    guard results.contains(where: { $0.value != nil }) else { return results }
    return results.filter { ($0.error as? CommandExit)?.code != .notFound }
  }

  func shown(_ account: Account, profile: String?) async throws -> ListReport {
    var list: ListReport
    if let id = subscription.flatMap({ Int($0) }) {
      let answer = try await account.subscription(id)
      list = report(account, profile, answer.context)
      list.report.gaps = OpenGaps(await account.knownGaps(of: answer.value, at: answer.context.saidAt))
      list.rows = [.init(.subscription(list.report.assessed(answer.value)))]
    } else {
      let answer = try await account.fetch { client throws(Failure) in try await client.list() }
      let noticed = try await account.notice(answer, for: selection)
      list = report(account, profile, answer.context)
      list.report.gaps = noticed.openGaps
      if let name = subscription {
        list.rows = [.init(.subscription(list.report.assessed(try answer.value.named(name))))]
      } else {
        list.report.contexts = noticed.contexts
        let rows = selection.rows(answer.value, noticed, at: list.report.time.now, list.report.assessed)
        list.rows = SortOptions.sorted(rows, by: sorting.order ?? .init())
      }
    }
    list.custody = await custody(account, of: list.rows.compactMap(\.assessed?.id))
    return list
  }

  private func report(_ account: Account, _ profile: String?, _ context: AnswerContext) -> ListReport {
    var report = SubscriptionReport(context, clock: account.environment.clock)
    report.limits = account.config.limits(of: account.profile)
    return ListReport(profile: profile, report: report, rows: [])
  }

  /// Where the secrets are, and when they were rotated from here. An unreadable ledger does not stop the command.
  private func custody(_ account: Account, of ids: [Int]) async -> [Int: SubscriptionReport.Custody] {
    let (ledger, baseURL) = (account.ledger, account.client.connection.baseURL.text)
    var locations: [Int: SecretLocation] = [:]
    var rotations: [Int: Date] = [:]
    do throws(LineFileProblem) {
      locations = try await ledger.locations(of: ids, baseURL: baseURL)
      rotations = try await ledger.rotations(of: ids, baseURL: baseURL)
    } catch {
      StandardError.print(error.sentence(account.environment.paths))
    }
    return ids.reduce(into: [:]) { custody, id in
      custody[id] = SubscriptionReport.Custody(location: locations[id] ?? .unknown, rotatedAt: rotations[id])
    }
  }
}

extension SubscriptionList {
  /// The one with a name. Where two differ only in upper and lower case, the one that is written as it was typed.
  fileprivate func named(_ name: String) throws(CommandExit) -> Subscription {
    let found = subscriptions.filter { $0.name?.lowercased() == name.lowercased() }
    let exact = found.filter { $0.name == name }
    if let only = exact.count == 1 ? exact.first : found.count == 1 ? found.first : nil { return only }
    guard found.isEmpty else {
      let ids = found.prefix(5).map { String($0.id) } + (found.count > 5 ? ["…"] : [])
      throw CommandExit(
        .usage, "“\(name)” is the name of \(found.count) subscriptions (\(ids.joined(separator: ", "))); give the id.")
    }
    let near = Spelling.nearest(name, among: subscriptions.compactMap(\.name))
    throw CommandExit(
      .notFound,
      "No subscription has the name “\(name)”. "
        + (near.map { "Did you mean “\($0)”?" } ?? "`hooktop list` has the names."))
  }
}
