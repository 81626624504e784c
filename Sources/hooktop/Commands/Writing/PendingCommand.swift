import ArgumentParser
import FintoroWebhooks

/// `hooktop pending`: creates that may have happened, and what is done about them.
struct PendingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pending", abstract: "List creates that are not finished; finish, adopt or forget them.",
    usage: """
      hooktop pending [--json]
      hooktop pending --resume [KEY] [--secret-file FILE] [--wait SECONDS]
      hooktop pending --adopt KEY ID
      hooktop pending --forget KEY|FILE
      """,
    discussion: """
      Without an option nothing is sent but the question for the list. --resume sends the same bytes with the same \
      key, while that is safe (55 minutes); without KEY all that can be finished. --adopt takes the subscription ID for \
      what the create made: it is rotated, because its secret is not known. --forget lets the entry go; one that cannot \
      be read is named by its file as it is listed, which is set aside and not removed.
      """)

  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Finish one, or all that can be finished safely.")
  var resume = false

  @Flag(help: "Take a subscription for what a create made, by rotating its secret.")
  var adopt = false

  @Flag(help: "Let a create go without knowing what became of it.")
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
  }

  func run() async throws {
    let account = try await Account.open(connection)
    let key = words.first.map(IdempotencyKey.init(rawValue:))
    let (resume, adopt, json, id) = (resume, adopt, json, words.last.flatMap(Int.init))
    let destination = secretFile.map { file -> SecretDestination in
      file == "-"
        ? .standardOutput : .file(account.environment.paths.absolute(file, from: account.environment.folder))
    }
    let patient = RetryingCreate(creates: account.creates, clock: account.environment.clock, wait: Double(wait))
    try await WritingRun.run(account) {
      let decisions = PendingDecisions(account: account, json: json)
      if resume {
        try await decisions.resume(key, to: destination, patient)
      } else if adopt, let key, let id {
        try await decisions.adopt(key, id)
      } else if let key {
        try await decisions.forget(key)
      } else {
        try await PendingReport(account, json: json).tell()
      }
    }
  }
}
