import ArgumentParser
import Files
import FintoroAPI
import FintoroWebhooks

/// Where a new secret goes.
struct SecretOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A new file for the secret, mode 0600; - prints it instead. Without it, a file in the folder of secrets.",
      valueName: "file"))
  var secretFile: String?

  @Option(help: ArgumentHelp("raw is the secret alone, env is FINTORO_WEBHOOK_SECRET=….", valueName: "raw|env"))
  var format: String = SecretFormat.raw.rawValue

  func validate() throws {
    if SecretFormat(rawValue: format) == nil { throw ValidationError("--format takes raw or env, not \"\(format)\".") }
    if secretFile?.isEmpty == true { throw ValidationError("--secret-file needs a path, or - to print the secret.") }
  }

  var secretFormat: SecretFormat { SecretFormat(rawValue: format) ?? .raw }
  var isPrinted: Bool { secretFile == "-" }

  /// JSON and the secret would share one stream.
  func refuse(json: Bool) throws {
    if json, isPrinted {
      throw ValidationError(
        "--json and --secret-file - would both write to standard output; give a file for the secret.")
    }
  }

  /// Before anything is sent: a secret that was to be printed would have nowhere to go.
  func requireOutput() throws {
    if isPrinted { try StandardOutput.requireOpen() }
  }

  /// An absolute path. Without `--secret-file` it is made from the name or the URL's host.
  func path(name: String?, url: String, in environment: AppEnvironment) async throws -> String {
    let paths = environment.paths
    if let secretFile, !isPrinted {
      do throws(PathProblem) {
        return try environment.absolute(secretFile)
      } catch {
        throw CommandExit(.secretFile, error.sentence)
      }
    }
    return await BlockingWork.run { SecretFileProposal.path(name: name ?? "", url: url, paths) }
  }

  /// Look before anything is made.
  func madeFolder(in environment: AppEnvironment) async -> MadeFolder {
    await MadeFolder(forFile: isPrinted ? nil : secretFile.flatMap { try? environment.absolute($0) })
  }

  func destination(name: String?, url: String, in environment: AppEnvironment) async throws -> SecretDestination {
    isPrinted ? .standardOutput : .file(try await path(name: name, url: url, in: environment))
  }
}

/// What a command prints of a subscription with a new secret. Never the secret itself.
struct NewSecretReport: Sendable {
  let account: Account
  let isJSON: Bool

  /// - Parameters:
  ///   - path: nil if the secret was printed; standard output holds nothing else then.
  ///   - more: further members of the JSON.
  func print(_ subscription: Subscription, savedTo path: String?, more: [JSONValue.Member] = []) throws {
    guard let path else {
      StandardError.print("The secret of \(subscription.displayName) (\(subscription.id)) was printed.")
      return
    }
    let report = SubscriptionReport(account.environment.clock)
    if isJSON, case .object(let members) = report.json(subscription) {
      try StandardOutput.write(JSONValue.object(members + [.init("secretFile", .string(path))] + more).text)
      return
    }
    try StandardOutput.write(
      PlainTable.fields([
        ("id", String(subscription.id)), ("name", subscription.name ?? "—"), ("url", subscription.url),
        ("events", String(subscription.subscribedEvents.count)),
        ("isActive", subscription.isActive ? "true" : "false"),
        ("secret", "\(account.environment.paths.display(path)) (0600)"),
      ]))
  }
}
