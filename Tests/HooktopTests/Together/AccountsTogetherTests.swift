import Dashboard
import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import hooktop

/// Accounts that many effects use at the same time.
@Suite("Accounts that many use at once")
struct AccountsTogetherTests {
  private static let profile = "beta"

  /// The company's name as each of many effects got it; nil where it failed.
  private func companies(_ performers: CompanyPerformers) async throws -> [String?] {
    try await together(16) { _ in
      let action = await performers.perform(AddressedEffect(.loadCompany, for: Self.profile))?.action
      guard case .companyLoaded(let answer) = action else { return nil }
      return answer.value
    }
  }

  @Test("A profile's token is read once for all that ask for it first", .timeLimit(.minutes(5)))
  func opened() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(rateLimit: 1_000))
    let folder = try TemporaryFolder()
    let config = ThreeProfiles.config(server, folder).replacing(
      "token_file = \"\(folder.join("beta.token"))\"",
      with: "token_command = ['sh', '-c', 'echo once >> \(folder.join("runs")); echo \(SandboxTokens.secondWrite)']")
    try folder.write(config, to: "config/config.toml")
    let performers = CompanyPerformers(try await ThreeProfiles.account(server, folder, start: "acme"))
    #expect(try await companies(performers) == Array(repeating: "Beta Trading a.s.", count: 16))
    #expect(folder.text("runs") == "once\n")
    await server.stop()
  }

  @Test(
    "A profile that cannot be opened fails for all, and is opened again for all that ask later", .timeLimit(.minutes(5))
  )
  func failed() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(rateLimit: 1_000))
    let folder = try TemporaryFolder()
    let performers = CompanyPerformers(try await ThreeProfiles.account(server, folder, start: "acme"))
    try FileManager.default.removeItem(atPath: folder.join("beta.token"))
    #expect(try await companies(performers) == Array(repeating: nil, count: 16))
    try folder.write(SandboxTokens.secondWrite + "\n", to: "beta.token")
    #expect(try await companies(performers) == Array(repeating: "Beta Trading a.s.", count: 16))
    await server.stop()
  }

  @Test("Many that ask whether they may write are told the same, and the company is pinned", .timeLimit(.minutes(5)))
  func gate() async throws {
    try await CustodyFixture.run(rateLimit: 1_000) { fixture in
      let gate = fixture.creates.gate
      let locks = try await together(16) { _ in try await gate.lock() }
      #expect(locks == Array(repeating: nil, count: 16))
      #expect(await fixture.server.recordedRequests().map(\.path).sorted() == ["/webhook-subscriptions", "/whoami"])
      let pinned = try CompanyPins(paths: fixture.folder.paths).pinned("test", baseURL: fixture.server.baseURL)
      #expect(pinned?.name == "Acme s.r.o.")
      // Another company's token, at the same profile.
      let other = try fixture.another(token: SandboxTokens.secondWrite).gate
      let refused = try await together(16) { _ in try await other.lock() }
      #expect(refused.allSatisfy { if case .otherCompany? = $0 { true } else { false } }, "\(refused)")
    }
  }

  @Test("Who is cancelled while many ask waits no longer, and the last one ends the request", .timeLimit(.minutes(5)))
  func cancelled() async throws {
    try await CustodyFixture.run(faults: ["delay=15 GET /whoami x1"], rateLimit: 1_000) { fixture in
      let gate = fixture.creates.gate
      let asking = (0..<16).map { _ in
        Task { () async -> Failure.Kind? in
          do throws(Failure) {
            _ = try await gate.lock()
            return nil
          } catch {
            return error.kind
          }
        }
      }
      while await fixture.server.recordedRequests().isEmpty { await Task.yield() }
      asking.forEach { $0.cancel() }
      for task in asking { #expect(await task.value == .cancelled) }
      // Whoever comes later asks anew.
      let lock = try await gate.lock()
      #expect(lock == nil)
    }
  }
}
