import FintoroAPI
import FintoroWebhooks
import TerminalUI

/// The list of `hooktop pending`: creates and rotates that are not finished.
struct PendingReport: Sendable {
  let account: Account
  let isJSON: Bool

  private var paths: Paths { account.environment.paths }

  func print() async throws {
    // A journal that cannot be read is not an empty one.
    if let problem = await account.creates.pending().problem { throw CommandExit(.inputOutput, problem) }
    let (rotations, ledgerProblem) = await settledRotations()
    await account.creates.removeAbandonedPlaceholders()
    let pending = await account.creates.pending()
    // Only creates that must be compared with the list need a request.
    let needsList = pending.entries.contains(where: \.isStale)
    let list = needsList ? try? await account.client.list() : nil
    var candidates: [IdempotencyKey: [CreateCandidate]] = [:]
    if let list {
      for entry in pending.entries { candidates[entry.key] = await account.creates.candidates(entry.key, in: list) }
    }
    try StandardOutput.write(isJSON ? json(pending, candidates).text : text(pending, candidates))
    let problems = pending.problems(paths)
    let isNothing = pending.entries.isEmpty && problems.isEmpty && ledgerProblem == nil
    if !isJSON, isNothing { StandardError.print("Nothing is pending.") }
    problems.forEach(StandardError.print)
    rotations.forEach(StandardError.print)
    if needsList, list == nil {
      StandardError.print("The list could not be asked for, so what these creates may have made is not shown.")
    }
    if let ledgerProblem { throw CommandExit(.inputOutput, ledgerProblem) }
  }

  /// Results of rotates that were cut short, as sentences. An unusable ledger does not hide pending creates.
  private func settledRotations() async -> (sentences: [String], problem: String?) {
    do throws(LineFileProblem) {
      return (try await account.ledger.settleOpenRotations().map { $0.sentence(paths) }, nil)
    } catch {
      return ([], error.sentence(paths))
    }
  }

  private func text(_ pending: PendingCreates, _ candidates: [IdempotencyKey: [CreateCandidate]]) -> String {
    if pending.entries.isEmpty, pending.unreadable.isEmpty { return "" }
    let zone = account.environment.clock.zone
    let table = PlainTable(
      header: ["KEY", "NAME", "STARTED", "STATE", "SECRET"], rightAligned: Array(repeating: false, count: 5),
      rows: pending.entries.map { entry in
        [
          entry.key.rawValue, Truncation.end(entry.label, to: 40),
          entry.startedAt.map { TimeText.exact($0, in: zone) } ?? "?",
          word(entry.status), destination(entry),
        ]
      } + pending.unreadable.map { [$0.name, "?", "?", "cannot be read", "?"] }
    ).text
    let found = pending.entries.filter(\.isStale)
      .flatMap { entry in
        (candidates[entry.key] ?? []).map {
          PlainTable.line(
            "\(entry.key) may have made \($0.id) \($0.subscription.displayName): \($0.reason)")
        }
      }
    return table + found.joined()
  }

  private func json(_ pending: PendingCreates, _ candidates: [IdempotencyKey: [CreateCandidate]]) -> JSONValue {
    .object([
      .init(
        "pending",
        .array(
          pending.entries.map { entry in
            .object([
              .init("key", .string(entry.key.rawValue)), .init("label", .string(entry.label)),
              .init("startedAt", JSONValue(entry.startedAt.map(ISO8601.text))),
              .init("state", .string(word(entry.status))),
              .init("secretFile", .string(destination(entry, display: { $0 }))),
              .init(
                "candidates",
                candidates[entry.key].map { .array($0.map(candidate)) } ?? .null),
            ])
          })),
      .init(
        "unreadable",
        .array(
          pending.unreadable.map {
            .object([.init("file", .string($0.file)), .init("problem", .string($0.problem))])
          })),
    ])
  }

  private func candidate(_ candidate: CreateCandidate) -> JSONValue {
    .object([
      .init("id", .int(candidate.id)), .init("name", JSONValue(candidate.subscription.name)),
      .init("reason", .string(candidate.reason)),
    ])
  }

  private func destination(_ entry: FoundCreate, display: ((String) -> String)? = nil) -> String {
    switch entry.destination {
    case .standardOutput: "-"
    case .file(let path): (display ?? paths.display)(path)
    case nil: "?"
    }
  }

  private func word(_ status: FoundCreate.Status) -> String {
    switch status {
    case .resumable, .toBePrinted: "can be resumed"
    case .busy: "in work"
    case .foreign(.otherBaseURL): "another address"
    case .foreign: "another company"
    case .stale(.keyExpired): "too old to send"
    case .stale(.clockSetBack): "from the future"
    case .unreadable: "cannot be read"
    }
  }
}
