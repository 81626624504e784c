import Files
import FintoroWebhooks
import Foundation

/// The ledger of custody as the rest of the program uses it. It holds no secret and is needed for none.
struct SecretLedger: Sendable {
  let file: LedgerFile
  let paths: Paths
  let log: EventLog?

  init(paths: Paths, log: EventLog?) {
    file = LedgerFile(path: paths.ledger)
    self.paths = paths
    self.log = log
  }

  /// Writes a line; when it returns it is on the disk.
  func note(_ event: CustodyEvent) async throws(LedgerProblem) {
    let file = file
    try await BlockingWork.run { () throws(LedgerProblem) in try file.append(event) }
  }

  /// The same where nothing can be done about a failure any more: it is told to the log.
  func noteIfPossible(_ event: CustodyEvent) async {
    do throws(LedgerProblem) {
      try await note(event)
    } catch {
      log?.write("ledger-not-written", [("problem", error.sentence(paths))])
    }
  }

  func contents() async throws(LedgerProblem) -> LedgerFile.Contents {
    let file = file
    return try await BlockingWork.run { () throws(LedgerProblem) in try file.read() }
  }

  /// Where the secrets of some subscriptions are, by id. Each file is looked at now.
  func whereabouts(of ids: [Int], baseURL: String) async throws(LedgerProblem) -> [Int: SecretLocation] {
    let file = file
    return try await BlockingWork.run { () throws(LedgerProblem) in
      let ledger = try file.read().ledger
      return ids.reduce(into: [:]) { result, id in
        result[id] = Self.whereabouts(ledger.record(of: SubscriptionReference(baseURL: baseURL, id: id)))
      }
    }
  }

  /// The newest rotation made here; nil where the secret was not rotated here.
  func rotatedAt(_ id: Int, baseURL: String) async throws(LedgerProblem) -> Date? {
    let record = try await contents().ledger.record(of: .init(baseURL: baseURL, id: id))
    guard let kept = record?.kept, record?.deletedAt == nil, kept.origin == .rotated else { return nil }
    return kept.at
  }

  /// The file that a subscription's secret was kept in; nil where none is known or none is there any more.
  func secretFile(of subscription: SubscriptionReference) async -> String? {
    guard let kept = try? await contents().ledger.record(of: subscription)?.kept else { return nil }
    return await BlockingWork.run { StoredSecretFile.isMissing(kept.file) } ? nil : kept.file.path
  }

  /// Of a subscription that is there: one that was deleted under the same id was another.
  static func whereabouts(_ record: CustodyRecord?) -> SecretLocation {
    guard let record, record.deletedAt == nil else { return .unknown }
    if let date = record.lostAt ?? record.open?.sentAt { return .inDoubt(record.kept, rotationAt: date) }
    guard let kept = record.kept else { return .unknown }
    return StoredSecretFile.problem(kept.file).map { .changed(kept, problem: $0) } ?? .kept(kept)
  }
}
