import Dashboard
import FintoroAPI
import FintoroWebhooks

/// Changes of subscriptions, and what the ledger and the company's pin know.
extension EffectPerformer {
  func read(_ id: Int) async -> ReadResult {
    do throws(Failure) {
      return .read(try await account.subscriptions.read(id).value)
    } catch {
      return .failed(error)
    }
  }

  func delete(_ id: Int) async -> DeleteOutcome {
    switch await account.subscriptions.delete(id) {
    case .deleted(let file): .deleted(secretFile: file.map(paths.display))
    case .alreadyGone(let file): .alreadyGone(secretFile: file.map(paths.display))
    case let outcome: outcome
    }
  }

  func rotate(_ id: Int, _ path: String) async -> RotateOutcome {
    let absolute = paths.absolute(path, from: Paths.currentFolder())
    return forPeople(await account.subscriptions.rotate(RotateRequest(id: id, secretPath: absolute)))
  }

  func adopt(_ key: IdempotencyKey, _ id: Int) async -> RotateOutcome {
    switch await account.creates.adopt(key, id, by: account.subscriptions) {
    case .adopted(let subscription, let secret, let path, let date):
      .rotated(subscription, secret, savedTo: paths.display(path), at: date)
    case .notAdopted(let outcome): forPeople(outcome)
    case .notDone(let problem): .notSent(problem: problem, isAboutSecretFile: false)
    case .busy: .notSent(problem: Self.busy, isAboutSecretFile: false)
    case .forgotten, .setAside: .notSent(problem: "The create was forgotten meanwhile.", isAboutSecretFile: false)
    }
  }

  func forget(_ key: IdempotencyKey) async -> ForgetResult {
    switch await account.creates.forget(key) {
    case .notDone(let problem): .notDone(problem)
    case .busy: .notDone(Self.busy)
    case .setAside(let path): .setAside(path: paths.display(path))
    case .forgotten, .adopted, .notAdopted: .forgotten
    }
  }

  /// Rotations that a former run left open are settled first: what they were tells where secrets are.
  func inspectSecrets(_ ids: [Int]) async -> Action {
    do throws(LedgerProblem) {
      let recovered = try await account.ledger.settleOpenRotations()
      let places = try await account.ledger.whereabouts(of: ids, baseURL: client.connection.baseURL.text)
      return .secretsInspected(
        places.mapValues { $0.forPeople(paths) }, news: recovered.map { $0.sentence(paths) })
    } catch {
      return .secretsNotInspected(problem: error.sentence(paths))
    }
  }

  /// - Returns: nil when the company is noted, else why not.
  func pinCompany() async -> String? {
    do {
      _ = try await account.gate.pinAgain()
      return nil
    } catch let failure as Failure {
      return FailureText.sentence(failure, baseURL: client.connection.baseURL.text)
    } catch let problem as CompanyPinProblem {
      return problem.sentence
    } catch {
      return "The company could not be noted."
    }
  }

  /// The same with the file's path as people write it.
  private func forPeople(_ outcome: RotateOutcome) -> RotateOutcome {
    guard case .rotated(let subscription, let secret, let path, let date) = outcome else { return outcome }
    return .rotated(subscription, secret, savedTo: paths.display(path), at: date)
  }

  private static let busy = "Another hooktop works on this create, or has finished it."
}

extension SecretLocation {
  /// The same with paths as people write them.
  fileprivate func forPeople(_ paths: Paths) -> SecretLocation {
    func shown(_ kept: KeptSecret) -> KeptSecret {
      var kept = kept
      kept.file.path = paths.display(kept.file.path)
      return kept
    }
    return switch self {
    case .kept(let kept): .kept(shown(kept))
    case .changed(let kept, let problem): .changed(shown(kept), problem: problem)
    case .inDoubt(let kept, let date): .inDoubt(kept.map(shown), rotationAt: date)
    case .unknown: .unknown
    }
  }
}
