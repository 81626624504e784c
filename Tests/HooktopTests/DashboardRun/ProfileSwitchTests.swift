import Dashboard
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing
import TestSupport

@testable import hooktop

/// Going from one company to another, by the whole program on a scripted terminal.
@Suite("Switching profiles")
struct ProfileSwitchTests {
  private typealias Board = ThreeProfiles

  @Test("From company to company and back: each with its own list, each asked with its own token")
  func switching() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let played = try await Board.play(
      [
        .waitFor("ERP sync"), .waitFor("Acme s.r.o. · acme"), .keys("o"), .waitFor("Beta Tradi"),
        .keys("/"), .type("beta"), .keys("Enter Enter"), .waitFor("Stock alerts"), .waitFor("Beta Trading a.s. · beta"),
        .keys("o /"), .type("acme"),
        .keys("Enter Enter"),
        .waitFor("ERP sync"), .keys("q"),
      ], server, try TemporaryFolder())
    #expect(played.missed == nil)
    let mixed = played.screens.filter { $0.contains("ERP sync") && $0.contains("Stock alerts") }
    #expect(mixed == [])
    await server.stop()
  }

  @Test("It works offline: to a company that cannot be reached, and away from it again")
  func offline() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let played = try await Board.play(
      [
        .waitFor("offline since"), .waitFor("No list of subscriptions yet"), .keys("o /"), .type("acme"),
        .keys("Enter Enter"),
        .waitFor("ERP sync"), .keys("o /"), .type("gone"), .keys("Enter Enter"),
        .waitFor("No list of subscriptions yet"), .keys("q"),
      ], server, try TemporaryFolder(), start: "gone")
    #expect(played.missed == nil)
    await server.stop()
  }

  @Test("A profile whose token cannot be read says so like one that is offline, and is read again by the next try")
  func noToken() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let folder = try TemporaryFolder()
    let performers = CompanyPerformers(try await Board.account(server, folder, start: "acme"))
    try FileManager.default.removeItem(atPath: folder.join("beta.token"))
    let failed = await performers.perform(AddressedEffect(.loadList, for: "beta"))
    #expect(failed?.recipient == .company("beta"))
    let problem = try #require(failed?.action.problemBeforeSending, "\(String(describing: failed))")
    #expect(problem.contains("beta.token"))
    try folder.write(SandboxTokens.secondWrite + "\n", to: "beta.token")
    let loaded = await performers.perform(AddressedEffect(.loadList, for: "beta"))
    let answer = try #require(loaded?.action.loadedList, "\(String(describing: loaded))")
    #expect(answer.value.subscriptions.map(\.name) == ["Stock alerts"])
    await server.stop()
  }
  @Test("A token command that fails writes nothing over the board: what it said stands in the sentence")
  func tokenCommand() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let folder = try TemporaryFolder()
    let command = "token_command = [\"sh\", \"-c\", \"echo locked >&2; exit 2\"]"
    try folder.write(
      Board.config(server, folder) + "\n[profiles.vault]\nbase_url = \"\(server.baseURL)\"\n\(command)\n",
      to: "config/config.toml")
    let performers = CompanyPerformers(try await Board.account(server, folder, start: "acme"))
    let failed = await performers.perform(AddressedEffect(.loadList, for: "vault"))
    let problem = try #require(failed?.action.problemBeforeSending, "\(String(describing: failed))")
    #expect(problem.contains("failed (exit status 2); it said “locked”"))
    await server.stop()
  }
}

extension Action {
  fileprivate var loadedList: Answer<SubscriptionList>? {
    if case .listLoaded(let answer) = self { answer } else { nil }
  }

  /// Why the list could not even be asked for.
  fileprivate var problemBeforeSending: String? {
    if case .listFailed(let failure, _, _) = self, case .notSent(let problem) = failure.kind { problem } else { nil }
  }
}
