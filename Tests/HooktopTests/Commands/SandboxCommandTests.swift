import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("hooktop sandbox, run as a person runs it")
struct SandboxCommandTests {
  @Test(
    "It says where it is, answers there, and ends by a signal",
    arguments: [(SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func runs(_ signal: Int32, _ status: Int32) async throws {
    let terminal = try PseudoTerminal(BuiltProduct.path("hooktop"), ["sandbox", "--scenario", "empty"])
    try await terminal.waitForOutput("/api/public/v1\r\n")
    let line = try #require(terminal.outputText.split(whereSeparator: \.isNewline).first)
    let url = String(line.dropFirst("hooktop sandbox: ".count))
    #expect(line.hasPrefix("hooktop sandbox: http://127.0.0.1:"))
    let whoami = try await ProcessRun.run(
      BuiltProduct.path("hooktop"), ["whoami"],
      environment: ["HOME": "/nowhere", "HOOKTOP_BASE_URL": url, "HOOKTOP_TOKEN": "sandbox2-write"])
    #expect(whoami.standardOutput == "Beta Trading a.s.\n")
    terminal.signal(signal)
    #expect(try await terminal.waitForExit() == .exited(status))
  }

  @Test("Ctrl-C ends it with 130")
  func interrupted() async throws {
    let terminal = try PseudoTerminal(BuiltProduct.path("hooktop"), ["sandbox"])
    try await terminal.waitForOutput("/api/public/v1\r\n")
    terminal.send("\u{03}")
    #expect(try await terminal.waitForExit() == .exited(130))
  }

  @Test("A port that is taken is one sentence and status 69")
  func taken() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["sandbox", "--port", String(sandbox.server.port)])
      #expect(run.exit == .exited(69))
      #expect(run.standardOutput == "")
      #expect(run.standardError.contains("because something else does"))
    }
  }
}
