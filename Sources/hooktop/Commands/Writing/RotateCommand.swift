import ArgumentParser
import FintoroAPI
import FintoroWebhooks

/// `hooktop rotate ID`: makes a new signing secret. The old one is off at once.
struct RotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Give a subscription a new secret; the old one stops working at once.",
    discussion: """
      It is sent once. If its answer is lost, so is the new secret (status 76): rotate again. Until your endpoint has \
      the new secret, deliveries fail and are tried again for 3 h 06 min.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var secret: SecretOptions
  @OptionGroup var confirmed: ConfirmedSubscriptionOptions

  @Flag(help: "Print JSON, by the API's names, without the secret.")
  var json = false

  func validate() throws { try secret.refuse(json: json) }

  func run() async throws {
    try secret.requireOutput()
    let account = try await Account.open(connection)
    let (id, confirmed, secret, json) = (confirmed.id, confirmed, secret, json)
    try await InterruptibleRun.run(account) {
      let subscription = try await account.read(id)
      try confirmed.check(subscription)
      // A printed secret goes into a file as well, because it cannot be read again.
      let path = try await secret.path(name: subscription.name, url: subscription.url, in: account.environment)
      let folder = await secret.madeFolder(in: account.environment)
      let outcome = await account.subscriptions.rotate(
        RotateRequest(id: id, secretPath: path, format: secret.secretFormat))
      folder.report(account.environment.paths)
      try RotateReport(account: account, isJSON: json).print(
        outcome, id, printing: secret.isPrinted ? secret.secretFormat : nil)
    }
  }
}

/// The output and exit status of a rotate.
struct RotateReport: Sendable {
  let account: Account
  let isJSON: Bool

  /// - Parameter format: prints the secret in this format as well; nil does not print it.
  func print(_ outcome: RotateOutcome, _ id: Int, printing format: SecretFormat?) throws {
    guard case .rotated(let subscription, let secret, let path, let at) = outcome else { throw exit(for: outcome, id) }
    let watch = RotationWatch(rotatedAt: at, subscription)
    let zone = account.environment.clock.zone
    if let format {
      StandardError.print("The secret is in \(account.environment.paths.display(path)) as well.")
      try SecretPrinter.standardOutput.print(secret, format)
    } else {
      try NewSecretReport(account: account, isJSON: isJSON).print(
        subscription, savedTo: path,
        more: isJSON
          ? [
            .init("rotatedAt", .string(ISO8601.text(at))),
            .init("firstLossPossibleAt", watch.firstLossPossibleAt.map { .string(ISO8601.text($0)) } ?? .null),
          ] : [])
    }
    StandardError.print(
      "The old secret no longer works; there is a new one. " + watch.instruction { TimeText.exact($0, in: zone) })
  }

  /// The exit for every outcome but a rotated secret.
  func exit(for outcome: RotateOutcome, _ id: Int) -> CommandExit {
    switch outcome {
    case .rotated: CommandExit(.success)
    case .savingFailed(_, let secret, let problem):
      // No other copy of the secret exists.
      CommandExit(
        .secretFile,
        "Subscription \(id) was rotated and the new secret could NOT be saved: \(problem) It stands only here, keep it "
          + "now: \(secret.reveal())")
    case .refused(let failure) where failure.kind == .notFound:
      CommandExit(.notFound, "Nothing was rotated. \(FailureText.noSubscription(id, failure))")
    case .refused(let failure):
      CommandExit(
        ErrorReport.code(failure), "Nothing was rotated; the secret is what it was. \(account.sentence(failure))")
    case .lost(let failure):
      CommandExit(
        .unknownOutcome,
        "The answer to the rotate of \(id) was lost: the old secret may no longer be valid and the new one is not known. "
          + "\(account.sentence(failure, advisesRepeating: false)) The only cure is to rotate again: `hooktop rotate "
          + "\(id) --confirm \(id)`.")
    case .notSent(let problem, let isAboutSecretFile):
      CommandExit(isAboutSecretFile ? .secretFile : .inputOutput, "Nothing was sent. \(problem)")
    case .locked(let sentence): CommandExit(.notAllowed, "Nothing was sent. \(sentence)")
    }
  }
}
