import FintoroSandbox
import Foundation
import TerminalUI
import TestSupport
import Testing

@Suite("The main job", .serialized)
struct MainJobTests {
  @Test(
    "A person makes a subscription by keyboard, reads its secret, finds it in the file that is named and sees the row",
    arguments: [small, large])
  func create(size: Size) async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try await TmuxSession([hooktop], environment: home.environment(at: server.baseURL), size: size)
      try await terminal.waitFor("the list, live, of the company") {
        $0.contains("ERP sync") && $0.contains("live") && $0.contains("Acme s.r.o.")
      }
      let known = await server.subscriptionIDs(companyID: 15)

      try await terminal.fillForm(name: "Night export", endpoint: "night.example.com/fintoro")
      try await terminal.waitFor("ht-export.secret")
      try await terminal.pressCreate()
      let dialog = try await terminal.waitForSecret(of: "Night export")

      let id = try #require(Set(await server.subscriptionIDs(companyID: 15)).subtracting(known).first)
      #expect(dialog.contains("Signing secret of Night export (\(id))"))
      let shown = try #require(dialog.signingSecret)
      #expect(shown == (await server.secret(of: id)))
      #expect(dialog.contains("night-export.secret"))
      #expect(home.names(in: home.secrets) == ["night-export.secret"])
      let file = home.secrets + "/night-export.secret"
      #expect(try home.contents(of: file) == shown)
      #expect(try home.mode(of: file) == 0o600)

      try await terminal.closeSecret()
      let board = try await terminal.waitFor("the new subscription selected") {
        $0.selectedRow?.contains("Night export") ?? false
      }
      #expect(board.signingSecret == nil)
      #expect((await server.posts()).map(\.status) == [201])
      #expect(home.names(in: home.creates) == [])

      #expect(try await terminal.quit() == 0)
      #expect(try await !terminal.isOnAlternateScreen())
    }
  }

  @Test("What was sent is what was chosen: the name, the URL, 13 event types, active")
  func whatIsSent() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try await TmuxSession([hooktop], environment: home.environment(at: server.baseURL))
      try await terminal.waitFor("ERP sync")
      try await terminal.fillForm(name: "Účtovníctvo", endpoint: "uctovnictvo.example.com/príjem")
      try await terminal.pressCreate()
      try await terminal.waitFor("Signing secret of")

      struct Sent: Decodable {
        var name: String
        var url: String
        var isActive: Bool
        var subscribedEvents: Set<String>
      }
      let posts = await server.posts()
      let sent = try JSONDecoder().decode(Sent.self, from: Data(try #require(posts.first).body))
      #expect(sent.name == "Účtovníctvo")
      #expect(sent.url.hasPrefix("https://uctovnictvo.example.com/"))
      #expect(sent.isActive)
      let rows = ["clients", "suppliers", "bank-accounts", "orders"]
      let types = rows.flatMap { row in ["created", "updated", "deleted"].map { "\(row).\($0)" } }
      #expect(sent.subscribedEvents == Set(types + ["invoices.paid"]))
    }
  }

  @Test("Keys typed ahead never close the secret's dialog")
  func typedAhead() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try await TmuxSession([hooktop], environment: home.environment(at: server.baseURL))
      try await terminal.waitFor("ERP sync")
      try await terminal.fillForm(name: "Night export", endpoint: "night.example.com")
      try await terminal.press("Tab", "Tab", "Enter", "Enter", "Space", "Enter", "Enter", "Space")
      let dialog = try await terminal.waitForSecret(of: "Night export")
      #expect(dialog.signingSecret != nil)
      #expect((await server.posts()).count == 1)
      // The dialog is not stuck either: an Enter that counts closes it.
      try await terminal.closeSecret()
    }
  }

  @Test("A token that may only read is told so, what was typed stays, and neither file nor entry is left behind")
  func refused() async throws {
    let scenario = Scenario.demo.assuming { $0.readTokenLists = true }
    try await withSandbox(SandboxConfiguration(scenario: scenario)) { server in
      let home = try Home()
      let environment = home.environment(at: server.baseURL, token: SandboxTokens.read)
      let terminal = try await TmuxSession([hooktop], environment: environment)
      try await terminal.waitFor("ERP sync")
      try await terminal.fillForm(name: "Night export", endpoint: "night.example.com")
      try await terminal.pressCreate()
      let form = try await terminal.waitFor("may not do this (403)")
      #expect(form.contains("Night export"))
      #expect(form.contains("https://night.example.com"))
      #expect(form.contains("13 of 53"))
      #expect((await server.posts()).map(\.status) == [403])
      #expect(home.names(in: home.creates) == [])
      #expect(home.names(in: home.secrets) == [])
    }
  }
}
