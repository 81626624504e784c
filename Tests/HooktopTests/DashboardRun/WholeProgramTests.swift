import Dashboard
import Files
import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing
import TestSupport

@testable import hooktop

/// Everything but the real terminal: loop, state, views, performer, custody, files, and HTTP to a sandbox.
@Suite struct WholeProgramTests {
  private struct Played: Sendable {
    var missed: String?
    var exitReason: Dashboard.ExitReason?
    var screens: [String]
  }

  private static func play(
    _ script: [ScriptedTerminal.Step], _ server: SandboxServer, _ folder: TemporaryFolder
  ) async throws -> Played {
    var environment = try AppEnvironment.system
    environment.paths = folder.paths
    environment.variables = [:]
    let connection = try await ConnectionSource.resolve(
      .init(), environment: ["HOOKTOP_BASE_URL": server.baseURL, "HOOKTOP_TOKEN": SandboxTokens.write],
      config: .empty, paths: folder.paths
    ).connection(environment: [:], paths: folder.paths)
    let account = try Account(
      connection, profile: nil, config: .empty, log: nil, environment: environment)
    let run = try DashboardRun(DashboardSetup(account: account, isDemo: false))
    let played = await BlockingWork.runOnOwnThread(named: "terminal") {
      let terminal = ScriptedTerminal(script)
      let state = run.loop(terminal, Inbox())
      return Played(
        missed: terminal.missed, exitReason: state.exitReason, screens: terminal.frames.map { FrameText.lines($0) })
    }
    await account.client.shutDown()
    return played
  }

  private static let filling: [ScriptedTerminal.Step] = [
    .waitFor("ERP sync"), .keys("n"), .waitFor("New subscription"), .type("Loop test"), .keys("Tab"),
    .type("loop.example.com/in"), .keys("Tab Tab Enter"), .waitFor("of 53 chosen"), .keys("/"), .type("invpd "),
    .keys("Enter Enter"), .waitFor("invoices: paid"), .waitFor("new file, mode 0600"), .keys("Tab Tab Enter"),
  ]

  @Test("A subscription is made by keys alone, its secret is on disk before it is on the screen")
  func create() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let folder = try TemporaryFolder()
    let played = try await Self.play(
      Self.filling + [.waitFor("whsec_"), .keys("Ctrl-C")], server, folder)
    #expect(played.missed == nil)
    #expect(played.exitReason == .quit)
    let id = try #require(await server.subscriptionIDs().max())
    let secret = try #require(await server.secret(of: id))
    #expect(folder.text("data/secrets/loop-test.secret") == secret)
    #expect(played.screens.last?.contains(secret) == true)
    #expect(folder.everything.filter { $0.hasPrefix("state/creates/") && $0.hasSuffix(".jsonl") } == [])
    await server.stop()
  }

  @Test("A create whose answer was lost is asked again with the same key: one subscription, its own secret")
  func lostAnswer() async throws {
    let server = try await SandboxServer.start(
      SandboxConfiguration(faults: [try Fault("drop-after POST /webhook-subscriptions x1")]))
    let folder = try TemporaryFolder()
    let before = await server.subscriptionIDs().count
    let played = try await Self.play(
      Self.filling + [.waitFor("maybe created"), .waitFor("whsec_"), .keys("Ctrl-C")], server, folder)
    #expect(played.missed == nil)
    #expect(await server.subscriptionIDs().count == before + 1)
    let id = try #require(await server.subscriptionIDs().max())
    #expect(folder.text("data/secrets/loop-test.secret") == (await server.secret(of: id)))
    let posts = await server.recordedRequests().filter { $0.method == "POST" }
    #expect(posts.count == 2)
    #expect(Set(posts.map(\.body)).count == 1 && Set(posts.map(\.idempotencyKey)).count == 1)
    await server.stop()
  }

  @Test("A create that is left in the middle is finished by the next start, by itself")
  func leftInTheMiddle() async throws {
    let server = try await SandboxServer.start(
      SandboxConfiguration(faults: [try Fault("drop-after POST /webhook-subscriptions x1")]))
    let folder = try TemporaryFolder()
    let before = await server.subscriptionIDs().count
    let first = try await Self.play(
      Self.filling + [.waitFor("maybe created"), .keys("Ctrl-C")], server, folder)
    #expect(first.missed == nil)
    let second = try await Self.play([.waitFor("whsec_"), .keys("Ctrl-C")], server, folder)
    #expect(second.missed == nil)
    #expect(await server.subscriptionIDs().count == before + 1)
    let id = try #require(await server.subscriptionIDs().max())
    #expect(folder.text("data/secrets/loop-test.secret") == (await server.secret(of: id)))
    #expect(folder.everything.filter { $0.hasPrefix("state/creates/") && $0.hasSuffix(".jsonl") } == [])
    await server.stop()
  }

  @Test("A server that fails keeps the board open, and it recovers by itself")
  func recovers() async throws {
    let server = try await SandboxServer.start(
      SandboxConfiguration(faults: [try Fault("503 GET /webhook-subscriptions x1")]))
    let folder = try TemporaryFolder()
    let played = try await Self.play(
      [.waitFor("No list of subscriptions yet"), .waitFor("ERP sync"), .keys("q")], server, folder)
    #expect(played.missed == nil)
    await server.stop()
  }
}
