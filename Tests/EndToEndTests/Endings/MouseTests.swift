import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("The mouse on a real terminal", .serialized)
struct MouseTests {
  @Test("A click selects a row, a second one opens it")
  func clicking() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try await TmuxSession([hooktop], environment: home.environment(at: server.baseURL))
      try await terminal.waitFor("ERP sync")
      // The third row of the list, twice: it is selected, then opened.
      try await terminal.type("\u{1B}[<0;10;6M\u{1B}[<0;10;6m")
      try await terminal.waitFor("the third row selected") { $0.selectedRow?.contains("Invoices → DWH") ?? false }
      try await terminal.type("\u{1B}[<0;10;6M\u{1B}[<0;10;6m")
      let opened = try await terminal.waitFor("lines 1–")
      #expect(opened.contains("Invoices → DWH 803"), "\(opened)")
      try await terminal.press("C-c")
      #expect(try await terminal.waitForExit() == 0)
    }
  }

  @Test("Without the mouse nothing of it is asked for, and it is given back all the same")
  func switchedOff() async throws {
    try await withSandbox { server in
      let home = try Home()
      try home.write("mouse = false\n", to: home.configFile)
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.openList()
      #expect(terminal.lastSetting(of: "1000") == nil)
      terminal.send("q")
      #expect(try await terminal.waitForExit() == .exited(0))
    }
  }

  @Test("Switched off in the settings it goes at once")
  func settings() async throws {
    try await withSandbox { server in
      let home = try Home()
      let terminal = try PseudoTerminal(hooktop, environment: home.environment(at: server.baseURL))
      try await terminal.openList()
      let offset = terminal.output.count
      terminal.send("S")
      try await terminal.waitForOutput("on", from: offset)
      terminal.send("Gk ")
      try await terminal.waitForOutput("\u{1B}[?1000l", from: offset)
      terminal.send("\r")
      try await terminal.waitForOutput("Saved to", from: offset)
      terminal.send("q")
      #expect(try await terminal.waitForExit() == .exited(0))
      #expect(try home.contents(of: home.configFile) == "mouse = false\n")
    }
  }
}
