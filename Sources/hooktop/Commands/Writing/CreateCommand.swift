import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop create`: creates a subscription and saves its secret in a file before it prints anything.
struct CreateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a subscription; its secret goes into a file.",
    discussion: """
      The secret's file is made before anything is sent. After a lost answer the create is sent again with the same \
      idempotency key. When the time of --wait is over it stays pending (status 75); the same command, or \
      `hooktop pending --resume`, continues it.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var secret: SecretOptions

  @Option(help: "The endpoint URL, https and public.")
  var url: String

  @Option(
    help: ArgumentHelp(
      "An event type, invoices.*, *.paid or all; may be given several times.", valueName: "event"),
    completion: Completions.events)
  var event: [String]

  @Option(help: "Its name, at most 255 characters.")
  var name: String?

  @Flag(help: "Create it disabled: nothing is delivered until it is enabled.")
  var inactive = false

  @Option(help: ArgumentHelp("How long to try again after a lost answer, in seconds.", valueName: "seconds"))
  var wait = 120

  @Option(help: ArgumentHelp("Your own idempotency key, where the disk does not persist.", valueName: "key"))
  var idempotencyKey: String?

  @Flag(help: "Print the request; send nothing.")
  var dryRun = false

  @Flag(help: "Print JSON, by the API's names, without the secret.")
  var json = false

  func validate() throws {
    try secret.refuse(json: json)
    try EndpointArgument.check(url)
    if wait < 0 { throw ValidationError("--wait takes whole seconds from 0 on.") }
    _ = try input()
  }

  func run() async throws {
    let account = try await Account.open(connection)
    let request = CreateRequest(
      input: try input(), destination: try await secret.destination(name: name, url: url, in: account.environment),
      format: secret.secretFormat, key: idempotencyKey.map(IdempotencyKey.init(rawValue:)))
    if dryRun {
      try StandardOutput.write(
        DryRun.text(.post, "/webhook-subscriptions", FintoroClient.createBody(request.input), account))
      return
    }
    let (report, wait, isFileChosen) = (
      CreateReport(account: account, isJSON: json), Double(wait), secret.secretFile != nil
    )
    try secret.requireOutput()
    let folder = await secret.madeFolder(in: account.environment)
    try await InterruptibleRun.run(account) {
      let retrying = RetryingCreate(creates: account.creates, clock: account.environment.clock, wait: wait)
      let outcome = await retrying.create(request, isFileChosen: isFileChosen)
      folder.report(account.environment.paths)
      try report.print(outcome)
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

/// The output and exit status of a create.
struct CreateReport: Sendable {
  let account: Account
  let isJSON: Bool

  private var paths: Paths { account.environment.paths }

  /// Prints what was created, or throws the exit.
  func print(_ outcome: CreateOutcome) throws {
    guard case .created(let subscription, _, let path, let isRepeated) = outcome else { throw exit(for: outcome) }
    if isRepeated {
      StandardError.print("Fintoro had made it already and answered from its memory: nothing is doubled.")
    }
    try NewSecretReport(account: account, isJSON: isJSON).print(
      subscription, savedTo: path, more: isJSON ? [.init("isRepeated", .bool(isRepeated))] : [])
  }

  /// The exit for every outcome but a created subscription.
  func exit(for outcome: CreateOutcome) -> CommandExit {
    switch outcome {
    case .created: CommandExit(.success)
    case .savingFailed(let subscription, _, let problem, let key):
      CommandExit(
        .tryAgain,
        "Subscription \(subscription.id) was created, but its secret could not be kept: \(problem) The create stays "
          + "pending and loses nothing: fix that, then run `hooktop pending --resume \(key)` within 55 minutes.")
    case .refused(let failure):
      CommandExit(ErrorReport.code(failure), "Nothing was created. \(account.sentence(failure))")
    case .kept(let key, let failure, mustTell: false):
      CommandExit(
        .tryAgain,
        "The create stays pending under the key \(key), and nothing is lost: `hooktop pending --resume \(key)` goes on "
          + "with it. \(account.sentence(failure))")
    case .kept(let key, let failure, mustTell: true):
      CommandExit(
        .tryAgain,
        "Refused now, but an earlier try may have worked: the create stays pending under the key \(key). \(account.sentence(failure))"
      )
    case .notSent(let problem, let source): CommandExit(code(source), problem)
    case .alreadyPending(let key, _):
      CommandExit(
        .tryAgain,
        "Nothing was sent: the same create is pending under the key \(key); finish it with "
          + "`hooktop pending --resume \(key)`.")
    case .stale(let key, let staleness): CommandExit(.unknownOutcome, staleness.sentence(key))
    case .busy(let key): CommandExit(.tryAgain, "Another hooktop works on the create \(key), or has finished it.")
    case .locked(let lock): CommandExit(.notAllowed, "Nothing was sent. \(lock.sentence)")
    case .companyUnknown(let failure):
      CommandExit(
        ErrorReport.code(failure),
        FailureText.companyUnknown(
          failure, baseURL: account.client.connection.baseURL.text, zone: account.environment.clock.zone,
          profile: account.profile))
    }
  }

  private func code(_ source: CreateOutcome.ProblemSource) -> ExitCode {
    switch source {
    case .secretFile: .secretFile
    case .journal: .inputOutput
    case .account: .notAllowed
    }
  }
}

extension PendingCreate.Staleness {
  /// Why it is not sent again, and what a person can do.
  func sentence(_ key: IdempotencyKey) -> String {
    switch self {
    case .keyExpired:
      "The create \(key) is older than 55 minutes and is never sent again, because that could double it. "
        + "`hooktop pending` shows what it may have made; then `hooktop pending --adopt \(key) ID`, or "
        + "`hooktop pending --forget \(key)`."
    case .clockSetBack:
      "The create \(key) was made later than this machine's clock says it is now, so its age cannot be known: set the "
        + "clock right and resume it, or `hooktop pending --forget \(key)`."
    }
  }
}
