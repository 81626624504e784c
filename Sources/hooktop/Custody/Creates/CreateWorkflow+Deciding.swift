import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

// What a person decides about a create that is never sent again: PROMISES' rule 3.

extension CreateWorkflow {
  /// Subscriptions that the create may have made, most likely first. Nil without a readable entry of that key.
  func candidates(_ key: IdempotencyKey, in answer: Answer<SubscriptionList>) async -> [CreateCandidate]? {
    guard let create = try? await journal.entries().lazy.compactMap(\.create).first(where: { $0.key == key }),
      let input = FintoroClient.createInput(create.body)
    else { return nil }
    let skew = ServerTime(local: answer.context.receivedAt, answer: answer.context).skew ?? 0
    return CreateCandidate.of(input, startedAt: create.startedAt, skew: skew, in: answer.value)
  }

  /// Accepts a candidate as what the create made: rotates it, saves the new secret at the entry's path, retires the
  /// entry.
  func adopt(_ key: IdempotencyKey, _ id: Int, by subscriptions: SubscriptionEditor) async -> AdoptOutcome {
    let entry: JournalEntry
    do throws(JournalProblem) {
      guard let claimed = try await journal.claim(key) else { return .busy }
      entry = claimed
    } catch {
      return .notDone(sentence(error))
    }
    if let obstacle = await obstacleToAdopting(entry.create, id) { return .notDone(obstacle) }
    let pending = entry.create
    // The entry is never sent again, so its placeholder makes room for the new secret.
    await releasePlaceholder(of: pending)
    let path = await adoptedPath(pending)
    let outcome = await subscriptions.rotate(
      RotateRequest(id: id, secretPath: path, format: pending.secretFile.format))
    guard case .rotated = outcome else { return .rotate(outcome) }
    await retire(entry)
    log?.write("create", [("outcome", "adopted"), ("key", key.rawValue), ("id", String(id))])
    return .rotate(outcome)
  }

  /// Removes an entry although its result is unknown. Sends nothing.
  /// - Parameter key: the key, or the file's name for an entry that cannot be read.
  func forget(_ key: IdempotencyKey) async -> ForgetOutcome {
    do throws(JournalProblem) {
      guard let entry = try await claimReadable(key) else { return try await setAside(key) }
      let pending = entry.create
      try await entry.retire()
      await releasePlaceholder(of: pending)
      log?.write("create", [("outcome", "forgotten"), ("key", key.rawValue)])
      return .forgotten
    } catch {
      return .notDone(sentence(error))
    }
  }

  /// Nil if there is no entry, or if it cannot be read.
  private func claimReadable(_ key: IdempotencyKey) async throws(JournalProblem) -> JournalEntry? {
    do throws(JournalProblem) {
      return try await journal.claim(key)
    } catch {
      if error.kind == .unreadable || error.kind == .file { return nil }
      throw error
    }
  }

  private func setAside(_ key: IdempotencyKey) async throws(JournalProblem) -> ForgetOutcome {
    switch try await journal.setAside(key.rawValue) {
    case .moved(let path):
      log?.write("create", [("outcome", "set-aside"), ("file", path)])
      return .setAside(path: path)
    case .readable(let own) where own != key:
      return .notDone("\(key) can be read: it is the create \(own); forget it by that key.")
    case .readable, .inWork, .notThere: return .busy
    }
  }

  private func obstacleToAdopting(_ create: PendingCreate, _ id: Int) async -> String? {
    if case .send = create.nextStep(now: clock.now()) {
      return "The create \(create.key) can still be finished safely: run `hooktop pending --resume \(create.key)`."
    }
    let candidate: Subscription
    do throws(Failure) {
      let company = try await gate.company()
      if let obstacle = create.obstacle(baseURL: client.connection.baseURL.text, company: company) {
        return obstacle.sentence
      }
    } catch {
      return sentence(error)
    }
    do throws(Failure) {
      candidate = try await client.show(id).value
    } catch {
      return error.kind == .notFound ? FailureText.noSubscription(id, error) : sentence(error)
    }
    return candidate.url == FintoroClient.createInput(create.body)?.url
      ? nil : "Subscription \(id) goes to another URL than the create \(create.key): it is not what that one made."
  }

  /// The entry's own path if it is free, else the next number. A secret that was to be printed gets a file here.
  private func adoptedPath(_ create: PendingCreate) async -> String {
    let paths = paths
    let input = FintoroClient.createInput(create.body)
    return await BlockingWork.run {
      guard case .file(let path) = SecretDestination(create.secretFile) else {
        return SecretFileProposal.path(name: input?.name ?? "", url: input?.url ?? "", paths)
      }
      return SecretFile.freePath(path)
    }
  }

  private func releasePlaceholder(of create: PendingCreate) async {
    guard case .file(let path) = SecretDestination(create.secretFile) else { return }
    await BlockingWork.run {
      if case .placeholder(let file) = SecretFile.find(path, key: create.key) { file.release() }
    }
  }
}
