import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop create`: a new subscription, its secret in a file before anything is said.
struct CreateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a subscription; its secret goes into a file.",
    discussion: """
      The secret's file is made before anything is sent. A lost answer is asked for again with the same idempotency \
      key; when the time of --wait is over the create stays pending (status 75), and the same command, or \
      `hooktop pending --resume`, goes on with it.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var secret: SecretOptions

  @Option(help: "The endpoint URL, https and public.")
  var url: String

  @Option(
    help: ArgumentHelp(
      "An event type, invoices.*, *.paid or all; may be given several times.", valueName: "event"))
  var event: [String]

  @Option(help: "What people call it, 255 characters at most.")
  var name: String?

  @Flag(help: "Create it switched off: nothing is delivered until it is resumed.")
  var inactive = false

  @Option(help: ArgumentHelp("How long to try again after a lost answer, in seconds.", valueName: "seconds"))
  var wait = 120

  @Option(help: ArgumentHelp("Your own key, for a disk that does not survive.", valueName: "key"))
  var idempotencyKey: String?

  @Flag(help: "Print the request; send nothing.")
  var dryRun = false

  @Flag(help: "Print JSON, by the API's names, without the secret.")
  var json = false

  func validate() throws {
    try secret.refuse(json: json)
    if wait < 0 { throw ValidationError("--wait takes whole seconds from 0 on.") }
    _ = try input()
  }

  func run() async throws {
    let account = try await Account.open(connection)
    let order = CreateOrder(
      input: try input(), destination: await secret.destination(name: name, url: url, in: account.environment),
      format: secret.secretFormat, key: idempotencyKey.map(IdempotencyKey.init(rawValue:)))
    if dryRun {
      try StandardOutput.write(
        DryRun.text(.post, "/webhook-subscriptions", FintoroClient.createBody(order.input), account))
      return
    }
    let (report, wait, isFileChosen) = (CreateReport(account, json: json), Double(wait), secret.secretFile != nil)
    try await WritingRun.run(account) {
      let patient = RetryingCreate(creates: account.creates, clock: account.environment.clock, wait: wait)
      try report.tell(await patient.create(order, isFileChosen: isFileChosen))
    }
  }

  private func input() throws -> SubscriptionInput {
    do throws(EventPatternProblem) {
      return SubscriptionInput(
        name: name, url: url, isActive: !inactive, subscribedEvents: try EventPattern.types(event))
    } catch {
      throw ValidationError(error.sentence)
    }
  }
}
