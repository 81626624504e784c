import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

extension ExtraToolTests {
  @Suite("Over ssh, when the connection is cut", .serialized, .needs(.sshd))
  struct CutConnections {
    enum Cut: String, CaseIterable, CustomTestStringConvertible {
      case client = "the client is killed"
      case session = "the session on the server is killed"
      case silence = "the line goes silent"

      var testDescription: String { rawValue }
    }

    @Test("Uncut, q ends hooktop and ssh, and the terminal is as it was found")
    func uncut() async throws {
      try await withSandbox { server in
        let remote = try await Remote(server)
        let terminal = try remote.openBoard()
        try await terminal.openList()
        let offset = terminal.output.count
        terminal.send("q")
        #expect(try await terminal.waitForExit() == .exited(0))
        try await terminal.expectGivenBack(from: offset)
      }
    }

    @Test("In the form: what was typed is a draft, and nothing was sent", arguments: Cut.allCases)
    func form(cut: Cut) async throws {
      try await withSandbox { server in
        let remote = try await Remote(server, cut)
        let first = try remote.openBoard()
        try await first.openForm()
        try await remote.cut(first, cut)
        #expect(await server.posts().isEmpty)

        let second = try remote.openBoard()
        try await second.waitForOutput("press n to continue")
        second.send("n")
        try await second.waitForOutput("7 of 255")
        #expect(second.outputText.contains("Nightly"))
        second.send("\u{3}")
        #expect(try await second.waitForExit() == .exited(0))
      }
    }

    @Test("While a create is sent: the next start finishes it, with one subscription", arguments: Cut.allCases)
    func create(cut: Cut) async throws {
      try await withSandbox { server in
        let known = await server.subscriptionIDs()
        await server.inject(try Fault("hold=600 POST /webhook-subscriptions"))
        let remote = try await Remote(server, cut)
        let first = try remote.openBoard()
        try await first.openSecret()
        try await server.waitForPost()
        try await remote.cut(first, cut)
        #expect(remote.home.names(in: remote.home.creates).count == 1)
        #expect(remote.home.names(in: remote.home.secrets) == ["nightly.secret"])

        await server.clearFaults()
        let second = try remote.openBoard()
        try await second.waitForOutput("whsec_fintoro_")
        try await remote.expectKept(known, server)
        let posts = await server.posts()
        #expect(posts.count >= 2 && Set(posts.map(\.idempotencyKey)).count == 1 && Set(posts.map(\.body)).count == 1)
      }
    }

    @Test(
      "With the secret on the screen: it is in its file, and the next start has nothing to do", arguments: Cut.allCases)
    func secret(cut: Cut) async throws {
      try await withSandbox { server in
        let known = await server.subscriptionIDs()
        let remote = try await Remote(server, cut)
        let first = try remote.openBoard()
        try await Place.secret.open(on: first)
        try await remote.cut(first, cut)
        try await remote.expectKept(known, server)

        let second = try remote.openBoard()
        try await second.waitForOutput("Nightly")
        second.send("q")
        #expect(try await second.waitForExit() == .exited(0))
        try await remote.expectKept(known, server)
        #expect((await server.posts()).map(\.status) == [201])
      }
    }

    /// One home on a machine that is reached over ssh.
    private struct Remote {
      let home: Home
      private let shell: SecureShellServer
      private let address: String

      init(_ server: SandboxServer, _ cut: Cut = .client) async throws {
        home = try Home()
        shell = try await SecureShellServer.start(silentSeconds: cut == .silence ? 2 : 60)
        address = server.baseURL
      }

      func openBoard() throws -> PseudoTerminal {
        try shell.run(hooktop, environment: home.environment(at: address), processFile: processFile)
      }

      private var processFile: String { home.temporary + "/number" }

      /// Cuts, and waits for the end of hooktop on the other side.
      func cut(_ client: PseudoTerminal, _ cut: Cut) async throws {
        let board = try RemoteProcess(file: processFile)
        switch cut {
        case .client: client.signal(SIGKILL)
        case .session: kill(try #require(board.parent), SIGKILL)
        case .silence: client.signal(SIGSTOP)
        }
        try await board.waitForEnd()
        client.signal(SIGKILL)
        _ = try await client.waitForExit()
      }

      /// There is one subscription more, its secret is in its file, and no create is open.
      func expectKept(
        _ known: [Int], _ server: SandboxServer, sourceLocation: SourceLocation = #_sourceLocation
      ) async throws {
        let made = Set(await server.subscriptionIDs()).subtracting(known)
        #expect(made.count == 1, sourceLocation: sourceLocation)
        let secret = await server.secret(of: try #require(made.first, sourceLocation: sourceLocation))
        #expect(home.names(in: home.secrets) == ["nightly.secret"], sourceLocation: sourceLocation)
        #expect(try home.contents(of: home.secrets + "/nightly.secret") == secret, sourceLocation: sourceLocation)
        #expect(home.names(in: home.creates) == [], sourceLocation: sourceLocation)
      }
    }
  }
}
