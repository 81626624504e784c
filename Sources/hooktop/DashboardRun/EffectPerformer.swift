import Dashboard
import Files
import FintoroAPI
import FintoroWebhooks
import History

/// Performs effects and reports the results as actions. Decides nothing.
struct EffectPerformer: Sendable {
  let account: Account

  var client: FintoroClient { account.client }
  var paths: Paths { account.environment.paths }
  var clock: LiveClock { account.environment.clock }

  /// - Parameter report: takes what happens on the way.
  func perform(_ effect: Effect, report: @escaping @Sendable (Action) -> Void = { _ in }) async -> Action? {
    switch effect {
    case .loadList: await loadList(report)
    case .loadCompany: await loadCompany()
    case .findPendingCreates: await findPendingCreates()
    case .proposeSecretFile(let name, let url):
      .secretFileProposed(await BlockingWork.run { SecretFileProposal.make(name: name, url: url, paths) })
    case .checkSecretFile(let path):
      .secretFileChecked(await BlockingWork.run { SecretFileProposal.check(path, paths) })
    case .create(let number, let input, let path):
      createFinished(number, await create(input, path, by: creates(number, report)))
    case .resumeCreate(let number, let key):
      createFinished(number, await creates(number, report).resume(key))
    case .saveSecretCopy(let secret, let path): .secretCopied(await saveCopy(secret, path))
    case .changeMarked(let id, let base, let change):
      .markedChanged(id, await MarkedEdit(editor: account.subscriptions).apply(change, on: id, base: base))
    case .saveBackfill(let sheet, let path): .backfillSaved(await saveSheet(sheet, path))
    case .decide(let decision, let ids): await decide(decision, about: ids)
    case .readSubscription(let id): .subscriptionRead(id: id, await read(id))
    case .edit(let id, let base, let wanted):
      .editFinished(id: id, await account.subscriptions.edit(id, base: base, wanted: wanted))
    case .delete(let id):
      .deleteFinished(id: id, await account.subscriptions.delete(id).mapPaths(paths.display))
    case .rotate(let id, let path):
      .rotateFinished(
        id: id, await rotate(id, path).mapPaths(paths.display))
    case .adopt(let key, let id):
      .adoptFinished(key, await account.creates.adopt(key, id, by: account.subscriptions).mapPaths(paths.display))
    case .forget(let key): .forgetFinished(key, await account.creates.forget(key).mapPaths(paths.display))
    case .inspectSecrets(let ids): await inspectSecrets(ids)
    case .findWriteLock: .writeLockFound(await account.gate.knownLock())
    case .pinCompany: .companyPinned(problem: await pinCompany())
    case .loadDrafts: await loadDrafts()
    case .saveDrafts(let change): .draftsSaved(await save(change))
    case .saveSettings(let changes): .settingsSaved(await saveSettings(changes))
    case .savePreferences(let changes): .preferencesSaved(await savePreferences(changes))
    case .rememberTour: await rememberTour()
    case .loadPast(let ids, let until):
      await past { recorder throws(HistoryProblem) in
        try await recorder.past(of: ids, until: until).map { .pastLoaded(ids, $0.recent, $0.writes) }
      }
    case .lookBack(let question):
      await past { recorder throws(HistoryProblem) in .pastFound(question, try await recorder.look(question)) }
    case .loadEvents(let reach, let since, let until):
      await past { recorder throws(HistoryProblem) in
        try await recorder.events(since: since, until: until).map { .eventsLoaded(reach, $0) }
      }
    // The loop's terminal performs these.
    case .copyToClipboard, .copyText, .useTerminal, .ring, .suspend: nil
    // `Companies` performs these.
    case .openCompanies, .openCompany, .duplicate: nil
    }
  }

  private func loadList(_ report: @escaping @Sendable (Action) -> Void) async -> Action {
    do throws(Failure) {
      let answer = try await client.list()
      await account.gate.record(answer)
      remember(answer, report)
      return .listLoaded(answer)
    } catch {
      return .listFailed(error, at: clock.now(), random: clock.random())
    }
  }

  /// The list does not wait for it, however slow the disk is.
  private func remember(_ answer: Answer<SubscriptionList>, _ report: @escaping @Sendable (Action) -> Void) {
    let (account, recorder, gaps, rhythms) = (account, account.recorder, account.gaps, account.rhythms)
    let (paths, log) = (paths, account.log)
    Task {
      await account.keep(answer)
      switch await recorder.watch(answer) {
      case .past(let past): report(.historyLoaded(past))
      case .off(let problem):
        log?.write("history-not-written", [("problem", problem.sentence(paths))])
        report(.historyOff(problem: problem.sentence(paths)))
      case .turnedOff:
        let file = paths.display(paths.configFile)
        report(.historyTurnedOff(sentence: "History is turned off in \(file) (history = false)."))
      case nil: break
      }
      // After the history has it: what it saw before is the beginning.
      switch await gaps.take(answer) {
      case .gaps(let records): report(.gapsFound(records))
      case .notKept(let problem):
        log?.write("gaps-not-written", [("problem", problem.sentence(paths))])
        report(.historyOff(problem: problem.sentence(paths)))
      case nil: break
      }
      if let rhythms = await rhythms.learn(from: answer) { report(.rhythmsLearnt(rhythms)) }
    }
  }

  private func decide(_ decision: GapDecision, about ids: [GapID]) async -> Action {
    do throws(LineFileProblem) {
      return .gapsDecided(decision, .kept(try await account.gaps.decide(decision, about: ids, at: clock.now())))
    } catch {
      return .gapsDecided(decision, .failed(problem: error.sentence(paths)))
    }
  }

  /// Asks the history. Where it cannot be read, that is what is said.
  private func past(_ question: (HistoryRecorder) async throws(HistoryProblem) -> Action?) async -> Action? {
    do throws(HistoryProblem) {
      return try await question(account.recorder)
    } catch {
      return .historyOff(problem: error.sentence(paths))
    }
  }

  private func loadCompany() async -> Action {
    do throws(Failure) {
      let answer = try await client.whoami()
      await account.gate.record(companyName: answer)
      return .companyLoaded(answer)
    } catch {
      return .companyFailed(error)
    }
  }

  private func findPendingCreates() async -> Action? {
    let pending = await account.creates.pending()
    if let problem = pending.problem { return .pendingCreatesUnreadable(problem) }
    return .pendingCreatesFound(pending.all.map { $0.mapPaths(paths.display) })
  }

  private func createFinished(_ number: Int, _ outcome: CreateOutcome) -> Action {
    .createFinished(number: number, outcome.mapPaths(paths.display), at: clock.now(), random: clock.random())
  }

  /// A typed path as an absolute one.
  private func absolute(_ path: String) throws(PathProblem) -> String {
    try paths.absolute(path, from: Paths.currentFolder())
  }

  private func create(
    _ input: SubscriptionInput, _ path: String, by creates: CreateWorkflow
  ) async -> CreateOutcome {
    do throws(PathProblem) {
      return await creates.create(CreateRequest(input: input, secretPath: try absolute(path)))
    } catch {
      return .notSent(problem: error.sentence, about: .secretFile)
    }
  }

  private func rotate(_ id: Int, _ path: String) async -> RotateOutcome {
    do throws(PathProblem) {
      return await account.subscriptions.rotate(RotateRequest(id: id, secretPath: try absolute(path)))
    } catch {
      return .notSent(problem: error.sentence, isAboutSecretFile: true)
    }
  }

  private func saveCopy(_ secret: SigningSecret, _ path: String) async -> SecretCopyResult {
    let (key, paths) = (clock.newKey(), paths)
    let absolute: String
    do throws(PathProblem) {
      absolute = try self.absolute(path)
    } catch {
      return .failed(problem: error.sentence)
    }
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
    let absolute: String
    do throws(PathProblem) {
      absolute = try self.absolute(path)
    } catch {
      return .failed(problem: error.sentence)
    }
    let bytes = Array(BackfillReport(sheet, zone: clock.zone).contents(forFile: absolute).utf8)
    let paths = paths
    return await BlockingWork.run {
      do throws(SystemError) {
        try NewFile.write(bytes, to: absolute)
        return .saved(path: paths.display(absolute))
      } catch {
        return .failed(problem: NewFile.sentence(error, absolute, paths))
      }
    }
  }
}

/// Effects that read or write the ledger and the company's pin.
extension EffectPerformer {
  func read(_ id: Int) async -> ReadResult {
    do throws(Failure) {
      return .read(try await account.subscriptions.read(id).value)
    } catch {
      return .failed(error)
    }
  }

  /// Open rotates of earlier runs are settled first, because they decide where secrets are.
  func inspectSecrets(_ ids: [Int]) async -> Action {
    do throws(LineFileProblem) {
      let recovered = try await account.ledger.settleOpenRotations()
      let places = try await account.ledger.locations(of: ids, baseURL: client.connection.baseURL.text)
      return .secretsInspected(
        places.mapValues { $0.mapPaths(paths.display) }, news: recovered.map { $0.sentence(paths) })
    } catch {
      return .secretsNotInspected(problem: error.sentence(paths))
    }
  }

  /// - Returns: why the company could not be pinned; nil if it is.
  func pinCompany() async -> String? {
    do {
      _ = try await account.gate.repin()
      return nil
    } catch let failure as Failure {
      return account.sentence(failure)
    } catch let problem as CompanyPinProblem {
      return problem.sentence
    } catch {
      return "The company could not be noted."
    }
  }
}
