import FintoroSandbox
import TestSupport
import Testing

@Suite("How a frame reaches the terminal", .serialized)
struct FrameWriteTests {
  private static let question = "\u{1B}[5n"

  @Test("In one write, whatever is in it")
  func oneWrite() async throws {
    try await withSandbox { server in
      let home = try Home()
      // The title is no part of the frame.
      try home.write("title = false\n", to: home.configFile)
      let record = home.path + "/calls.log"
      var calls = SyscallFault.none(record: record)
      calls.countsTerminals = true
      let environment = home.environment(at: server.baseURL).merging(calls.environment) { $1 }
      let terminal = try PseudoTerminal(hooktop, environment: environment, answersStatus: false)
      // Behind each frame hooktop asks, and makes the next one when the answer is there: so a question is a frame.
      var asked = try await terminal.waitForOutput(Self.question)
      while !terminal.outputText.contains("ERP sync") || !terminal.outputText.contains("Acme s.r.o.") {
        terminal.send("\u{1B}[0n")
        asked = try await terminal.waitForOutput(Self.question, from: asked)
      }
      let before = try writes(record, home)
      let keys = ["j", "k", "2", "1", "G", "g", "t", "t", "x", "x"]
      for key in keys {
        terminal.send("\u{1B}[0n")
        terminal.send(key)
        asked = try await terminal.waitForOutput(Self.question, from: asked)
      }
      #expect(try writes(record, home) - before == keys.count)
      terminal.send("\u{1B}[0n")
      terminal.send("\u{3}")
      #expect(try await terminal.waitForExit() == .exited(0))
    }
  }

  private func writes(_ record: String, _ home: Home) throws -> Int {
    TracedCall.all(in: try home.contents(of: record)).count { $0.name == "write" && $0.what.hasPrefix("/dev/pts/") }
  }
}
