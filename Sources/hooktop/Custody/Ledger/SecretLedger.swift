import Files
import FintoroWebhooks
import Foundation

/// The ledger of custody for the rest of the program. It holds no secret, and no secret depends on it.
struct SecretLedger: Sendable {
  let file: LedgerFile
  let paths: Paths
  let log: EventLog?

  init(paths: Paths, log: EventLog?) {
    file = LedgerFile(path: paths.ledger)
    self.paths = paths
    self.log = log
  }

  /// Writes a line. After it returns, the line is on the disk.
  func note(_ event: CustodyEvent) async throws(LineFileProblem) {
    let file = file
    try await BlockingWork.run { () throws(LineFileProblem) in try file.append(event) }
  }

  /// The same for callers that can do nothing about a failure: it goes to the log.
  func noteIfPossible(_ event: CustodyEvent) async {
    do throws(LineFileProblem) {
      try await note(event)
    } catch {
      log?.write("ledger-not-written", [("problem", error.sentence(paths))])
    }
  }

  func contents() async throws(LineFileProblem) -> LedgerFile.Contents {
    let file = file
    return try await BlockingWork.run { () throws(LineFileProblem) in try file.read() }
  }

  /// Where the secrets of some subscriptions are, by id. Reads each file now.
  func locations(of ids: [Int], baseURL: String) async throws(LineFileProblem) -> [Int: SecretLocation] {
    let file = file
    return try await BlockingWork.run { () throws(LineFileProblem) in
      let ledger = try file.read().ledger
      return ids.reduce(into: [:]) { result, id in
        result[id] = Self.location(ledger.record(of: SubscriptionReference(baseURL: baseURL, id: id)))
      }
    }
  }

  /// When secrets were last rotated from here, by id.
  func rotations(of ids: [Int], baseURL: String) async throws(LineFileProblem) -> [Int: Date] {
    let ledger = try await contents().ledger
    return ids.reduce(into: [:]) { dates, id in
      let record = ledger.record(of: SubscriptionReference(baseURL: baseURL, id: id))
      guard let kept = record?.kept, record?.deletedAt == nil, kept.origin == .rotated else { return }
      dates[id] = kept.at
    }
  }

  /// The file of a subscription's secret; nil if none is known or the file is gone.
  func secretFile(of subscription: SubscriptionReference) async -> String? {
    guard let kept = try? await contents().ledger.record(of: subscription)?.kept else { return nil }
    return await BlockingWork.run { StoredSecretFile.isMissing(kept.file) } ? nil : kept.file.path
  }

  /// For a subscription that exists. A deleted one with the same id was another subscription.
  static func location(_ record: CustodyRecord?) -> SecretLocation {
    guard let record, record.deletedAt == nil else { return .unknown }
    if let date = record.lostAt ?? record.open?.sentAt { return .inDoubt(record.kept, rotationAt: date) }
    guard let kept = record.kept else { return .unknown }
    return StoredSecretFile.problem(kept.file).map { .changed(kept, problem: $0) } ?? .kept(kept)
  }
}

/// A rotate whose program ended before the result was written down.
struct RecoveredRotation: Equatable, Sendable {
  enum Outcome: Equatable, Sendable {
    /// The new secret is in its file.
    case saved(path: String)
    /// The result is unknown: the old secret may be off.
    case lost
  }

  var subscription: SubscriptionReference
  var outcome: Outcome

  /// For people.
  func sentence(_ paths: Paths) -> String {
    switch outcome {
    case .saved(let path):
      "The rotate of subscription \(subscription.id) was cut short, but its secret had reached \(paths.display(path))."
    case .lost:
      "The rotate of subscription \(subscription.id) at \(subscription.baseURL) was cut short and its outcome is not "
        + "known: the old secret may no longer be valid. Rotate again to get a known one."
    }
  }
}

extension SecretLedger {
  /// Finds out the results of rotates that an earlier run left open, writes them down and removes their placeholders.
  /// Rotates that another hooktop works on are left alone. Sends nothing.
  func settleOpenRotations() async throws(LineFileProblem) -> [RecoveredRotation] {
    let (file, open) = (file, try await contents().ledger.openRotations)
    if open.isEmpty { return [] }
    return try await BlockingWork.run { () throws(LineFileProblem) in
      var recovered: [RecoveredRotation] = []
      for (subscription, open) in open {
        guard let (kind, outcome) = Self.settle(open.rotation) else { continue }
        try file.append(CustodyEvent(subscription, at: open.sentAt, kind))
        recovered.append(RecoveredRotation(subscription: subscription, outcome: outcome))
      }
      return recovered
    }
  }

  /// Nil while another program works on it, and where it cannot be seen.
  private static func settle(
    _ rotation: OpenRotation
  ) -> (CustodyEvent.Kind, RecoveredRotation.Outcome)? {
    func saved(_ secret: SigningSecret) -> (CustodyEvent.Kind, RecoveredRotation.Outcome) {
      let print = SecretFingerprint(of: secret)
      let kept = SecretInFile(path: rotation.path, format: rotation.format, fingerprint: print)
      return (.kept(.rotated, kept), .saved(path: rotation.path))
    }
    switch SecretFile.find(rotation.path, key: rotation.key) {
    case .inUse, .unreadable: return nil
    case .placeholder(let file):
      file.release()
      return (.rotationLost, .lost)
    case .halfWay(let file, let secret):
      guard (try? file.save(secret, as: rotation.format)) != nil else { return nil }
      return saved(secret)
    case .other:
      guard case .success(let secret) = StoredSecretFile.read(rotation.path) else { return (.rotationLost, .lost) }
      return saved(secret)
    case .gone: return (.rotationLost, .lost)
    }
  }
}
