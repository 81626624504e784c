import Dashboard
import FintoroAPI
import FintoroWebhooks

/// Carries effects out and says what came of them. Decides nothing.
struct EffectPerformer: Sendable {
  let session: Session

  private var client: FintoroClient { session.client }
  private var paths: Paths { session.surroundings.paths }
  private var clock: LiveClock { session.surroundings.clock }

  func perform(_ effect: Effect) async -> Action? {
    switch effect {
    case .loadList: await loadList()
    case .loadCompany: await loadCompany()
    case .findPendingCreates: await findPendingCreates()
    case .proposeSecretFile(let name, let url):
      .secretFileProposed(await BlockingWork.run { SecretFileProposal.make(name: name, url: url, paths) })
    case .checkSecretFile(let path):
      .secretFileChecked(await BlockingWork.run { SecretFileProposal.check(path, paths) })
    case .create(let number, let input, let path):
      .createFinished(number: number, await create(input, path))
    case .resumeCreate(let number, let key):
      .createFinished(number: number, result(await session.creates.resume(key)))
    case .saveSecretCopy(let secret, let path): .secretCopied(await saveCopy(secret, path))
    case .saveBackfill(let sheet, let path): .backfillSaved(await saveSheet(sheet, path))
    // The loop's own terminal does these.
    case .copyToClipboard, .suspend: nil
    // `Companies` carries these out.
    case .openOverview, .goTo: nil
    }
  }

  private func loadList() async -> Action {
    do throws(Failure) {
      let answer = try await client.list()
      await session.gate.learnt(from: answer.value)
      return .listLoaded(answer)
    } catch {
      return .listFailed(error, at: clock.now(), random: clock.random())
    }
  }

  private func loadCompany() async -> Action {
    do throws(Failure) {
      let answer = try await client.whoami()
      await session.gate.learnt(companyName: answer.value)
      return .companyLoaded(answer)
    } catch {
      return .companyFailed(error)
    }
  }

  private func findPendingCreates() async -> Action? {
    let pending = await session.creates.pending()
    if let problem = pending.problems.first { return .pendingCreatesUnreadable(problem) }
    // One that another hooktop works on is not ours to speak of.
    let found = pending.entries.filter { $0.standing != .busy }
    return found.isEmpty ? nil : .pendingCreatesFound(found.map { FoundCreate($0, entryFile: entryFile($0.key)) })
  }

  private func create(_ input: SubscriptionInput, _ path: String) async -> CreateResult {
    let absolute = paths.absolute(path, from: Paths.currentFolder())
    return result(await session.creates.create(CreateOrder(input: input, secretPath: absolute)))
  }

  private func saveCopy(_ secret: SigningSecret, _ path: String) async -> SecretCopyResult {
    let absolute = paths.absolute(path, from: Paths.currentFolder())
    let (key, paths) = (clock.newKey(), paths)
    return await BlockingWork.run {
      do throws(SecretFileProblem) {
        try SecretFile.reserve(absolute, key: key).save(secret, as: .raw)
        return .saved(path: paths.display(absolute))
      } catch {
        return .failed(problem: error.sentence(paths))
      }
    }
  }

  private func saveSheet(_ sheet: BackfillSheet, _ path: String) async -> SheetSaveResult {
    let absolute = paths.absolute(path, from: Paths.currentFolder())
    let bytes = Array(BackfillReport(sheet, zone: clock.zone).contents(forFile: absolute).utf8)
    let paths = paths
    return await BlockingWork.run {
      do throws(NewFileProblem) {
        try NewFile.write(bytes, to: absolute)
        return .saved(path: paths.display(absolute))
      } catch {
        return .failed(problem: error.sentence(paths))
      }
    }
  }

  private func entryFile(_ key: IdempotencyKey) -> String {
    paths.display(Paths.join(paths.creates, "\(key).jsonl"))
  }

  /// What the board makes of an outcome.
  private func result(_ outcome: CreateOutcome) -> CreateResult {
    switch outcome {
    case .created(let subscription, let secret, let path, _):
      .created(subscription, secret, savedTo: path.map(paths.display) ?? "standard output")
    case .savingFailed(let subscription, let secret, let problem, _):
      .savingFailed(subscription, secret, problem: problem)
    case .refused(let failure): .refused(failure)
    case .kept(let key, let failure, let mustTell):
      mustTell
        ? .needsPerson(
          "refused now, but an earlier try may have worked: it stays pending. "
            + FailureText.sentence(failure, baseURL: client.connection.baseURL.text))
        : .kept(key, failure, at: clock.now(), random: clock.random())
    case .notSent(let problem, let field): .notSent(problem: problem, isAboutSecretFile: field == .secretFile)
    case .alreadyPending(let key):
      .needsPerson(
        "nothing was sent, because the same create is pending already. hooktop finishes it by itself while it is younger "
          + "than 55 minutes; its entry is \(entryFile(key)).")
    case .stale(let key, let staleness): .needsPerson(staleness.sentence(entry: entryFile(key)))
    case .locked(let lock): .notSent(problem: lock.sentence, isAboutSecretFile: false)
    case .companyUnknown(let failure):
      .notSent(problem: SubscriptionCustody.companyProblem(failure, client), isAboutSecretFile: false)
    case .busy: .needsPerson("another hooktop is finishing it, or has finished it")
    }
  }
}

extension FoundCreate {
  /// - Parameter entryFile: where its journal entry is, for people.
  init(_ summary: PendingSummary, entryFile: String) {
    let obstacle: String? =
      switch summary.standing {
      case .resumable where summary.destination == .standardOutput:
        ResumeRule.Obstacle.toBePrinted(summary.key).sentence
      case .resumable, .busy: nil
      case .notFromHere(let obstacle): obstacle.sentence
      case .stale(let staleness): staleness.sentence(entry: entryFile)
      }
    self.init(key: summary.key, label: summary.label, obstacle: obstacle)
  }
}

extension PendingCreate.Staleness {
  /// Why it is not sent again, and what to do.
  func sentence(entry: String) -> String {
    switch self {
    case .keyExpired:
      "It is too old to be sent again without risking a double. Look for it in the list; when that is settled, "
        + "remove \(entry)."
    case .clockSetBack:
      "It was made later than this machine's clock says it is now: set the clock right, then start hooktop again."
    }
  }
}
