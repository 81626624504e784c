import FintoroSandbox
import TerminalUI
import TestSupport
import Testing

@Suite("What is wrong is said on the screen, and q leaves all the same", .serialized)
struct TroubleOnScreenTests {
  @Test("A token that is refused, with the request id for the support")
  func wrongToken() async throws {
    try await withSandbox { server in
      let home = try Home()
      let environment = home.environment(at: server.baseURL, token: "nobody's")
      try await expect(
        ["refused", "The token was refused (401)", "put it where this one came from", "req_sandbox_"], environment)
      #expect(home.everything == ["tmp"])
    }
  }

  @Test("An address where nothing listens")
  func nothingListens() async throws {
    let environment = try Home().environment(at: "http://127.0.0.1:1/api")
    try await expect(["offline since", "Nothing answers at 127.0.0.1:1", "http://127.0.0.1:1/api"], environment)
  }

  @Test("A server that is not Fintoro and answers with a page")
  func otherServer() async throws {
    try await withSandbox(SandboxConfiguration(faults: [try Fault("html=200")])) { server in
      let environment = try Home().environment(at: server.baseURL)
      try await expect(["an answer that hooktop cannot read (status 200)", "proxy or log-in page"], environment)
    }
  }

  @Test("A wrong path at the right server")
  func wrongPath() async throws {
    try await withSandbox { server in
      let environment = try Home().environment(at: "http://127.0.0.1:\(server.port)/api/private")
      try await expect(["(404)", "is not the API's address"], environment)
    }
  }

  @Test("A redirect, which the token does not follow")
  func redirect() async throws {
    try await withSandbox { other in
      let fault = try Fault("redirect=\(other.baseURL)/webhook-subscriptions")
      try await withSandbox(SandboxConfiguration(faults: [fault])) { server in
        let environment = try Home().environment(at: server.baseURL)
        try await expect(["redirect", "302"], environment)
        #expect(await other.recordedRequests().isEmpty)
      }
    }
  }

  @Test("What was read stays readable when the server goes away, and is not called live")
  func goesAway() async throws {
    try await withSandbox { server in
      let terminal = try await TmuxSession([hooktop], environment: Home().environment(at: server.baseURL))
      try await terminal.waitFor("ERP sync")
      await server.inject(try Fault("drop-before"))
      // A list that has just come is not asked for again.
      try await terminal.press("r", until: "offline since")
      let screen = try await terminal.waitFor("offline since")
      #expect(screen.contains("ERP sync"))
      #expect(!screen.contains("● live"))
      await server.clearFaults()
      try await terminal.press("r", until: "● live")
    }
  }

  @Test("A window that is too small says what it needs and draws as soon as there is room")
  func tooSmall() async throws {
    try await withSandbox { server in
      let environment = try Home().environment(at: server.baseURL)
      let terminal = try await TmuxSession([hooktop], environment: environment, size: Size(columns: 20, rows: 5))
      let screen = try await terminal.waitFor("20x5")
      #expect(screen.contains("needs 60x16"))
      // Keys do nothing that nobody sees.
      try await terminal.press("n")
      try await terminal.resize(small)
      let board = try await terminal.waitFor("ERP sync")
      #expect(!board.contains("New subscription"))
      try await terminal.resize(Size(columns: 20, rows: 5))
      try await terminal.waitFor("needs 60x16")
      #expect(try await terminal.quit() == 0)
    }
  }

  /// Starts the program on a small screen, waits for the texts there, and leaves.
  private func expect(
    _ texts: [String], _ environment: [String: String], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let terminal = try await TmuxSession([hooktop], environment: environment)
    try await terminal.waitFor(texts.joined(separator: ", ")) { screen in
      // A sentence goes over several rows.
      let text = screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return texts.allSatisfy(text.contains)
    }
    #expect(try await terminal.quit() == 0, sourceLocation: sourceLocation)
    #expect(try await !terminal.isOnAlternateScreen(), sourceLocation: sourceLocation)
  }
}
