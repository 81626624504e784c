import ArgumentParser
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import Glibc
import History

/// `hooktop metrics`: the list as figures for Prometheus.
struct MetricsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "Print the subscriptions as metrics for Prometheus.",
    discussion: """
      With --textfile they replace a file for the textfile collector of node_exporter. Where Fintoro does not answer, the \
      old file stays: the time of the last good answer in it tells its age.
      """)

  @OptionGroup var connection: ConnectionOptions

  @Option(help: ArgumentHelp("Replace this file, whose name ends with .prom, and print nothing.", valueName: "file"))
  var textfile: String?

  func validate() throws {
    if let textfile, !textfile.hasSuffix(".prom") {
      throw ValidationError("--textfile \(textfile) must end with .prom: node_exporter reads no other file.")
    }
  }

  func run() async throws {
    let account = try await Account.open(connection)
    let text = try await text(account)
    guard let textfile else { return try StandardOutput.write(text) }
    let path = try account.environment.absolute(textfile)
    try await BlockingWork.run { () throws(FileReplacement.Problem) in
      try MetricsFile.replace(path, with: text)
    }
  }

  func text(_ account: Account) async throws -> String {
    let answer = try await account.fetch { client throws(Failure) in try await client.list() }
    let (gaps, problem) = await account.remember(answer)
    // A series that is missing says nothing of why.
    if let problem { StandardError.print(problem) }
    return MetricsText.text([await account.metrics(answer, gaps: gaps)])
  }
}

extension Account {
  /// What a good answer says, for Prometheus.
  /// - Parameter gaps: those that are not closed; nil where history is off.
  func metrics(_ answer: Answer<SubscriptionList>, gaps: [GapRecord]?) async -> CompanyMetrics {
    let limits = config.limits(of: profile)
    let time = ServerTime(local: environment.clock.now(), answer: answer.context)
    let subscriptions = answer.value.subscriptions.map { AssessedSubscription($0, at: time, limits: limits($0.id)) }
    let keys = CompanyKeys(baseURL: client.connection.baseURL, profile: profile, paths: environment.paths)
    let companyID = await BlockingWork.run { keys.key(of: answer.value)?.companyID }
    return CompanyMetrics(
      companyID: companyID, subscriptions,
      lastGoodAnswerAt: answer.context.receivedAt.addingTimeInterval(-answer.context.cacheAge),
      rateLimitRemaining: answer.context.rateLimit?.remaining,
      openGaps: companyID == nil ? nil : gaps?.openCount(.of(subscriptions), at: time.now))
  }
}

extension [Int: HealthState] {
  /// The state of each, by id.
  static func of(_ subscriptions: [AssessedSubscription]) -> [Int: HealthState] {
    subscriptions.reduce(into: [:]) { $0[$1.id] = $1.health.state }
  }
}

/// A file for node_exporter's textfile collector.
enum MetricsFile {
  /// In place whole or not at all. The collector is another user, so everybody may read it. Its folder may be anybody's:
  /// nothing in the file is secret, and nothing is read from it. Blocks.
  static func replace(_ path: String, with text: String) throws(FileReplacement.Problem) {
    let (folder, name) = FilePath.split(path)
    do throws(SystemError) {
      let opened = try OpenDescriptor(opening: folder, O_RDONLY | O_DIRECTORY)
      try FileReplacement.put(
        Array(text.utf8), name, in: opened, passing: ".\(name).\(getpid())", mode: 0o644, locked: false)
    } catch {
      throw .system(path, error)
    }
  }
}
