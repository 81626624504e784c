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
      return ended(key, .notSent(problem: sentence(error), about: .journal))
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
    let own = SecretDestination(entry.create.secretFile)
    if own == .standardOutput, destination == nil {
      return ended(key, .notSent(problem: PendingCreate.Obstacle.toBePrinted(key).sentence, about: .secretFile))
    }
    do throws(SecretFileProblem) {
      return ended(key, await send(entry, try await open(own, destination, for: entry.create)))
    } catch {
      return ended(key, .notSent(problem: error.sentence(paths), about: .secretFile))
    }
  }

  /// The entry's own file; for a secret that was to be printed, the place that was named this time.
  /// - Returns: nil for a secret that is to be printed.
  private func open(
    _ own: SecretDestination, _ named: SecretDestination?, for create: PendingCreate
  ) async throws(SecretFileProblem) -> SecretFile? {
    switch (own, named) {
    case (.file, _):
      try await BlockingWork.run { () throws(SecretFileProblem) in try SecretFile.again(for: create) }
    case (.standardOutput, .file(let path)):
      try await BlockingWork.run { () throws(SecretFileProblem) in
        try SecretFile.reserveSubstitute(path, key: create.key)
      }
    case (.standardOutput, .standardOutput), (.standardOutput, nil): nil
    }
  }
}
