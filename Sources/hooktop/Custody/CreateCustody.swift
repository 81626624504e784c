import FintoroAPI
import FintoroWebhooks

/// Takes a create from an open secret file to a retired journal entry: the one way for commands and for the board.
///
/// Nothing is sent before file and entry are on disk; no entry goes before the secret is on disk or it is certain that
/// nothing was made.
actor CreateCustody {
  nonisolated let client: FintoroClient
  let journal: FileCreateJournal
  let profile: String?
  let paths: Paths
  let clock: LiveClock
  let log: EventLog?
  /// Learnt from `whoami` (name) and from the list (id).
  private var companyName: String?
  private var companyID: Int?

  init(client: FintoroClient, profile: String?, paths: Paths, clock: LiveClock, log: EventLog? = nil) {
    self.client = client
    self.profile = profile
    self.paths = paths
    self.clock = clock
    self.log = log
    journal = FileCreateJournal(directory: paths.creates)
  }

  /// What an answer told of the company, so that it need not be asked for again.
  func learnt(companyName name: String) { companyName = name }

  func learnt(from list: SubscriptionList) {
    companyID = list.subscriptions.lazy.compactMap(\.companyID).first ?? companyID
  }

  /// Makes a new subscription.
  func create(_ order: CreateOrder) async -> CreateOutcome {
    let company: PendingCreate.Company
    do throws(Failure) {
      company = try await knownCompany()
    } catch {
      return ended(nil, .notSent(problem: companyProblem(error), about: .company))
    }
    var pending = PendingCreate(
      key: clock.newKey(), body: FintoroClient.createBody(order.input), baseURL: client.connection.baseURL.text,
      profile: profile, company: company, startedAt: clock.now(),
      secretFile: .init(path: order.secretPath, device: 0, inode: 0, format: order.format))
    do throws(JournalProblem) {
      if let alike = try await journal.entry(like: pending)?.create {
        return ended(pending.key, .alreadyPending(alike.key))
      }
    } catch {
      return ended(pending.key, .notSent(problem: Self.sentence(error), about: .journal))
    }
    let (key, path) = (pending.key, order.secretPath)
    let file: SecretFile
    do throws(SecretFileProblem) {
      file = try await BlockingWork.run { () throws(SecretFileProblem) in try SecretFile.reserve(path, key: key) }
    } catch {
      return ended(key, .notSent(problem: error.sentence(paths), about: .secretFile))
    }
    (pending.secretFile.device, pending.secretFile.inode) = (file.device, file.inode)
    do throws(JournalProblem) {
      let entry = try await journal.open(pending)
      return ended(key, await send(entry, into: SecretPlace(file: file)))
    } catch {
      await BlockingWork.run { file.release() }
      if case .alikeIsPending(let other) = error.kind { return ended(key, .alreadyPending(other)) }
      return ended(key, .notSent(problem: Self.sentence(error), about: .journal))
    }
  }

  /// Finishes a pending create with the same key and the same bytes, where that is safe.
  func resume(_ key: IdempotencyKey) async -> CreateOutcome {
    let entry: JournalEntry
    do throws(JournalProblem) {
      guard let claimed = try await journal.claim(key) else { return ended(key, .busy(key)) }
      entry = claimed
    } catch {
      return ended(key, .notSent(problem: Self.sentence(error), about: .journal))
    }
    do throws(Failure) {
      let company = try await knownCompany()
      let obstacle = ResumeRule.obstacle(entry.create, baseURL: client.connection.baseURL, company: company)
      if let obstacle { return ended(key, .notSent(problem: obstacle.sentence, about: .company)) }
    } catch {
      return ended(key, .kept(key, error, mustTell: false))
    }
    if case .compare(let staleness) = entry.create.nextStep(now: clock.now()) {
      return ended(key, .stale(key, staleness))
    }
    let pending = entry.create
    do throws(SecretFileProblem) {
      let place = try await BlockingWork.run { () throws(SecretFileProblem) in try SecretPlace.again(for: pending) }
      return ended(key, await send(entry, into: place))
    } catch {
      return ended(key, .notSent(problem: error.sentence(paths), about: .secretFile))
    }
  }

  /// The journal's entries as they stand. Sends nothing.
  func pending() async -> PendingCreates {
    let listed: [ListedEntry]
    do throws(JournalProblem) {
      listed = try await journal.entries()
    } catch {
      return PendingCreates(problems: [Self.sentence(error)])
    }
    let company = companyName.map { PendingCreate.Company(name: $0, id: companyID) }
    var result = PendingCreates()
    for element in listed {
      switch element {
      case .readable(let create, let isLocked):
        result.entries.append(
          PendingSummary(
            create, isLocked: isLocked, now: clock.now(), baseURL: client.connection.baseURL, company: company))
      case .unreadable(let file, let problem):
        result.problems.append("The pending create \(paths.display(file)) cannot be read: \(problem).")
      }
    }
    return result
  }

  private func knownCompany() async throws(Failure) -> PendingCreate.Company {
    if companyName == nil { companyName = try await client.whoami().value }
    return PendingCreate.Company(name: companyName ?? "", id: companyID)
  }

  private func companyProblem(_ failure: Failure) -> String {
    "Nothing was sent, because the company of the token could not be learnt: "
      + FailureText.sentence(failure, baseURL: client.connection.baseURL.text)
  }

  private static func sentence(_ problem: JournalProblem) -> String {
    problem.sentence.prefix(1).uppercased() + problem.sentence.dropFirst() + "."
  }
}
