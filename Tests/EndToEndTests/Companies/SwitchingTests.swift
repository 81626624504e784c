import FintoroSandbox
import TestSupport
import Testing

@Suite("Several companies", .serialized)
struct SwitchingTests {
  private func environment(_ home: Home, _ server: SandboxServer) throws -> [String: String] {
    try home.write(SandboxTokens.write + "\n", to: home.path + "/acme.token")
    try home.write(SandboxTokens.secondWrite + "\n", to: home.path + "/beta.token")
    let config = """
      default_profile = "acme"

      [profiles.acme]
      base_url = "\(server.baseURL)"
      token_file = "~/acme.token"
      danger = true

      [profiles.beta]
      base_url = "\(server.baseURL)"
      token_file = "~/beta.token"
      color = "green"
      """
    try home.write(config, to: home.configFile)
    return home.environment
  }

  @Test("o shows them all, Enter goes in, and the screen says whose data it is")
  func switching() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try await TmuxSession([hooktop], environment: try environment(home, server))
      #expect(try await terminal.waitFor("ERP sync").contains("▲"))
      try await terminal.press("o")
      let overview = try await terminal.waitFor("both companies with their worst states") {
        $0.contains("Beta Tradi") && $0.contains("never ok") && $0.contains("✔ ok")
      }
      #expect(overview.contains("FAIL") && overview.contains("FRESHNESS"))
      try await terminal.press("Down", "Enter")
      let beta = try await terminal.waitFor("Stock alerts")
      #expect(beta.contains("Beta Trading a.s. · beta") && !beta.contains("ERP sync") && !beta.contains("▲"))
      try await terminal.goToCompany(.previous)
      #expect(try await terminal.waitFor("ERP sync").contains("Acme s.r.o. · acme"))
      #expect(try await terminal.quit() == 0)
    }
  }

  @Test("A create made for one company is finished for it while another is looked at")
  func createGoesOn() async throws {
    try await withSandbox { server in
      let home = try Home()
      await server.inject(try Fault("delay=1.5 POST /webhook-subscriptions x1"))
      let terminal = try await TmuxSession([hooktop], environment: try environment(home, server))
      try await terminal.waitFor("ERP sync")
      try await terminal.fillForm(name: "Night export", endpoint: "night.example.com")
      try await terminal.pressCreate()
      try await terminal.press("Escape")
      try await terminal.waitFor("ERP sync")
      try await terminal.goToCompany(.next)
      try await terminal.waitFor("the news of the other company") {
        $0.contains("Stock alerts") && $0.contains("Acme s.r.o.: the secret of Night export")
      }
      try await terminal.goToCompany(.previous)
      _ = try await terminal.waitForSecret(of: "Night export")
    }
  }
}
