import FintoroAPI
import FintoroWebhooks

/// Takes a create from an open secret file to a retired journal entry. Commands and board share it.
///
/// Nothing is sent before file and entry are on disk. An entry is retired only when the secret is on disk, or when it
/// is certain that nothing was made.
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
  /// Called when a create is in the journal and is about to be sent, for the first time or again. Nil for commands, which
  /// keep no drafts.
  var willSend: (@Sendable (PendingCreate) async -> Void)?
  var printer = SecretPrinter.standardOutput
  /// Remembers what was made; nil where nothing is remembered.
  var recorder: HistoryRecorder?

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

  /// With its own gate, ledger and critical work, for a run that shares them with nothing else.
  init(client: FintoroClient, profile: String?, paths: Paths, clock: LiveClock, log: EventLog? = nil) {
    self.init(
      client: client, gate: WriteGate(client: client, profile: profile, paths: paths, clock: clock),
      ledger: SecretLedger(paths: paths, log: log), work: CriticalWork(), profile: profile, paths: paths,
      clock: clock, log: log)
  }

  /// Lists the journal's entries. Sends nothing.
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

  /// The readable entries of this profile at this address.
  func ownEntries() async -> [PendingCreate] {
    let all = (try? await journal.entries()) ?? []
    return all.compactMap(\.create).filter { $0.profile == profile && $0.baseURL == client.connection.baseURL.text }
  }

  /// A failure as a sentence, with the address and times in the person's zone.
  func sentence(_ failure: Failure) -> String {
    FailureText.sentence(failure, baseURL: client.connection.baseURL.text, zone: clock.zone, profile: profile)
  }

  func sentence(_ problem: JournalProblem) -> String {
    switch problem.kind {
    case .folder(let folder): return folder.sentence(paths)
    case .noLocks: return paths.noLocks(at: journal.directory)
    default: break
    }
    return problem.sentence.prefix(1).uppercased() + problem.sentence.dropFirst() + "."
  }

  /// Writes the outcome to the log and returns it.
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

/// What a person wants to create, and where the secret is to go.
struct CreateRequest: Equatable, Sendable {
  var input: SubscriptionInput
  var destination: SecretDestination
  var format: SecretFormat = .raw
  /// A key of the caller's own, for callers whose disk does not survive. Nil makes a new key.
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
