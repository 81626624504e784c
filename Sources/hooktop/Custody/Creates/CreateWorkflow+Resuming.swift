import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

extension CreateWorkflow {
  /// Sends a pending create again with the same key and the same bytes, if that is safe.
  /// - Parameter destination: used only if the secret was to be printed: where it goes this time.
  func resume(_ key: IdempotencyKey, to destination: SecretDestination? = nil) async -> CreateOutcome {
    let entry: JournalEntry
    do throws(JournalProblem) {
      guard let claimed = try await journal.claim(key) else { return logged(key, .busy(key)) }
      entry = claimed
    } catch {
      return logged(key, .notSent(problem: sentence(error), about: .journal))
    }
    do throws(Failure) {
      if let lock = try await gate.lock() { return logged(key, .locked(lock)) }
      let company = try await gate.company()
      let obstacle = entry.create.obstacle(baseURL: client.connection.baseURL.text, company: company)
      if let obstacle { return logged(key, .notSent(problem: obstacle.sentence, about: .account)) }
    } catch {
      // Only what can be sent later is kept for later.
      return logged(key, refusal(of: entry.create, destination) ?? .kept(key, error, mustTell: false))
    }
    if let refusal = refusal(of: entry.create, destination) { return logged(key, refusal) }
    let own = SecretDestination(entry.create.secretFile)
    do throws(SecretFileProblem) {
      return logged(key, await send(entry, try await open(own, destination, for: entry.create)))
    } catch {
      return logged(key, .notSent(problem: error.sentence(paths), about: .secretFile))
    }
  }

  /// Why it is not sent, whatever a server says; nil where it may be.
  private func refusal(of create: PendingCreate, _ destination: SecretDestination?) -> CreateOutcome? {
    let baseURL = client.connection.baseURL.text
    if create.baseURL != baseURL {
      return .notSent(problem: PendingCreate.Obstacle.otherBaseURL(create.baseURL).sentence, about: .account)
    }
    if case .compare(let staleness) = create.nextStep(now: clock.now()) { return .stale(create.key, staleness) }
    if SecretDestination(create.secretFile) == .standardOutput, destination == nil {
      return .notSent(problem: PendingCreate.Obstacle.toBePrinted(create.key).sentence, about: .secretFile)
    }
    return nil
  }

  /// Opens the entry's own file, or the place named this time if the secret was to be printed.
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

/// A create, or a pending one, tried again after growing pauses until a command's time is up. Every try has the same
/// key and the same bytes.
struct RetryingCreate: Sendable {
  let creates: CreateWorkflow
  let clock: LiveClock
  /// In seconds, from the first try on.
  let wait: Double
  /// The longest pause between two tries, in seconds.
  private static let maxPause = 30.0

  /// Resumes the same create with the same destination if it is pending already.
  /// - Parameter isFileChosen: whether a person named the file. A proposed file does not have to match.
  func create(_ request: CreateRequest, isFileChosen: Bool) async -> CreateOutcome {
    let deadline = clock.now().addingTimeInterval(wait)
    var outcome = await creates.create(request)
    var failures = 0
    // Nothing is pending yet: whose company it is was not answered.
    while case .companyUnknown(let failure) = outcome, failure.mayPass {
      failures += 1
      guard await pause(failures, failure, until: deadline) else { return outcome }
      outcome = await creates.create(request)
    }
    if case .alreadyPending(let key, _) = outcome, await isSame(request, key, isFileChosen) {
      outcome = await creates.resume(key, to: request.destination)
    }
    return await retry(outcome, request.destination, until: deadline)
  }

  func resume(_ key: IdempotencyKey, to destination: SecretDestination?) async -> CreateOutcome {
    let deadline = clock.now().addingTimeInterval(wait)
    return await retry(await creates.resume(key, to: destination), destination, until: deadline)
  }

  private func retry(
    _ first: CreateOutcome, _ destination: SecretDestination?, until deadline: Date
  ) async -> CreateOutcome {
    var outcome = first
    var failures = 0
    while case .kept(let key, let failure, mustTell: false) = outcome {
      failures += 1
      guard await pause(failures, failure, until: deadline) else { break }
      outcome = await creates.resume(key, to: destination)
    }
    return outcome
  }

  /// - Returns: whether there is time for another try.
  private func pause(_ failures: Int, _ failure: Failure, until deadline: Date) async -> Bool {
    let delay = RequestRetryPolicy.delay(
      afterFailures: failures, random: clock.random(), retryAt: failure.retryAt, now: clock.now(),
      maxDelay: Self.maxPause)
    guard clock.now().addingTimeInterval(delay) <= deadline, failure.kind != .cancelled else { return false }
    return (try? await Task.sleep(for: .seconds(delay))) != nil
  }

  private func isSame(_ request: CreateRequest, _ key: IdempotencyKey, _ isFileChosen: Bool) async -> Bool {
    guard let entry = await creates.pending().entries.first(where: { $0.key == key }) else { return false }
    if case .file = entry.destination, !isFileChosen { return true }
    return entry.destination == request.destination
  }
}
