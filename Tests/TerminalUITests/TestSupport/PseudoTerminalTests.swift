import TerminalUI
import TestSupport
import Testing

@Suite("A pseudo-terminal in a test")
struct PseudoTerminalTests {
  private func shell(_ script: String) throws -> PseudoTerminal {
    try PseudoTerminal("/bin/sh", ["-c", script], size: Size(columns: 77, rows: 11))
  }

  @Test("The program has a real terminal of the wanted size, and is told when that changes")
  func size() async throws {
    let terminal = try shell("stty size; trap 'stty size; exit 0' WINCH; echo ready; while :; do read line; done")
    try await terminal.waitForOutput("11 77")
    try await terminal.waitForOutput("ready")
    terminal.resize(Size(columns: 99, rows: 22))
    terminal.send("\n")
    try await terminal.waitForOutput("22 99")
    #expect(try await terminal.waitForExit() == .exited(0))
  }

  @Test("Its settings are seen before, while and after the program changes them")
  func settings() async throws {
    let terminal = try shell("stty raw -echo; echo set; read line; stty sane; exit 5")
    try await terminal.waitForOutput("set")
    #expect(!terminal.settings.echoes)
    #expect(!terminal.settings.sendsSignals)
    #expect(terminal.settings != terminal.settingsBefore)
    terminal.send("\n")
    #expect(try await terminal.waitForExit() == .exited(5))
    #expect(terminal.settings.echoes)
  }

  @Test("Closing the test's end hangs the program up")
  func hangUp() async throws {
    let terminal = try shell("echo ready; while :; do read line || exit 9; done")
    try await terminal.waitForOutput("ready")
    terminal.hangUp()
    #expect(try await terminal.waitForExit() == .signaled(1))
  }

  @Test("Signals reach the program")
  func signals() async throws {
    let terminal = try shell("trap 'echo caught; exit 4' TERM; echo ready; while :; do read line; done")
    try await terminal.waitForOutput("ready")
    terminal.signal(15)
    terminal.send("\n")
    try await terminal.waitForOutput("caught")
    #expect(try await terminal.waitForExit() == .exited(4))
  }

  @Test("A text that never comes is a failure with what came instead")
  func missing() async throws {
    let terminal = try shell("echo something else")
    let failure = await #expect(throws: TestFailure.self) { try await terminal.waitForOutput("wanted") }
    #expect(failure?.description.contains("something else") == true)
    #expect(failure?.description.contains("exited with status 0") == true)
  }
}
