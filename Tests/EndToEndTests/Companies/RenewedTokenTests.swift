import FintoroSandbox
import Foundation
import TestSupport
import Testing

@Suite("A token that is renewed while hooktop runs", .serialized)
struct RenewedTokenTests {
  private func config(_ home: Home, _ server: SandboxServer) throws {
    try home.write(SandboxTokens.write + "\n", to: home.path + "/acme.token")
    try home.write(SandboxTokens.secondWrite + "\n", to: home.path + "/beta.token")
    let profiles = ["acme", "beta"].map {
      "[profiles.\($0)]\nbase_url = \"\(server.baseURL)\"\ntoken_file = \"~/\($0).token\"\n"
    }
    try home.write("default_profile = \"acme\"\n" + profiles.joined(), to: home.configFile)
  }

  private func tokens(_ server: SandboxServer, _ method: String = "GET") async -> [String] {
    await server.recordedRequests().filter { $0.method == method }.compactMap { request in
      request.headers["authorization"]?.split(separator: " ").last.map(String.init)
    }
  }

  @Test("The board of several companies takes it over, and the other company keeps its own")
  func board() async throws {
    try await withSandbox { server in
      let home = try Home()
      try config(home, server)
      let terminal = try await TmuxSession([hooktop], environment: home.environment)
      try await terminal.waitFor("ERP sync")
      // Both have their lists, so that the next one asked for is this company's.
      try await terminal.goToCompany(.next)
      try await terminal.waitFor("Stock alerts")
      try await terminal.goToCompany(.previous)
      try await terminal.waitFor("ERP sync")
      try home.write(SandboxTokens.renewedWrite + "\n", to: home.path + "/acme.token")
      try await terminal.refresh(refusing: server) { await tokens(server).contains(SandboxTokens.renewedWrite) }
      // No refusal reaches the screen.
      let screen = try await terminal.waitFor("ERP sync")
      #expect(!screen.contains("401"))
      try await terminal.goToCompany(.next)
      try await terminal.waitFor("Stock alerts")
      #expect(await tokens(server).contains(SandboxTokens.secondWrite))
      #expect(try await terminal.quit() == 0)
    }
  }

  @Test("A create that was refused with the old token is sent with the new one, with the same key and bytes")
  func create() async throws {
    try await withSandbox { server in
      let home = try Home()
      // The first run prints a token that the fault refuses, each later one the new token.
      let script =
        "echo x >> \(home.path)/runs; test $(wc -l < \(home.path)/runs) -gt 1 && echo \(SandboxTokens.renewedWrite) "
        + "|| echo \(SandboxTokens.write)"
      try home.write(
        "[profiles.acme]\nbase_url = \"\(server.baseURL)\"\ntoken_command = ['sh', '-c', '\(script)']\n",
        to: home.configFile)
      await server.inject(try Fault("401 POST /webhook-subscriptions x1"))
      let run = try await ProcessRun.run(
        hooktop,
        [
          "create", "--name", "N", "--url", "https://n.example.com/h", "--event", "invoices.paid", "--secret-file",
          home.path + "/n.secret", "--wait", "0",
        ], environment: home.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 })
      #expect(run.exit == .exited(0), "\(run)")
      #expect(await tokens(server, "POST") == [SandboxTokens.write, SandboxTokens.renewedWrite])
      let posts = await server.posts()
      #expect(Set(posts.map(\.idempotencyKey)).count == 1 && Set(posts.map(\.body)).count == 1)
      let id = try #require(await server.subscriptionIDs(companyID: 15).max())
      #expect(try home.contents(of: home.path + "/n.secret") == (await server.secret(of: id)))
    }
  }

  @Test("A create that is resumed with a token renewed since then keeps its key and bytes")
  func resumed() async throws {
    try await withSandbox { server in
      let home = try Home()
      try config(home, server)
      await server.inject(try Fault("drop-after POST /webhook-subscriptions x1"))
      let lost = try await ProcessRun.run(
        hooktop,
        [
          "create", "--name", "N", "--url", "https://n.example.com/h", "--event", "invoices.paid", "--wait", "0",
          "--secret-file", home.path + "/n.secret",
        ], environment: home.environment)
      #expect(lost.exit == .exited(75), "\(lost)")
      // The old token is refused from now on, wherever it is shown.
      try home.write(SandboxTokens.renewedWrite + "\n", to: home.path + "/acme.token")
      let resumed = try await ProcessRun.run(hooktop, ["pending", "--resume"], environment: home.environment)
      #expect(resumed.exit == .exited(0), "\(resumed)")
      #expect(await tokens(server, "POST") == [SandboxTokens.write, SandboxTokens.renewedWrite])
      let posts = await server.posts()
      #expect(Set(posts.map(\.idempotencyKey)).count == 1 && Set(posts.map(\.body)).count == 1)
      let id = try #require(await server.subscriptionIDs(companyID: 15).max())
      #expect(try home.contents(of: home.path + "/n.secret") == (await server.secret(of: id)))
      #expect(home.names(in: home.creates).isEmpty)
    }
  }

  @Test("A token that is renewed while a create is resumed is taken over, and the create is made once")
  func renewedWhileResumed() async throws {
    try await withSandbox { server in
      let home = try Home()
      try config(home, server)
      await server.inject(try Fault("drop-after POST /webhook-subscriptions x1"))
      let create = ["create", "--name", "N", "--url", "https://n.example.com/h", "--event", "invoices.paid"]
      let lost = try await ProcessRun.run(hooktop, create + ["--wait", "0"], environment: home.environment)
      #expect(lost.exit == .exited(75), "\(lost)")
      let known = await server.subscriptionIDs(companyID: 15).count
      await server.inject(try Fault("delay=1 POST /webhook-subscriptions x1"))
      await server.inject(try Fault("401 POST /webhook-subscriptions x1"))
      async let resuming = ProcessRun.run(hooktop, ["pending", "--resume"], environment: home.environment)
      let deadline = ContinuousClock.now + patience
      while await server.posts().count < 2 {
        guard ContinuousClock.now < deadline else { throw TestFailure("the create was not sent again") }
        try await Task.sleep(for: .milliseconds(10))
      }
      try home.write(SandboxTokens.renewedWrite + "\n", to: home.path + "/acme.token")
      let resumed = try await resuming
      #expect(resumed.exit == .exited(0), "\(resumed)")
      #expect(await tokens(server, "POST").last == SandboxTokens.renewedWrite)
      #expect(Set(await server.posts().map(\.idempotencyKey)).count == 1)
      #expect(await server.subscriptionIDs(companyID: 15).count == known)
      #expect(home.names(in: home.creates).isEmpty)
    }
  }
}

extension TmuxSession {
  /// Refreshes with the first answer refused, again where a list was on its way already: that one was not refused.
  fileprivate func refresh(refusing server: SandboxServer, until isDone: () async -> Bool) async throws {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      await server.clearFaults()
      await server.inject(try Fault("401 GET /webhook-subscriptions x1"))
      try await press("r")
      for _ in 1...100 {
        if await isDone() { return }
        // The sandbox tells nobody what arrives.
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    throw TestFailure("the renewed token was never used")
  }
}
