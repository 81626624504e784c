import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("A create whose answer was lost", .serialized)
struct LostAnswerTests {
  @Test("It is told as such, asked again with the same key and the same bytes, and ends with one subscription")
  func askedAgain() async throws {
    try await withSandbox { server in
      let home = try Home()
      let known = await server.subscriptionIDs()
      await server.inject(try Fault("drop-after POST /webhook-subscriptions x1"))
      let terminal = try await TmuxSession([hooktop], environment: home.environment(at: server.baseURL))
      try await terminal.waitFor("ERP sync")
      try await terminal.fillForm(name: "Night export", endpoint: "night.example.com")
      try await terminal.pressCreate()
      try await terminal.waitFor("Night export maybe created")
      let dialog = try await terminal.waitForSecret(of: "Night export")

      let made = Set(await server.subscriptionIDs()).subtracting(known)
      #expect(made.count == 1)
      let secret = await server.secret(of: try #require(made.first))
      #expect(dialog.signingSecret == secret)
      #expect(try home.contents(of: home.secrets + "/night-export.secret") == secret)
      try await expectRepeats(server, count: 2)
      #expect(home.names(in: home.creates) == [])
    }
  }

  @Test("Finished while a filter is typed, it opens nothing: a line says so, and Enter on the list shows the secret")
  func whileTyping() async throws {
    try await withSandbox { server in
      let home = try Home()
      await server.inject(try Fault("drop-after POST /webhook-subscriptions"))
      let terminal = try await TmuxSession([hooktop], environment: home.environment(at: server.baseURL))
      try await terminal.waitFor("ERP sync")
      try await terminal.fillForm(name: "Night export", endpoint: "night.example.com")
      try await terminal.pressCreate()
      try await terminal.waitFor("Night export maybe created")
      try await terminal.press("Escape")
      try await terminal.waitFor("the list") { $0.selectedRow != nil }
      try await terminal.press("/")
      try await terminal.type("cr")
      try await terminal.waitFor("the typed filter") { $0.contains(#/filter +cr/#) }
      await server.clearFaults()
      let told = try await terminal.waitFor("Night export created, its secret is saved. Enter on the board shows it.")
      #expect(told.signingSecret == nil)
      // The word's last letter is the key that copies a secret in its dialog.
      try await terminal.type("mc")
      try await terminal.waitFor("crmc")
      try await terminal.press("Escape")
      let waiting = try await terminal.waitFor("is saved. Enter shows it.")
      #expect(waiting.signingSecret == nil)
      try await terminal.press("Enter")
      let dialog = try await terminal.waitForSecret(of: "Night export")
      #expect(dialog.signingSecret.map { [$0] } == [try home.contents(of: home.secrets + "/night-export.secret")])
      try await terminal.closeSecret()
    }
  }

  @Test("Killed before it could ask again, it finishes the create by itself at the next start")
  func killed() async throws {
    try await withSandbox { server in
      let home = try Home()
      let known = await server.subscriptionIDs()
      await server.inject(try Fault("drop-after POST /webhook-subscriptions"))
      let environment = home.environment(at: server.baseURL)
      let first = try PseudoTerminal(hooktop, environment: environment)
      try await first.openSecret()
      try await first.waitForOutput("maybe created")
      first.signal(SIGKILL)
      #expect(try await first.waitForExit() == .signaled(SIGKILL))
      #expect(home.names(in: home.creates).count == 1)
      #expect(try home.contents(of: home.secrets + "/nightly.secret").signingSecret == nil)

      await server.clearFaults()
      let second = try await TmuxSession([hooktop], environment: environment)
      let dialog = try await second.waitForSecret(of: "Nightly")
      let made = Set(await server.subscriptionIDs()).subtracting(known)
      #expect(made.count == 1)
      let secret = await server.secret(of: try #require(made.first))
      #expect(dialog.signingSecret == secret)
      #expect(home.names(in: home.secrets) == ["nightly.secret"])
      #expect(try home.contents(of: home.secrets + "/nightly.secret") == secret)
      #expect(try home.mode(of: home.secrets + "/nightly.secret") == 0o600)
      try await expectRepeats(server, count: nil)
      #expect(home.names(in: home.creates) == [])

      try await second.closeSecret()
      try await second.waitFor("the new subscription selected") { $0.selectedRow?.contains("Nightly") ?? false }
    }
  }

  @Test("Left with q it is said to be unfinished, and the next start finishes it")
  func left() async throws {
    try await withSandbox { server in
      let home = try Home()
      await server.inject(try Fault("drop-after POST /webhook-subscriptions"))
      let environment = home.environment(at: server.baseURL)
      let first = try PseudoTerminal(hooktop, environment: environment)
      try await first.openSecret()
      try await first.waitForOutput("maybe created")
      first.send("\u{3}")
      try await first.waitForOutput("Not finished yet: the create of Nightly")
      #expect(try await first.waitForExit() == .exited(0))

      await server.clearFaults()
      let second = try await TmuxSession([hooktop], environment: environment)
      _ = try await second.waitForSecret(of: "Nightly")
      try await expectRepeats(server, count: nil)
    }
  }

  @Test("Ended while the request is in work, it is finished at the next start", arguments: [SIGTERM, SIGINT, SIGKILL])
  func endedInWork(number: Int32) async throws {
    try await withSandbox { server in
      let home = try Home()
      let known = await server.subscriptionIDs()
      await server.inject(try Fault("hold=60 POST /webhook-subscriptions"))
      let environment = home.environment(at: server.baseURL)
      let first = try PseudoTerminal(hooktop, environment: environment)
      try await first.openSecret()
      try await server.waitForPost()
      first.signal(number)
      #expect(try await first.waitForExit() == (number == SIGKILL ? .signaled(number) : .exited(128 + number)))
      #expect(home.names(in: home.creates).count == 1)

      await server.clearFaults()
      let second = try await TmuxSession([hooktop], environment: environment)
      let dialog = try await second.waitForSecret(of: "Nightly")
      let made = Set(await server.subscriptionIDs()).subtracting(known)
      #expect(made.count == 1)
      let secret = await server.secret(of: try #require(made.first))
      #expect(dialog.signingSecret == secret)
      #expect(try home.contents(of: home.secrets + "/nightly.secret") == secret)
      try await expectRepeats(server, count: nil)
    }
  }

  @Test("Started again while the killed program's request is in work, it asks until that is done")
  func stillInWork() async throws {
    try await withSandbox { server in
      let home = try Home()
      let known = await server.subscriptionIDs()
      await server.inject(try Fault("hold=60 POST /webhook-subscriptions x1"))
      let environment = home.environment(at: server.baseURL)
      let first = try PseudoTerminal(hooktop, environment: environment)
      try await first.openSecret()
      try await server.waitForPost()
      first.signal(SIGKILL)
      _ = try await first.waitForExit()

      let second = try await TmuxSession([hooktop], environment: environment)
      try await second.waitFor("Fintoro is still processing the create of Nightly")
      try await second.waitFor("1 pending")
      await server.clearFaults()
      let dialog = try await second.waitForSecret(of: "Nightly")
      let made = Set(await server.subscriptionIDs()).subtracting(known)
      #expect(made.count == 1)
      #expect(dialog.signingSecret == (await server.secret(of: try #require(made.first))))
      try await expectRepeats(server, count: nil)
    }
  }

  @Test("Killed before the journal has it, while the company is asked for, the whole form is a draft")
  func killedBeforeEntry() async throws {
    try await withSandbox { server in
      let home = try Home()
      await server.inject(try Fault("hold=60 GET /whoami"))
      let environment = home.environment(at: server.baseURL)
      let first = try PseudoTerminal(hooktop, environment: environment)
      try await first.openSecret()
      // The board asks for its title, then the create for the company.
      try await server.waitForRequests("/whoami", count: 2)
      first.signal(SIGKILL)
      _ = try await first.waitForExit()
      #expect(await server.posts().isEmpty)
      #expect(home.names(in: home.creates).isEmpty)

      await server.clearFaults()
      let second = try await TmuxSession([hooktop], environment: environment)
      try await second.waitFor("press n to continue")
      try await second.press("n")
      try await second.waitFor("the form that was typed") {
        $0.contains("Nightly") && $0.contains("https://nightly.example.com") && $0.contains("53 of 53")
      }
    }
  }

  @Test("Another company's token does not finish it and sends nothing")
  func otherCompany() async throws {
    try await withSandbox { server in
      let home = try Home()
      await server.inject(try Fault("drop-after POST /webhook-subscriptions"))
      let first = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await first.openSecret()
      try await first.waitForOutput("maybe created")
      first.signal(SIGKILL)
      _ = try await first.waitForExit()
      await server.clearFaults()
      let sent = (await server.posts()).count

      let other = home.environment(at: server.baseURL, token: SandboxTokens.secondWrite)
      let second = try await TmuxSession([hooktop], environment: other)
      try await second.waitFor("It belongs to another company")
      #expect((await server.posts()).count == sent)
      #expect(home.names(in: home.creates).count == 1)
    }
  }

  /// All creates that arrived were one: the same key, the same bytes.
  /// - Parameter count: how many there were; nil for two or more.
  private func expectRepeats(
    _ server: SandboxServer, count: Int?, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let posts = await server.posts()
    #expect(count.map { $0 == posts.count } ?? (posts.count >= 2), sourceLocation: sourceLocation)
    let key = try #require(posts.first?.idempotencyKey, sourceLocation: sourceLocation)
    #expect(posts.allSatisfy { $0.idempotencyKey == key }, sourceLocation: sourceLocation)
    #expect(Set(posts.map(\.body)).count == 1, sourceLocation: sourceLocation)
  }
}
