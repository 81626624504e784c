import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import hooktop

/// One create in this process, through a proxy that may spoil it, with a home and a name of its own.
struct Trial {
  let name: String
  let server: TrialServer
  let home: TrialHome
  let proxy: CuttingProxy

  /// Runs a trial and ends its proxy whatever comes.
  static func run<Value>(
    _ name: String, _ server: TrialServer, _ mishaps: [NetworkFault] = [], _ body: (Trial) async throws -> Value
  ) async throws -> Value {
    let trial = Trial(
      name: name, server: server, home: try TrialHome(), proxy: try CuttingProxy(to: server.server.port))
    trial.proxy.plan(mishaps)
    defer { trial.proxy.stop() }
    return try await body(trial)
  }

  /// Another create in the same home.
  func renamed(_ name: String) -> Trial { Trial(name: name, server: server, home: home, proxy: proxy) }

  var request: CreateRequest {
    CreateRequest(
      input: SubscriptionInput(
        name: name, url: "https://erp.acme.sk/h", isActive: true, subscribedEvents: [EventType("invoices.paid")]),
      secretPath: home.secretFile)
  }

  /// Makes the create, as a program that has just been started.
  func create(token: String = SandboxTokens.write, secretFile: String? = nil) async throws -> CreateOutcome {
    var request = request
    if let secretFile { request.destination = .file(secretFile) }
    let wanted = request
    return try await withCustody(token: token) { await $0.create(wanted) }
  }

  /// Finishes what the journal has, as a program that has just been started, and as long as it only says that the
  /// create is in work somewhere.
  /// - Parameter retryingInWork: whether that word of a server is waited out.
  /// - Returns: what came of each entry, the last word of it.
  func resume(retryingInWork: Bool = true) async throws -> [CreateOutcome] {
    try await withCustody { custody in
      var outcomes: [CreateOutcome] = []
      for entry in await custody.pending().entries {
        outcomes.append(await resume(entry.key, custody, retryingInWork: retryingInWork))
      }
      return outcomes
    }
  }

  /// What a person is told of the journal.
  func told() async throws -> String {
    try await withCustody { custody in
      let pending = await custody.pending()
      return (pending.entries.map(\.key.rawValue) + pending.problems(home.paths)).joined(separator: "\n")
    }
  }

  func findings(told: String = "", own: Set<String> = []) async throws -> Findings {
    home.findings(try await server.subscriptions(named: [name]), told: told, own: own)
  }

  /// What the create came to, judged by what there is.
  func ending(told: String = "", own: Set<String> = []) async throws -> TrialVerdict {
    Judge(findings: try await findings(told: told, own: own)).ending(of: name)
  }

  private func withCustody<Value>(
    token: String = SandboxTokens.write, _ body: (CreateWorkflow) async -> Value
  ) async throws -> Value {
    let connection = APIConnection(
      baseURL: try BaseURL(server.baseURL(throughPort: proxy.port)), token: try #require(AccessToken(token)),
      timeout: patience)
    let clock = LiveClock(
      now: server.time.now, zone: .gmt, random: { 0.5 }, newKey: LiveClock.system.newKey)
    let custody = CreateWorkflow(
      client: FintoroClient(connection, clock: clock.now), profile: nil, paths: home.paths, clock: clock)
    let value = await body(custody)
    await custody.client.shutDown()
    return value
  }

  private func isPending(_ key: IdempotencyKey) -> Bool { home.entryFiles.contains { $0.contains(key.rawValue) } }

  /// A program that another test starts holds copies of all descriptors for a moment, and with them the entry's lock;
  /// a server that lost its client may still be at work (409). Both pass by themselves.
  private func resume(
    _ key: IdempotencyKey, _ custody: CreateWorkflow, retryingInWork: Bool
  ) async -> CreateOutcome {
    let deadline = ContinuousClock.now + patience
    while true {
      let outcome = await custody.resume(key)
      switch outcome {
      case .busy where isPending(key) && ContinuousClock.now < deadline: break
      case .kept(_, let failure, _)
      where retryingInWork && failure.status == 409 && ContinuousClock.now < deadline:
        break
      default: return outcome
      }
      await Task.yield()
    }
  }
}
