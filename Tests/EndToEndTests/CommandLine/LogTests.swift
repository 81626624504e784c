import FintoroSandbox
import Foundation
import TestSupport
import Testing

@Suite("The log for support", .serialized)
struct LogTests {
  @Test("It tells what happened, and has neither token nor secret in it")
  func noSecrets() async throws {
    try await withSandbox { server in
      let home = try Home()
      let log = home.path + "/hooktop.log"
      let terminal = try await TmuxSession([hooktop, "--log", log], environment: home.environment(at: server.baseURL))
      try await terminal.waitFor("ERP sync")
      try await terminal.fillForm(name: "Night export", endpoint: "night.example.com")
      try await terminal.pressCreate()
      let secret = try #require(try await terminal.waitForSecret(of: "Night export").signingSecret)
      try await terminal.closeSecret()
      #expect(try await terminal.quit() == 0)

      let text = try home.contents(of: log)
      #expect(text.contains("POST /webhook-subscriptions status=201"))
      #expect(text.contains("GET /webhook-subscriptions status=200"))
      #expect(text.contains("outcome=created"))
      #expect(text.contains("req_sandbox_"))
      #expect(!text.contains(secret))
      #expect(!text.contains("whsec"))
      #expect(!text.contains(SandboxTokens.write))
      #expect(try home.mode(of: log) == 0o600)
    }
  }

  @Test("Neither has that of a command whose token was refused")
  func refusedToken() async throws {
    try await withSandbox { server in
      let home = try Home()
      let log = home.path + "/hooktop.log"
      let run = try await ProcessRun.run(
        hooktop, ["list", "--log", log], environment: home.environment(at: server.baseURL, token: "nobody-knows-it"))
      #expect(run.exit == .exited(77))
      let text = try home.contents(of: log)
      #expect(text.contains("status=401"))
      #expect(!text.contains("nobody-knows-it"))
    }
  }

  @Test("One that cannot be written: said before anything is asked, status 74")
  func unwritable() async throws {
    try await withSandbox { server in
      let home = try Home()
      let run = try await ProcessRun.run(
        hooktop, ["list", "--log", home.path + "/none/hooktop.log"], environment: home.environment(at: server.baseURL))
      #expect(run.exit == .exited(74))
      #expect(run.standardError.contains("none/hooktop.log"))
      #expect(await server.recordedRequests().isEmpty)
    }
  }
}
