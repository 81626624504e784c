import FintoroAPI
import FintoroWebhooks

/// Takes a create from an open secret file to a retired journal entry: the one way for commands and for the board.
///
/// Nothing is sent before file and entry are on disk; no entry goes before the secret is on disk or it is certain that
/// nothing was made.
struct CreateWorkflow: Sendable {
  let client: FintoroClient
  let gate: WriteGate
  let ledger: SecretLedger
  let work: CriticalWork
  let journal: FileCreateJournal
  let profile: String?
  let paths: Paths
  let clock: LiveClock
  let log: EventLog?
  var printer = SecretPrinter.standardOutput

  init(
    client: FintoroClient, gate: WriteGate, ledger: SecretLedger, work: CriticalWork, profile: String?,
    paths: Paths, clock: LiveClock, log: EventLog? = nil
  ) {
    self.client = client
    self.gate = gate
    self.ledger = ledger
    self.work = work
    self.profile = profile
    self.paths = paths
    self.clock = clock
    self.log = log
    journal = FileCreateJournal(directory: paths.creates)
  }

  /// With a gate, a ledger and unfinished work of its own, as one run of a program has them.
  init(client: FintoroClient, profile: String?, paths: Paths, clock: LiveClock, log: EventLog? = nil) {
    self.init(
      client: client, gate: WriteGate(client: client, profile: profile, paths: paths, clock: clock),
      ledger: SecretLedger(paths: paths, log: log), work: CriticalWork(), profile: profile, paths: paths,
      clock: clock, log: log)
  }

  /// The journal's entries as they stand. Sends nothing.
  func pending() async -> PendingCreates {
    let listed: [ListedEntry]
    do throws(JournalProblem) {
      listed = try await journal.entries()
    } catch {
      return PendingCreates(problem: sentence(error))
    }
    let company = await gate.known
    var result = PendingCreates()
    for element in listed {
      switch element {
      case .readable(let create, let isLocked):
        result.entries.append(
          FoundCreate(
            create,
            create.status(
              isLocked: isLocked, now: clock.now(), baseURL: client.connection.baseURL.text, company: company)))
      case .unreadable(let file, let problem):
        result.unreadable.append(UnreadableEntry(file: file, problem: problem))
      }
    }
    return result
  }

  func sentence(_ problem: JournalProblem) -> String {
    if case .folder(let folder) = problem.kind { return folder.sentence(paths) }
    return problem.sentence.prefix(1).uppercased() + problem.sentence.dropFirst() + "."
  }

  /// Tells the log what came of it.
  func logged(_ key: IdempotencyKey?, _ outcome: CreateOutcome) -> CreateOutcome {
    let word =
      switch outcome {
      case .created(_, _, _, let isRepeated): isRepeated ? "created-before" : "created"
      case .savingFailed: "secret-not-saved"
      case .refused: "refused"
      case .kept(_, _, let mustTell): mustTell ? "kept-refused" : "kept"
      case .notSent: "not-sent"
      case .alreadyPending: "already-pending"
      case .stale: "stale"
      case .busy: "busy"
      case .locked: "locked"
      case .companyUnknown: "company-unknown"
      }
    log?.write("create", [("outcome", word)] + (key.map { [("key", $0.rawValue)] } ?? []))
    return outcome
  }
}

/// What a person asked to be created, and where its secret is to be kept.
struct CreateRequest: Equatable, Sendable {
  var input: SubscriptionInput
  var destination: SecretDestination
  var format: SecretFormat = .raw
  /// The caller's own key, for one whose disk does not survive; nil makes a new one.
  var key: IdempotencyKey?

  init(
    input: SubscriptionInput, destination: SecretDestination, format: SecretFormat = .raw, key: IdempotencyKey? = nil
  ) {
    self.input = input
    self.destination = destination
    self.format = format
    self.key = key
  }

  /// - Parameter secretPath: absolute, without `~`.
  init(input: SubscriptionInput, secretPath: String, format: SecretFormat = .raw) {
    self.init(input: input, destination: .file(secretPath), format: format)
  }
}
