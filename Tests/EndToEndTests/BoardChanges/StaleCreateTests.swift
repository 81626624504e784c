import FintoroSandbox
import Foundation
import TestSupport
import Testing

@Suite("A create that is too old to be sent again", .serialized)
struct StaleCreateTests {
  @Test("The board says that it needs somebody, P shows what it made, and adopts that by a rotation")
  func adopt() async throws {
    try await withSandbox { server in
      let home = try Home()
      let known = await server.subscriptionIDs()
      await server.inject(try Fault("drop-after POST /webhook-subscriptions"))
      let environment = home.environment(at: server.baseURL)
      let first = try PseudoTerminal(hooktop, environment: environment)
      try await first.openSecret()
      try await first.waitForOutput("maybe created")
      first.signal(SIGKILL)
      _ = try await first.waitForExit()
      await server.clearFaults()
      try age(home, byHours: 2)
      let posts = await server.posts().count

      let terminal = try await TmuxSession([hooktop], environment: environment)
      try await terminal.waitFor("The create of Nightly needs you")
      try await terminal.press("P")
      try await terminal.waitFor("Pending creates")
      let made = try #require(Set(await server.subscriptionIDs()).subtracting(known).first)
      try await terminal.waitFor("all that was sent")
      try await terminal.press("Down", "a", until: "for the create of Nightly?")
      try await terminal.typeToConfirm(String(made), "adopt")
      try await terminal.press("Enter")
      let dialog = try await terminal.waitForSecret(of: "Nightly")
      #expect(dialog.signingSecret == (await server.secret(of: made)))
      #expect(home.names(in: home.creates) == [])
      // Only the rotation was posted: the create itself was not sent again.
      #expect(await server.posts().count == posts + 1)
      #expect(Set(await server.subscriptionIDs()) == Set(known + [made]))
    }
  }

  /// Makes the only entry of the journal older.
  private func age(_ home: Home, byHours hours: Int64) throws {
    let file = home.creates + "/" + (try #require(home.names(in: home.creates).first { $0.hasSuffix(".jsonl") }))
    let text = try home.contents(of: file)
    let match = try #require(text.firstMatch(of: /"startedAt":(\d+)/))
    let started = try #require(Int64(match.output.1))
    try home.write(
      text.replacing(match.output.0, with: "\"startedAt\":\(started - hours * 3_600_000)"), to: file)
  }
}
