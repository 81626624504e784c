import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Synchronization
import TestSupport
import Testing

/// A sandbox that many trials share, and what it really has.
final class TrialServer: Sendable {
  let server: SandboxServer
  let time: TrialTime
  /// Asks the sandbox itself, past all proxies.
  private let reader: FintoroClient
  private let names = Mutex<[Int: String]>([:])

  /// Runs trials against a fresh sandbox without subscriptions, and stops it whatever comes.
  static func run<Value>(_ body: (TrialServer) async throws -> Value) async throws -> Value {
    let time = TrialTime()
    let server = try await SandboxServer.start(
      SandboxConfiguration(rateLimit: 1_000_000_000, scenario: .empty, clock: time.now))
    do {
      let trials = try TrialServer(server, time)
      let value = try await body(trials)
      await trials.reader.shutDown()
      await server.stop()
      return value
    } catch {
      await server.stop()
      throw error
    }
  }

  private init(_ server: SandboxServer, _ time: TrialTime) throws {
    self.server = server
    self.time = time
    let token = try #require(AccessToken(SandboxTokens.write))
    reader = FintoroClient(APIConnection(baseURL: try BaseURL(server.baseURL), token: token), clock: time.now)
  }

  /// The sandbox's address when it is reached through a port of a proxy.
  func baseURL(throughPort port: Int) -> String {
    server.baseURL.replacing(":\(server.port)/", with: ":\(port)/")
  }

  /// What it has of these names. Each subscription is asked for once.
  func subscriptions(named wanted: Set<String>) async throws -> [Findings.Subscription] {
    var found: [Findings.Subscription] = []
    for id in await server.subscriptionIDs(companyID: 15) {
      let name: String
      if let known = names.withLock({ $0[id] }) {
        name = known
      } else {
        name = try await reader.show(id).value.name ?? ""
        names.withLock { $0[id] = name }
      }
      guard wanted.contains(name) else { continue }
      found.append(.init(id: id, name: name, secret: try #require(await server.secret(of: id))))
    }
    return found
  }
}

extension TrialServer {
  /// - Returns: the idempotency key of the first create that arrives.
  func waitForPost() async throws -> String {
    try await waitFor("a create") { $0.method == "POST" }.idempotencyKey ?? "no key"
  }

  /// Until a board has asked for the list and got it.
  func waitForList() async throws {
    _ = try await waitFor("the board's list") { $0.path == "/webhook-subscriptions" && $0.status == 200 }
  }

  func waitFor(_ what: String, _ isIt: (RecordedRequest) -> Bool) async throws -> RecordedRequest {
    let deadline = ContinuousClock.now + patience
    while true {
      if let request = await server.recordedRequests().first(where: isIt) { return request }
      guard ContinuousClock.now < deadline else { throw TestFailure("\(what) never arrived") }
      // The sandbox tells nobody what arrives.
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}

/// A time that only the trial moves.
final class TrialTime: Sendable {
  private let date = Mutex(Date(timeIntervalSince1970: 1_800_000_000))

  var now: @Sendable () -> Date {
    { [self] in date.withLock { $0 } }
  }

  func move(_ seconds: Double) { date.withLock { $0 += seconds } }
}
