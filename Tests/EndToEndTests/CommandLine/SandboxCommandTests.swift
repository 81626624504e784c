import FintoroSandbox
import Glibc
import TestSupport
import Testing

@Suite("hooktop sandbox", .serialized)
struct SandboxCommandTests {
  @Test("It says where it listens when it does, serves, and ends when it is asked to", arguments: [SIGTERM, SIGINT])
  func serves(number: Int32) async throws {
    let home = try Home()
    let sandbox = try PseudoTerminal(hooktop, ["sandbox", "--port", "0"], environment: home.environment)
    try await sandbox.waitForOutput("/api/public/v1\r\n")
    let line = try #require(
      sandbox.outputText.wholeMatch(of: /hooktop sandbox: (http:\/\/127\.0\.0\.1:\d+\/api\/public\/v1)\r\n/))
    let run = try await ProcessRun.run(hooktop, ["whoami"], environment: home.environment(at: String(line.1)))
    #expect(run.standardOutput == "Acme s.r.o.\n")
    sandbox.signal(number)
    #expect(try await sandbox.waitForExit() == .exited(128 + number))
    let after = try await ProcessRun.run(hooktop, ["whoami"], environment: home.environment(at: String(line.1)))
    #expect(after.exit == .exited(69))
  }

  @Test("A port that is taken: said, with what to do, status 74")
  func takenPort() async throws {
    try await withSandbox { server in
      let run = try await ProcessRun.run(
        hooktop, ["sandbox", "--port", "\(server.port)"], environment: Home().environment)
      #expect(run.exit == .exited(74))
      #expect(run.standardOutput == "")
      #expect(run.standardError.contains("choose another port"))
    }
  }

  @Test("A scenario or a fault that it does not know: 64", arguments: [["--scenario", "hell"], ["--fault", "flood"]])
  func usage(arguments: [String]) async throws {
    let run = try await ProcessRun.run(hooktop, ["sandbox"] + arguments, environment: Home().environment)
    #expect(run.exit == .exited(64))
    #expect(run.standardOutput == "")
  }
}
