import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop whoami`: the company that the token belongs to.
struct WhoamiCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami", abstract: "Print the company that the token belongs to.")

  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print JSON, by the API's names.")
  var json = false

  func run() async throws {
    let session = try await Session.open(connection)
    let name = try await session.ask { client throws(Failure) in try await client.whoami() }.value
    try StandardOutput.write(
      json ? JSONValue.object([.init("name", .string(name))]).text : PlainTable.line(name))
  }
}
