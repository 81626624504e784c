import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop backfill ID`: what to fetch again after an outage.
struct BackfillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Print what to fetch again after an outage: the window and the resources.",
    discussion: """
      Fintoro replays nothing: what a subscription missed is found again by listing what changed. The window runs from \
      the last success before the outage to now, as far as two timestamps can say.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var subscription: SubscriptionOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let account = try await Account.open(connection)
    let answer = try await account.subscription(subscription.id)
    let clock = account.environment.clock
    let time = ServerTime(local: clock.now(), answer: answer.context)
    let sheet = BackfillSheet(
      AssessedSubscription(answer.value, at: time), at: time, asOf: answer.context.askedAt,
      baseURL: account.client.connection.baseURL.text)
    let report = BackfillReport(sheet, zone: clock.zone)
    try StandardOutput.write(json ? report.json.text : report.text)
  }
}
