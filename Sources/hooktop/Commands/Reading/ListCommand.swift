import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop list`: all subscriptions, worst first.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print all subscriptions, worst first.",
    discussion: """
      With --json they come in the server's order: `data` has the API's fields and a derived `health`, `unreadable` \
      has what could not be understood.
      """)

  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print JSON, by the API's names.")
  var json = false

  func run() async throws {
    let account = try await Account.open(connection)
    let answer = try await account.fetch { client throws(Failure) in try await client.list() }
    let report = SubscriptionReport(answer.context, clock: account.environment.clock)
    try StandardOutput.write(json ? report.json(answer.value).text : report.table(answer.value))
    if answer.value.elements.isEmpty, !json {
      StandardError.print("There are no subscriptions yet; start `hooktop` and press n to make one.")
    }
    await account.remember(answer)
  }
}
