import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Testing

@testable import hooktop

/// A create as a tool without custody makes it: its answer is thrown away, and nothing remembers it.
struct CarelessCreate {
  let trial: Trial

  init(_ trial: Trial) { self.trial = trial }

  func post(key: String) async throws {
    let connection = APIConnection(
      baseURL: try BaseURL(trial.server.server.baseURL), token: try #require(AccessToken(SandboxTokens.write)))
    let client = FintoroClient(connection, clock: trial.server.time.now)
    let pending = PendingCreate(
      key: IdempotencyKey(rawValue: key), body: FintoroClient.createBody(trial.request.input),
      baseURL: connection.baseURL.text, profile: nil, company: .init(name: "Acme", id: nil),
      startedAt: trial.server.time.now(),
      secretFile: .init(path: trial.home.secretFile, device: 0, inode: 0, format: .raw))
    let entry = try await FileCreateJournal(directory: trial.home.paths.creates).open(pending)
    _ = try await client.create(entry)
    try await entry.retire()
    await client.shutDown()
  }
}
