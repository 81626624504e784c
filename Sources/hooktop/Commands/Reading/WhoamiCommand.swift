import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop whoami`: the company that the token belongs to.
struct WhoamiCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami", abstract: "Print the company that the token belongs to.",
    discussion: """
      A profile is pinned to the company that setup, whoami, the board or the first change found with its token. Once \
      it leads to another, nothing is written with it. --pin says that the company of now is the right one.
      """)

  static let schema = "hooktop.whoami/1"

  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print JSON, by the API's names.")
  var json = false

  @Flag(help: "Pin the profile to this company from now on.")
  var pin = false

  func run() async throws {
    let account = try await Account.open(connection)
    if pin { return try await repin(account) }
    let answer = try await account.fetch { client throws(Failure) in try await client.whoami() }
    await account.gate.record(companyName: answer)
    await account.gate.pinFirstUse()
    let name = answer.value
    try StandardOutput.write(
      json
        ? JSONValue.object([.init("schema", .string(Self.schema)), .init("name", .string(name))]).text
        : PlainTable.line(name))
  }

  private func repin(_ account: Account) async throws {
    guard let profile = account.profile else {
      throw CommandExit(.usage, "--pin needs a profile; a connection from the environment is pinned to nothing.")
    }
    do {
      let company = try await account.gate.repin()
      await account.client.shutDown()
      let id = company.id.map { " (company \($0))" } ?? ""
      StandardError.print("The profile \(profile) is pinned to \(company.name)\(id).")
    } catch let failure as Failure {
      throw account.failedRequest(failure)
    } catch let problem as CompanyPinProblem {
      throw CommandExit(.inputOutput, problem.sentence)
    }
  }
}
