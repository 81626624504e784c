import FintoroSandbox
import Foundation
import TerminalUI
import TestSupport
import Testing

extension ExtraToolTests {
  @Suite("What two emulators show", .serialized, .needs(.pyte))
  struct SecondEmulator {
    private static let question = "\u{1B}[5n"

    @Test("pyte and tmux show the same cells", arguments: [small, large])
    func board(size: Size) async throws {
      try await withSandbox { server in try await compare(EmulatorScene.board, server, size) }
    }

    @Test("Also where names hold what no terminal should be shown", arguments: [small, large])
    func hostile(size: Size) async throws {
      try await withSandbox(SandboxConfiguration(scenario: .hostile)) { server in
        try await compare(EmulatorScene.hostile, server, size)
      }
    }

    @Test("With a secret on the screen")
    func secret() async throws {
      try await withSandbox { server in
        let home = try Home()
        let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
        try await Place.secret.open(on: terminal)
        let secret = try #require(terminal.output[...].ranges(of: Array("whsec_fintoro_".utf8)).last?.upperBound)
        // Up to the end of its frame, behind which hooktop asks.
        let end = try await terminal.waitForOutput(Self.question, from: secret)
        let bytes = terminal.output
        let pyte = try await EmulatedScreen(pyte: bytes[..<end], small)
        #expect(pyte.text.contains { $0.contains("whsec_fintoro_") })
        try await expectSame(pyte, bytes[..<end], small, home, "the secret")
      }
    }

    private func compare(_ scenes: [EmulatorScene], _ server: SandboxServer, _ size: Size) async throws {
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL), size: size)
      var end = 0
      for scene in scenes {
        for keys in scene.keys {
          terminal.send(keys)
          try await terminal.waitUntilKeysAreRead()
        }
        let deadline = ContinuousClock.now + patience
        while true {
          end = try await terminal.waitForOutput(Self.question, from: end)
          let pyte = try await EmulatedScreen(pyte: terminal.output[..<end], size)
          if pyte.text.contains(where: { $0.contains(scene.text) }) {
            try await expectSame(pyte, terminal.output[..<end], size, home, scene.name)
            break
          }
          guard ContinuousClock.now < deadline else {
            throw TestFailure("\(scene.name) never came; the screen was:\n\(pyte.text.joined(separator: "\n"))")
          }
        }
      }
    }

    /// - Parameter home: gets the file that tmux shows.
    private func expectSame(
      _ pyte: EmulatedScreen, _ bytes: ArraySlice<UInt8>, _ size: Size, _ home: Home, _ scene: String
    ) async throws {
      let file = home.temporary + "/screen"
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      let session = try await TmuxSession(["sh", "-c", "stty raw -echo; cat \(file); exec sleep 600"], size: size)
      let deadline = ContinuousClock.now + patience
      while true {
        let differences = try await EmulatedScreen(session, size).differences(from: pyte)
        if differences.isEmpty { return }
        guard ContinuousClock.now < deadline else {
          Issue.record("\(scene): tmux, then pyte\n\(differences.joined(separator: "\n"))")
          return
        }
        // tmux may have taken a part of the file alone, which nothing tells.
        try await Task.sleep(for: .milliseconds(30))
      }
    }
  }
}
