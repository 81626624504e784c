import Files
import FintoroWebhooks

/// A rotate whose run ended before it could say what became of it.
struct RecoveredRotation: Equatable, Sendable {
  enum Outcome: Equatable, Sendable {
    /// The secret had reached its file.
    case saved(path: String)
    /// Nothing is known: the secret before it may be dead.
    case lost
  }

  var subscription: SubscriptionReference
  var outcome: Outcome

  /// What people are told.
  func sentence(_ paths: Paths) -> String {
    switch outcome {
    case .saved(let path):
      "The rotate of subscription \(subscription.id) was cut short, but its secret had reached \(paths.display(path))."
    case .lost:
      "The rotate of subscription \(subscription.id) at \(subscription.baseURL) was cut short and its outcome is not "
        + "known: the old secret may be dead. Rotate again to have a secret that is known."
    }
  }
}

extension SecretLedger {
  /// Finds out what became of rotates that a former run left open, writes it down and takes their placeholders back.
  /// Those that another hooktop works on stay as they are. Sends nothing.
  func settleOpenRotations() async throws(LedgerProblem) -> [RecoveredRotation] {
    let (file, open) = (file, try await contents().ledger.openRotations)
    if open.isEmpty { return [] }
    return try await BlockingWork.run { () throws(LedgerProblem) in
      var recovered: [RecoveredRotation] = []
      for (subscription, open) in open {
        guard let (kind, outcome) = Self.settle(open.rotation) else { continue }
        try file.append(CustodyEvent(subscription, at: open.sentAt, kind))
        recovered.append(RecoveredRotation(subscription: subscription, outcome: outcome))
      }
      return recovered
    }
  }

  /// Nil while somebody works on it.
  private static func settle(
    _ rotation: OpenRotation
  ) -> (CustodyEvent.Kind, RecoveredRotation.Outcome)? {
    func saved(_ secret: SigningSecret) -> (CustodyEvent.Kind, RecoveredRotation.Outcome) {
      let print = SecretFingerprint(of: secret)
      let kept = SecretInFile(path: rotation.path, format: rotation.format, fingerprint: print)
      return (.kept(.rotated, kept), .saved(path: rotation.path))
    }
    switch SecretFile.find(rotation.path, key: rotation.key) {
    case .inUse: return nil
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
