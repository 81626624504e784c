import Files
import FintoroAPI
import FintoroWebhooks

extension CreateWorkflow {
  /// Finishes a pending create with the same key and the same bytes, where that is safe.
  /// - Parameter destination: for an entry whose secret was to be printed: where it goes this time.
  func resume(_ key: IdempotencyKey, to destination: SecretDestination? = nil) async -> CreateOutcome {
    let entry: JournalEntry
    do throws(JournalProblem) {
      guard let claimed = try await journal.claim(key) else { return ended(key, .busy(key)) }
      entry = claimed
    } catch {
      return ended(key, .notSent(problem: Self.sentence(error), about: .journal))
    }
    do throws(Failure) {
      if let lock = try await gate.lock() { return ended(key, .locked(lock)) }
      let company = try await gate.company()
      let obstacle = entry.create.obstacle(baseURL: client.connection.baseURL.text, company: company)
      if let obstacle { return ended(key, .notSent(problem: obstacle.sentence, about: .account)) }
    } catch {
      return ended(key, .kept(key, error, mustTell: false))
    }
    if case .compare(let staleness) = entry.create.nextStep(now: clock.now()) {
      return ended(key, .stale(key, staleness))
    }
    do throws(SecretFileProblem) {
      guard let target = try await target(of: entry.create, destination) else {
        return ended(key, .notSent(problem: PendingCreate.Obstacle.toBePrinted(key).sentence, about: .secretFile))
      }
      return ended(key, await send(entry, to: target))
    } catch {
      return ended(key, .notSent(problem: error.sentence(paths), about: .secretFile))
    }
  }

  /// Nil where a secret that was to be printed was given no place.
  private func target(
    of pending: PendingCreate, _ destination: SecretDestination?
  ) async throws(SecretFileProblem) -> SecretTarget? {
    switch (SecretDestination(pending.secretFile), destination) {
    case (.file, _):
      let place = try await BlockingWork.run { () throws(SecretFileProblem) in try SecretPlace.again(for: pending) }
      return .place(place)
    case (.standardOutput, .standardOutput): return .printed(printer)
    case (.standardOutput, .file(let path)):
      let file = try await BlockingWork.run { () throws(SecretFileProblem) in
        try SecretFile.reserveNumbered(path, key: pending.key)
      }
      return .place(SecretPlace(file: file, isSubstitute: true))
    case (.standardOutput, nil): return nil
    }
  }
}
