import FintoroSandbox
import Foundation
import TestSupport
import Testing

@Suite("Changes from the board", .serialized)
struct BoardChangesTests {
  /// Runs the built program against a sandbox, from the board with the cursor on ERP sync (801).
  private func onBoard(
    faults: [String] = [], _ body: (SandboxServer, Home, TmuxSession) async throws -> Void
  ) async throws {
    try await withSandbox { server in
      for fault in faults { await server.inject(try Fault(fault)) }
      let home = try Home()
      let terminal = try await TmuxSession([hooktop], environment: home.environment(at: server.baseURL))
      try await terminal.selectERPSync()
      try await body(server, home, terminal)
    }
  }

  private struct Sent: Decodable {
    var name: String?
    var url: String
    var isActive: Bool
    var subscribedEvents: [String]
  }

  private func puts(_ server: SandboxServer) async throws -> [Sent] {
    try await server.recordedRequests().filter { $0.method == "PUT" }
      .map { try JSONDecoder().decode(Sent.self, from: Data($0.body)) }
  }

  private func rotations(_ server: SandboxServer) async -> Int {
    await server.recordedRequests().count { $0.method == "POST" && $0.path.hasSuffix("/rotate-secret") }
  }

  @Test("An edit shows what will change, is sent once asked, and the row shows what was read back")
  func edit() async throws {
    try await onBoard { server, _, terminal in
      try await terminal.editName(adding: " 2")
      try await terminal.pressSave()
      try await terminal.waitFor("\"ERP sync\" → \"ERP sync 2\"")
      #expect(try await puts(server).isEmpty)
      try await terminal.press("y", until: "ERP sync 2 801")
      try await terminal.waitFor("the new name in its row") { $0.selectedRow?.contains("ERP sync 2") ?? false }
      let sent = try await puts(server)
      #expect(sent.map(\.name) == ["ERP sync 2"])
      #expect(sent.first?.url == "https://erp.acme.sk/hooks/fintoro")
    }
  }

  @Test("What somebody else changed meanwhile is shown, and both changes end up there by choice")
  func conflict() async throws {
    try await onBoard { server, home, terminal in
      try await terminal.editName(adding: " 2")
      let other = try await ProcessRun.run(
        hooktop, ["update", "801", "--url", "https://erp2.acme.sk/in"],
        environment: home.environment(at: server.baseURL))
      #expect(other.exit == .exited(0), "\(other.standardError)")
      try await terminal.pressSave()
      try await terminal.press("y", until: "changed in Fintoro meanwhile")
      try await terminal.waitFor("https://erp2.acme.sk/in")
      try await terminal.press("y", until: "Save these changes to ERP sync (801)?")
      try await terminal.press("y", until: "ERP sync 2 801")
      let last = try #require(try await puts(server).last)
      #expect(last.name == "ERP sync 2")
      #expect(last.url == "https://erp2.acme.sk/in")
    }
  }

  @Test("p pauses after one confirmation, and everything else stays")
  func pause() async throws {
    try await onBoard { server, _, terminal in
      try await terminal.press("p")
      try await terminal.waitFor("lost for good")
      try await terminal.press("y", until: "Disabled; no reason given.")
      let sent = try #require(try await puts(server).last)
      #expect(!sent.isActive && sent.name == "ERP sync")
      #expect(sent.subscribedEvents.count == 12)
    }
  }

  @Test("A rotation by the typed name: the new secret is on the screen and in the file that was named")
  func rotate() async throws {
    try await onBoard { server, home, terminal in
      let before = await server.secret(of: 801)
      try await terminal.askToRotate()
      try await terminal.press("Enter")
      try await terminal.typeToConfirm("ERP sync", "rotate")
      #expect(await rotations(server) == 0)
      try await terminal.press("Enter")
      let dialog = try await terminal.waitForSecret(of: "ERP sync")
      let secret = await server.secret(of: 801)
      #expect(secret != before)
      #expect(dialog.signingSecret == secret)
      #expect(try home.contents(of: home.secrets + "/erp-sync.secret") == secret)
      #expect(try home.mode(of: home.secrets + "/erp-sync.secret") == 0o600)
      try await terminal.closeSecret()
      try await terminal.waitFor("no success since")
      try await terminal.press("Enter")
      try await terminal.press("NPage")
      try await terminal.waitFor("still 0600")
      #expect(await rotations(server) == 1)
    }
  }

  @Test("A rotation whose answer was lost is told, never repeated by itself, and rotating again cures it")
  func lostRotation() async throws {
    try await onBoard(faults: ["drop-after POST /webhook-subscriptions/801/rotate-secret x1"]) {
      server, home, terminal in
      try await terminal.askToRotate()
      try await terminal.typeToConfirm("801", "rotate")
      try await terminal.press("Enter")
      try await terminal.waitFor("THE ANSWER WAS LOST")
      try await terminal.waitFor("new file, mode 0600")
      #expect(await rotations(server) == 1)
      try await terminal.typeToConfirm("801", "rotate")
      try await terminal.press("Enter")
      let dialog = try await terminal.waitForSecret(of: "ERP sync")
      #expect(dialog.signingSecret == (await server.secret(of: 801)))
      #expect(await rotations(server) == 2)
      #expect(home.names(in: home.secrets) == ["erp-sync.secret"])
    }
  }

  @Test("Quit while a rotation is sent waits for its answer, and the secret is in its file afterwards")
  func leaving() async throws {
    try await onBoard(faults: ["delay=2 POST /webhook-subscriptions/801/rotate-secret x1"]) {
      server, home, terminal in
      try await terminal.askToRotate()
      try await terminal.typeToConfirm("801", "rotate")
      try await terminal.press("Enter")
      try await terminal.waitFor("Rotating the secret of ERP sync")
      try await terminal.press("C-c")
      try await terminal.waitFor("Quitting waits for the new secret of ERP sync")
      #expect(try await terminal.waitForExit() == 0)
      #expect(try home.contents(of: home.secrets + "/erp-sync.secret") == (await server.secret(of: 801)))
    }
  }

  @Test("A delete wants the name or the id typed; Enter alone deletes nothing")
  func delete() async throws {
    try await onBoard { server, _, terminal in
      try await terminal.press("D")
      try await terminal.waitFor("Delete ERP sync (801)?")
      try await terminal.press("Enter", "Enter")
      try await terminal.typeToConfirm("801", "delete")
      #expect(await server.subscriptionIDs().contains(801))
      try await terminal.press("Enter")
      try await terminal.waitFor("ERP sync deleted")
      #expect(!(await server.subscriptionIDs().contains(801)))
    }
  }

  @Test("What was typed survives a kill, for n and for e")
  func drafts() async throws {
    try await withSandbox { server in
      let home = try Home()
      let environment = home.environment(at: server.baseURL)
      let first = try PseudoTerminal(hooktop, environment: environment)
      try await first.openForm()
      let file = try await written(in: home)
      first.signal(SIGKILL)
      _ = try await first.waitForExit()
      #expect(try home.mode(of: file) == 0o600)
      let second = try await TmuxSession([hooktop], environment: environment)
      try await second.waitFor("n to continue")
      try await second.press("n")
      try await second.waitFor("Nightly")
    }
  }

  @Test("What was typed just before a signal is kept", arguments: [SIGTERM, SIGHUP])
  func draftsAtTheEnd(signal: Int32) async throws {
    try await withSandbox { server in
      let home = try Home()
      let board = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await board.openForm()
      board.signal(signal)
      _ = try await board.waitForExit()
      _ = try await written(in: home)
    }
  }

  /// Waits until a draft with what was typed is on the disk.
  private func written(in home: Home) async throws -> String {
    let folder = home.path + "/state/hooktop/drafts"
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      for name in home.names(in: folder) where name.hasSuffix(".json") {
        if try home.contents(of: folder + "/" + name).contains("Nightly") { return folder + "/" + name }
      }
      // The program tells nobody when it has written.
      try await Task.sleep(for: .milliseconds(20))
    }
    throw TestFailure("no draft was ever written")
  }
}
