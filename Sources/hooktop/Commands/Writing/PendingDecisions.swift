import Files
import FintoroWebhooks

/// What `hooktop pending` does about creates, and how it ends.
struct PendingDecisions: Sendable {
  let account: Account
  let json: Bool

  /// - Parameter key: nil finishes all that can be, oldest first.
  func resume(_ key: IdempotencyKey?, to destination: SecretDestination?, _ patient: RetryingCreate) async throws {
    let pending = await account.creates.pending()
    let problems = pending.problems(account.environment.paths)
    problems.forEach(StandardOutput.complain)
    let chosen = pending.entries.filter { key == nil || $0.key == key }
    if let key, chosen.isEmpty { throw CommandExit(.notFound, "There is no pending create with the key \(key).") }
    if chosen.isEmpty { StandardOutput.complain("Nothing is pending.") }
    let printed = chosen.filter { $0.destination == .standardOutput }
    if destination != nil {
      guard printed.count == chosen.count else {
        throw CommandExit(
          .usage,
          "--secret-file is for a create whose secret was to be printed; the others have their file. Name its key.")
      }
      if printed.count > 1 { throw CommandExit(.usage, "Several creates are to be printed: name the key of one.") }
    }
    let report = CreateReport(account, json: json)
    var endings: [CommandExit] = []
    for entry in chosen {
      let outcome = await patient.resume(entry.key, to: destination)
      if case .created = outcome { try report.tell(outcome) } else { endings.append(report.ending(outcome)) }
    }
    guard let last = endings.last else {
      if !problems.isEmpty { throw CommandExit(.internalError) }
      return
    }
    endings.dropLast().compactMap(\.sentence).forEach(StandardOutput.complain)
    throw last
  }

  func adopt(_ key: IdempotencyKey, _ id: Int) async throws {
    switch await account.creates.adopt(key, id, by: account.subscriptions) {
    case .rotate(.rotated(let subscription, _, let path, _)):
      try IssuedReport(account, json: json).tell(subscription, savedTo: path)
    case .rotate(let outcome):
      throw RotateReport(account, json: json).ending(outcome, id)
    case .notDone(let sentence): throw CommandExit(.tryAgain, sentence)
    case .busy: throw gone(key)
    }
  }

  func forget(_ key: IdempotencyKey) async throws {
    switch await account.creates.forget(key) {
    case .notDone(let sentence): throw CommandExit(.inputOutput, sentence)
    case .busy: throw gone(key)
    case .setAside(let path):
      StandardOutput.complain(
        "What stood in \(FilePath.split(path).name) could not be read; it is set aside as "
          + "\(account.environment.paths.display(path)), and nothing was removed. If Fintoro made what it was about, "
          + "that is in `hooktop list` and its secret is not known here: rotate or delete it there.")
    case .forgotten:
      StandardOutput.complain(
        "The create \(key) is forgotten. If Fintoro made it, it is in `hooktop list` and its secret is not known: rotate "
          + "or delete it there.")
    }
  }

  private func gone(_ key: IdempotencyKey) -> CommandExit {
    CommandExit(.notFound, "There is no pending create with the key \(key), or another hooktop works on it.")
  }
}
