import ArgumentParser
import Files
import FintoroWebhooks

/// `hooktop pending`: lists, resumes, adopts or forgets pending creates.
struct PendingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pending", abstract: "List pending creates; finish, adopt or forget them.",
    usage: """
      hooktop pending [--json]
      hooktop pending --resume [KEY] [--secret-file FILE] [--wait SECONDS]
      hooktop pending --adopt KEY ID
      hooktop pending --forget KEY|FILE
      """,
    discussion: """
      Without an option only the list is read. --resume sends the same bytes with the same key while that is safe (55 \
      minutes); without KEY it takes all that can be finished. --adopt takes the subscription ID as what the create \
      made, and rotates it, because its secret is not known. --forget forgets the entry. An entry that cannot be read \
      is named by its file, which is set aside, not removed.
      """)

  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Finish one, or all that can be finished safely.")
  var resume = false

  @Flag(help: "Adopt the subscription that a create made: its secret is rotated.")
  var adopt = false

  @Flag(help: "Forget a create without knowing whether it worked.")
  var forget = false

  @Argument(
    help: ArgumentHelp(
      "The key (or the file of an entry that cannot be read), and for --adopt the id.", valueName: "key"))
  var words: [String] = []

  @Option(
    help: ArgumentHelp("For a secret that was to be printed: - or a file.", valueName: "file"))
  var secretFile: String?

  @Option(help: ArgumentHelp("How long to try again after a lost answer, in seconds.", valueName: "seconds"))
  var wait = 120

  @Flag(help: "Print JSON, without secrets.")
  var json = false

  func validate() throws {
    let chosen = [resume, adopt, forget].filter { $0 }.count
    if chosen > 1 { throw ValidationError("--resume, --adopt and --forget exclude each other.") }
    if wait < 0 { throw ValidationError("--wait takes whole seconds from 0 on.") }
    if secretFile != nil, !resume { throw ValidationError("--secret-file goes with --resume.") }
    if json, secretFile == "-" {
      throw ValidationError(
        "--json and --secret-file - would both write to standard output; give a file for the secret.")
    }
    let expected = adopt ? 2...2 : forget ? 1...1 : resume ? 0...1 : 0...0
    guard expected.contains(words.count), !adopt || Int(words[1]) != nil else {
      throw ValidationError(
        adopt
          ? "--adopt takes the key of a pending create and the id of a subscription."
          : forget
            ? "--forget takes the key of one pending create, or the file of one that cannot be read."
            : resume ? "--resume takes one key, or none for all." : "a key needs --resume, --adopt or --forget.")
    }
    if let key = words.first, key.allSatisfy(\.isWhitespace) {
      throw ValidationError("The key is empty; `hooktop pending` lists the keys.")
    }
  }

  func run() async throws {
    if secretFile == "-" { try StandardOutput.requireOpen() }
    let account = try await Account.open(connection)
    let key = words.first.map(IdempotencyKey.init(rawValue:))
    let (resume, adopt, json, id) = (resume, adopt, json, words.last.flatMap(Int.init))
    let destination = try secretFile.map { file -> SecretDestination in
      file == "-" ? .standardOutput : .file(try account.environment.absolute(file))
    }
    let retrying = RetryingCreate(creates: account.creates, clock: account.environment.clock, wait: Double(wait))
    try await InterruptibleRun.run(account) {
      let decisions = PendingDecisions(account: account, json: json)
      if resume {
        try await decisions.resume(key, to: destination, retrying)
      } else if adopt, let key, let id {
        try await decisions.adopt(key, id)
      } else if let key {
        try await decisions.forget(key)
      } else {
        try await PendingReport(account: account, isJSON: json).print()
      }
    }
  }
}

/// The options of `hooktop pending` that change something.
struct PendingDecisions: Sendable {
  let account: Account
  let json: Bool

  /// - Parameter key: nil resumes all that can be, oldest first.
  func resume(_ key: IdempotencyKey?, to destination: SecretDestination?, _ retrying: RetryingCreate) async throws {
    let pending = await account.creates.pending()
    if let problem = pending.problem { throw CommandExit(.inputOutput, problem) }
    let problems = pending.problems(account.environment.paths)
    problems.forEach(StandardError.print)
    let chosen = pending.entries.filter { key == nil || $0.key == key }
    if let key, chosen.isEmpty { throw CommandExit(.notFound, "There is no pending create with the key \(key).") }
    if chosen.isEmpty, problems.isEmpty { StandardError.print("Nothing is pending.") }
    let printed = chosen.filter { $0.destination == .standardOutput }
    if destination != nil {
      guard printed.count == chosen.count else {
        throw CommandExit(
          .usage,
          "--secret-file is for a create whose secret was to be printed; the others have their file. Name its key.")
      }
      if printed.count > 1 { throw CommandExit(.usage, "Several creates are to be printed: name the key of one.") }
    }
    let report = CreateReport(account: account, isJSON: json)
    var exits: [CommandExit] = []
    for entry in chosen {
      let outcome = await retrying.resume(entry.key, to: destination)
      if case .created = outcome { try report.print(outcome) } else { exits.append(report.exit(for: outcome)) }
    }
    guard let last = exits.last else {
      if !problems.isEmpty { throw CommandExit(.internalError) }
      return
    }
    exits.dropLast().compactMap(\.sentence).forEach(StandardError.print)
    throw last
  }

  func adopt(_ key: IdempotencyKey, _ id: Int) async throws {
    switch await account.creates.adopt(key, id, by: account.subscriptions) {
    case .rotate(.rotated(let subscription, _, let path, _)):
      try NewSecretReport(account: account, isJSON: json).print(subscription, savedTo: path)
    case .rotate(let outcome):
      throw RotateReport(account: account, isJSON: json).exit(for: outcome, id)
    case .notDone(let sentence): throw CommandExit(.tryAgain, sentence)
    case .busy: throw gone(key)
    }
  }

  func forget(_ key: IdempotencyKey) async throws {
    switch await account.creates.forget(key) {
    case .notDone(let sentence): throw CommandExit(.inputOutput, sentence)
    case .busy: throw gone(key)
    case .setAside(let path):
      StandardError.print(
        "What stood in \(FilePath.split(path).name) could not be read; it is set aside as "
          + "\(account.environment.paths.display(path)), and nothing was removed. If Fintoro made what it was about, "
          + "that is in `hooktop list` and its secret is not known here: rotate or delete it there.")
    case .forgotten:
      StandardError.print(
        "The create \(key) is forgotten. If Fintoro made it, it is in `hooktop list` and its secret is not known: rotate "
          + "or delete it there.")
    }
  }

  private func gone(_ key: IdempotencyKey) -> CommandExit {
    CommandExit(.notFound, "There is no pending create with the key \(key), or another hooktop works on it.")
  }
}
