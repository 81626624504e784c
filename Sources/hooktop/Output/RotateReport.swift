import FintoroAPI
import FintoroWebhooks

/// What a command says of a rotate, and with what status it ends.
struct RotateReport: Sendable {
  private let account: Account
  private let isJSON: Bool

  init(_ account: Account, json: Bool) {
    self.account = account
    isJSON = json
  }

  /// - Parameter format: prints the secret in it as well; nil leaves it in its file.
  func tell(_ outcome: RotateOutcome, _ id: Int, printing format: SecretFormat?) throws {
    guard case .rotated(let subscription, let secret, let path, let at) = outcome else { throw ending(outcome, id) }
    let watch = RotationWatch(rotatedAt: at, subscription)
    let zone = account.environment.clock.zone
    if let format {
      StandardOutput.complain("The secret is in \(account.environment.paths.display(path)) as well.")
      try SecretPrinter.standardOutput.print(secret, format)
    } else {
      try IssuedReport(account, json: isJSON).tell(
        subscription, savedTo: path,
        more: isJSON
          ? [
            .init("rotatedAt", .string(ISO8601.text(at))),
            .init("firstLossPossibleAt", .string(ISO8601.text(watch.firstLossPossibleAt))),
          ] : [])
    }
    StandardOutput.complain(
      "The old secret is dead. Give the receiver the new one: the first loss is possible at "
        + "\(TimeText.exact(watch.firstLossPossibleAt, in: zone)).")
  }

  /// How anything but a rotated secret ends the command.
  func ending(_ outcome: RotateOutcome, _ id: Int) -> CommandExit {
    switch outcome {
    case .rotated: CommandExit(.success)
    case .savingFailed(_, let secret, let problem):
      // Nothing else in the world has it any more.
      CommandExit(
        .secretFile,
        "Subscription \(id) was rotated and the new secret could NOT be saved: \(problem) It stands only here, keep it "
          + "now: \(secret.reveal())")
    case .refused(let failure):
      CommandExit(
        ErrorReport.code(failure), "Nothing was rotated; the secret is what it was. \(account.sentence(failure))")
    case .lost(let failure):
      CommandExit(
        .unknownOutcome,
        "The answer to the rotate of \(id) was lost: the old secret may be dead and the new one is not known. "
          + "\(account.sentence(failure, advisesRepeating: false)) The only cure is to rotate again: `hooktop rotate "
          + "\(id) --confirm \(id)`.")
    case .notSent(let problem, let isAboutSecretFile):
      CommandExit(isAboutSecretFile ? .secretFile : .inputOutput, "Nothing was sent. \(problem)")
    case .locked(let sentence): CommandExit(.notAllowed, "Nothing was sent. \(sentence)")
    }
  }
}
