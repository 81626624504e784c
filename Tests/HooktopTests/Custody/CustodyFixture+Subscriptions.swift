import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import TestSupport
import Testing

@testable import hooktop

extension CustodyFixture {
  /// What changes subscriptions, over the fixture's own client.
  var subscriptions: SubscriptionEditor {
    SubscriptionEditor(
      client: creates.client, gate: creates.gate, ledger: creates.ledger, work: creates.work, paths: folder.paths,
      clock: creates.clock, log: nil)
  }

  /// The same as another run with another token; its client is the caller's to shut down.
  func subscriptions(token: String, isReadOnly: Bool = false) throws -> SubscriptionEditor {
    let other = try another(token: token, profile: "other")
    let gate = WriteGate(
      client: other.client, profile: "other", isReadOnly: isReadOnly, paths: folder.paths, clock: other.clock)
    return SubscriptionEditor(
      client: other.client, gate: gate, ledger: other.ledger, work: other.work, paths: folder.paths,
      clock: other.clock, log: nil)
  }

  func rotate(_ id: Int, file: String = "data/new.secret") async -> RotateOutcome {
    await subscriptions.rotate(RotateRequest(id: id, secretPath: folder.join(file)))
  }

  func secretLocation(_ id: Int) async throws -> SecretLocation {
    try await creates.ledger.locations(of: [id], baseURL: creates.client.connection.baseURL.text)[id] ?? .unknown
  }

  /// What is wrong with the file of a kept secret; nil where nothing is.
  func problem(_ id: Int) async throws -> String? {
    if case .changed(_, let problem) = try await secretLocation(id) { problem } else { nil }
  }

  /// What is found of rotates that were cut short, as soon as the files' locks can be had: a program that another test
  /// starts holds copies of all descriptors for a moment.
  func settled(_ ledger: SecretLedger) async throws -> [RecoveredRotation] {
    let deadline = ContinuousClock.now + patience
    while true {
      let found = try await ledger.settleOpenRotations()
      if !found.isEmpty || ContinuousClock.now > deadline { return found }
      await Task.yield()
    }
  }

  /// The methods of all requests for subscriptions that arrived.
  func methods() async -> [String] {
    await server.recordedRequests().filter { $0.path.hasPrefix("/webhook-subscriptions/") }.map(\.method)
  }
}
