import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop show ID`: one subscription with every field and what its state means.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print one subscription with every field and what its state means.")

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var subscription: SubscriptionOptions

  @Flag(help: "Print JSON, by the API's names.")
  var json = false

  func run() async throws {
    let account = try await Account.open(connection)
    let answer = try await account.subscription(subscription.id)
    let report = SubscriptionReport(answer.context, clock: account.environment.clock)
    let custody = await custody(account)
    try StandardOutput.write(
      json
        ? report.json(answer.value, custody).text
        : report.fields(answer.value, custody, paths: account.environment.paths))
  }

  /// Where the secret is, and when it was rotated from here. An unreadable ledger does not stop the command.
  private func custody(_ account: Account) async -> SubscriptionReport.Custody {
    let (id, ledger, baseURL) = (subscription.id, account.ledger, account.client.connection.baseURL.text)
    do throws(LineFileProblem) {
      return SubscriptionReport.Custody(
        location: try await ledger.locations(of: [id], baseURL: baseURL)[id] ?? .unknown,
        rotatedAt: try await ledger.rotatedAt(id, baseURL: baseURL))
    } catch {
      StandardError.print(error.sentence(account.environment.paths))
      return SubscriptionReport.Custody(location: .unknown, rotatedAt: nil)
    }
  }
}
