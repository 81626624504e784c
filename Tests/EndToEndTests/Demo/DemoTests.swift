import Glibc
import TestSupport
import Testing

@Suite("The demo", .serialized)
struct DemoTests {
  /// An account that must not be used, a config that must not be read, a way to the network that leads nowhere.
  private func environment(_ home: Home) throws -> [String: String] {
    try home.write("this is not TOML", to: home.configFile)
    return home.environment(at: "http://127.0.0.1:1/api", token: "real").merging(
      ["http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1"]) { $1 }
  }

  @Test("It needs neither account nor network, says DEMO on every screen, and leaves nothing behind")
  func wholeDemo() async throws {
    let home = try Home()
    let environment = try environment(home)
    let before = home.everything
    let terminal = try await TmuxSession([hooktop, "--demo"], environment: environment)
    #expect(try await terminal.waitFor("ERP sync").contains("DEMO"))
    try await terminal.press("Enter")
    #expect(try await terminal.waitFor("Esc back").contains("DEMO"))
    try await terminal.press("Escape")
    try await terminal.waitFor("q quit")
    try await terminal.press("?")
    #expect(try await terminal.waitFor("Keys · Board").contains("DEMO"))
    try await terminal.press("Escape")
    try await terminal.waitFor("ERP sync")
    try await terminal.fillForm(name: "Night export", endpoint: "night.example.com")
    try await terminal.pressCreate()
    let dialog = try await terminal.waitForSecret(of: "Night export")
    #expect(dialog.contains("DEMO"))
    #expect(dialog.signingSecret != nil)
    #expect(home.names(in: home.temporary).count == 1)
    try await terminal.closeSecret()
    #expect(try await terminal.quit() == 0)
    #expect(home.everything == before)
  }

  @Test(
    "Ended by a signal or by the loss of its terminal, it leaves nothing behind either",
    arguments: [SIGTERM, SIGHUP, SIGINT, 0])
  func ended(number: Int32) async throws {
    let home = try Home()
    let environment = try environment(home)
    let before = home.everything
    let terminal = try PseudoTerminal(hooktop, ["--demo"], environment: environment)
    try await terminal.openList()
    if number == 0 { terminal.hangUp() } else { terminal.signal(number) }
    #expect(try await terminal.waitForExit() == .exited(128 + (number == 0 ? SIGHUP : number)))
    #expect(home.everything == before)
  }
}
