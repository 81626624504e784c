import FintoroSandbox
import TestSupport
import Testing

@Suite("Frames on their way to the terminal", .serialized)
struct FrameTests {
  @Test("A terminal that has not read for a while gets the newest frame, and none in between")
  func newestFrame() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.openList()
      terminal.send("/")
      try await terminal.fill()
      // Twenty frames that nobody sees, and the last one.
      terminal.send("aaaaaaaaaaaaaaaaaaaazzz")
      try await terminal.waitUntilKeysAreRead()
      let offset = terminal.output.count
      terminal.goOnReading()
      try await terminal.waitForOutput("zzz", from: offset)
      let output = String(decoding: terminal.output[offset...], as: UTF8.self)
      #expect(output.count(of: "aaaa") == 5, "the filter's text is drawn once")
      terminal.send("\u{3}")
      #expect(try await terminal.waitForExit() == .exited(0))
    }
  }

  @Test(
    "A whole repaint is bracketed on terminals that are known to take it, and nothing else is",
    arguments: [("xterm-256color", true), ("tmux-256color", true), ("screen-256color", false), ("vt220", false)])
  func bracket(term: String, isExpected: Bool) async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL), term: term)
      try await terminal.openList()
      let offset = terminal.output.count
      terminal.resize(large)
      // The last row but one is drawn again at its new place.
      try await terminal.waitForOutput("keys", from: offset)
      terminal.send("q")
      #expect(try await terminal.waitForExit() == .exited(0))
      let text = terminal.outputText
      #expect(text.contains("\u{1B}[?2026h") == isExpected)
      #expect(text.contains("\u{1B}[?2026l") == isExpected)
    }
  }
}
