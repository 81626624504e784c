import ArgumentParser
import Files
import FintoroAPI
import FintoroWebhooks

/// `hooktop ledger`: which secrets were kept from this machine, and whether they are still there.
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "List the secrets that were kept from here, and whether they are still there.",
    discussion: """
      It holds paths and fingerprints, never a secret. Nothing is asked of Fintoro. Subscriptions that were deleted from \
      here stay in it, since when, with the file of a secret that is of no use any more.
      """,
    subcommands: [LedgerAdoptCommand.self])

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let environment = AppEnvironment.system
    let report = LedgerReport(paths: environment.paths, zone: environment.clock.zone)
    let contents: LedgerFile.Contents
    do throws(LedgerProblem) {
      contents = try await SecretLedger(paths: environment.paths, log: nil).contents()
    } catch {
      throw CommandExit(.inputOutput, error.sentence(environment.paths))
    }
    try StandardOutput.write(json ? report.json(contents.ledger).text : report.table(contents.ledger))
    if contents.unreadable > 0 {
      StandardOutput.complain(
        "\(contents.unreadable) lines of \(environment.paths.display(environment.paths.ledger)) cannot be read and "
          + "were passed over.")
    }
  }
}

/// `hooktop ledger adopt ID FILE`: enters a secret that a person has already.
struct LedgerAdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Enter a secret that you have in a file already.",
    discussion: "That it is this subscription's secret cannot be checked: Fintoro shows it only once.")

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var subscription: SubscriptionOptions

  @Argument(help: "A file of yours, mode 0600, with the secret alone or as FINTORO_WEBHOOK_SECRET=….")
  var file: String

  func run() async throws {
    let account = try await Account.open(connection)
    let (environment, paths) = (account.environment, account.environment.paths)
    let path = paths.absolute(file, from: environment.folder)
    let secret: SigningSecret
    switch await BlockingWork.run({ StoredSecretFile.read(path) }) {
    case .success(let read): secret = read
    case .failure(let problem):
      throw CommandExit(.inputOutput, "\(paths.display(path)) cannot be taken: \(problem.clause).")
    }
    let adopted = try await account.read(subscription.id)
    await account.client.shutDown()
    let kept = SecretInFile(path: path, format: .raw, fingerprint: SecretFingerprint(of: secret))
    do throws(LedgerProblem) {
      try await account.ledger.note(
        CustodyEvent(account.subscriptions.reference(adopted.id), at: environment.clock.now(), .kept(.takenOver, kept)))
    } catch {
      throw CommandExit(.inputOutput, error.sentence(paths))
    }
    StandardOutput.complain(
      "\(paths.display(path)) is noted as the secret of \(adopted.displayName) (\(adopted.id)), on your word.")
  }
}
