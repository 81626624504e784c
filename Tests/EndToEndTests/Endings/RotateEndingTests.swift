import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("Ending in the middle of a rotate", .serialized)
struct RotateEndingTests {
  @Test(
    "A signal gives the terminal back at once, and the process brings the sent rotate to its end without it",
    arguments: [SIGTERM, SIGHUP])
  func signal(number: Int32) async throws {
    try await rotating { home, terminal in
      terminal.signal(number)
      try await terminal.waitUntilGivenBack()
      #expect(home.names(in: home.secrets).count == 1)
      #expect(try await terminal.waitForExit() == .exited(128 + number))
      // What was written last may be on its way for a while.
      try await terminal.waitForOutput("its new secret is in")
    }
  }

  @Test("A terminal that is gone does not lose the secret either")
  func hangUp() async throws {
    try await rotating { _, terminal in
      terminal.hangUp()
      let exit = try await terminal.waitForExit()
      #expect(exit == .exited(128 + SIGHUP))
    }
  }

  /// Rotates the first of the list, whose answer the sandbox holds back, and looks at the secret's file at the end.
  private func rotating(
    _ body: (Home, PseudoTerminal) async throws -> Void
  ) async throws {
    try await withSandbox(SandboxConfiguration(faults: [Fault("hold=3 POST x1")])) { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.openList()
      terminal.send("R")
      try await terminal.waitForOutput("mode 0600")
      terminal.send("ERP sync\r")
      try await server.waitForPost()
      try await body(home, terminal)
      let file = try #require(home.names(in: home.secrets).first)
      let kept = try home.contents(of: home.secrets + "/" + file)
      var secrets: [String?] = []
      for id in await server.subscriptionIDs() { secrets.append(await server.secret(of: id)) }
      #expect(secrets.contains(kept))
    }
  }
}

extension PseudoTerminal {
  /// Waits until the terminal is as it was, though the program may still run; its settings tell nobody of a change.
  fileprivate func waitUntilGivenBack() async throws {
    let deadline = ContinuousClock.now + patience
    while settings != settingsBefore {
      guard ContinuousClock.now < deadline else { throw TestFailure("the terminal was not given back") }
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}
