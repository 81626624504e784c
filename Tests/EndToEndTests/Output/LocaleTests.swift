import FintoroSandbox
import TestSupport
import Testing

@Suite("What is sent in locales without UTF-8", .serialized)
struct LocaleTests {
  @Test(
    "No sequence that repeats a character, which mosh does not know",
    arguments: ["", "C", "POSIX", "C.UTF-8", "nowhere"])
  func noRepeating(locale: String) async throws {
    try await withSandbox { server in
      let environment = try Home().environment(at: server.baseURL).merging(["LANG": locale, "LC_ALL": locale]) { $1 }
      let terminal = try PseudoTerminal(hooktop, environment: environment, term: "xterm")
      try await terminal.openList()
      terminal.send("n")
      try await terminal.waitForOutput("mode 0600")
      terminal.resize(large)
      terminal.send("\u{3}")
      #expect(try await terminal.waitForExit() == .exited(0))
      #expect(terminal.outputText.firstMatch(of: /\x1B\[\d+b/) == nil)
      #expect(terminal.outputText.contains("ERP sync"))
    }
  }
}
