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
  }

  @Test("It ends when it is asked to, whatever it is computing then", .timeLimit(.minutes(5)))
  func busy() async throws {
    let home = try Home()
    let sandbox = try PseudoTerminal(
      hooktop, ["sandbox", "--scenario", "huge", "--count", "100000", "--rate-limit", "100000"],
      environment: home.environment)
    try await sandbox.waitForOutput("/api/public/v1\r\n")
    let port = try #require(sandbox.outputText.firstMatch(of: /127\.0\.0\.1:(\d+)/)?.1)
    // Far more lists than it can write in a minute, which nobody reads.
    let request =
      #"GET /api/public/v1/webhook-subscriptions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sandbox-write\r\n\r\n"#
    let script =
      "for i in {1..100}; do exec {fd}<>/dev/tcp/127.0.0.1/\(port); printf '\(request)' >&$fd; done; echo sent; sleep 60"
    let clients = try PseudoTerminal("/bin/bash", ["-c", script], environment: home.environment)
    try await clients.waitForOutput("sent\r\n")
    sandbox.signal(SIGTERM)
    #expect(try await sandbox.waitForExit() == .exited(143))
    clients.signal(SIGKILL)
    _ = try await clients.waitForExit()
  }

  @Test("A port that is taken: said, with what to do, status 69")
  func takenPort() async throws {
    try await withSandbox { server in
      let run = try await ProcessRun.run(
        hooktop, ["sandbox", "--port", "\(server.port)"], environment: Home().environment)
      #expect(run.exit == .exited(69))
      #expect(run.standardOutput == "")
      #expect(run.standardError.contains("choose another port"))
    }
  }

  @Test(
    "What the command line does not allow: 64, with what was expected",
    arguments: [
      (["--scenario", "hell"], "expected demo, empty, busy"), (["--fault", "flood"], "the effects are"),
      (["--assume", "read-token-lists=maybe"], "expected yes or no"), (["--count", "5"], "only huge does"),
      (["--scenario", "own.toml", "--count", "5"], "--count goes with the scenario huge alone"),
      (["--resolve", "hooks.example.com=here"], "is not an address such as 203.0.113.7"),
    ])
  func usage(arguments: [String], expected: String) async throws {
    let run = try await ProcessRun.run(hooktop, ["sandbox"] + arguments, environment: Home().environment)
    #expect(run.exit == .exited(64))
    #expect(run.standardOutput == "")
    #expect(run.standardError.contains(expected))
  }

  @Test(
    "What may be chosen is listed when it is asked for",
    arguments: [
      ("--scenario", "newer-server  "), ("--fault", "drop-after"), ("--assume", "read-token-lists=no"),
    ])
  func help(option: String, row: String) async throws {
    let run = try await ProcessRun.run(hooktop, ["sandbox", option, "help"], environment: Home().environment)
    #expect(run.exit == .exited(0))
    #expect(run.standardOutput.contains(row))
    #expect(run.standardError == "")
  }

  @Test("A scenario file that is wrong: its file, its line, its key and what was expected, 65")
  func wrongFile() async throws {
    let home = try Home()
    try home.write("[[subscriptions]]\nurl = \"https://a.acme.sk/\"\nevent = []\n", to: home.path + "/own.toml")
    let run = try await ProcessRun.run(
      hooktop, ["sandbox", "--scenario", home.path + "/own.toml"], environment: home.environment)
    #expect(run.exit == .exited(65))
    #expect(run.standardOutput == "")
    #expect(
      run.standardError.hasPrefix("~/own.toml, line 3, subscriptions.event: not known; expected one of: id, company"))
  }

  @Test("A scenario file is served")
  func file() async throws {
    let home = try Home()
    try home.write(
      """
      faults = ["503 POST"]

      [[subscriptions]]
      name = "Mine"
      url = "https://mine.example.com/"
      events = ["invoices.paid"]

      """, to: home.path + "/own.toml")
    let sandbox = try PseudoTerminal(
      hooktop, ["sandbox", "--scenario", home.path + "/own.toml"], environment: home.environment)
    try await sandbox.waitForOutput("/api/public/v1\r\n")
    let url = try #require(sandbox.outputText.firstMatch(of: /http:\S+/)).output
    let run = try await ProcessRun.run(hooktop, ["list"], environment: home.environment(at: String(url)))
    #expect(run.standardOutput.contains("Mine"))
    sandbox.signal(SIGTERM)
    #expect(try await sandbox.waitForExit() == .exited(143))
  }
}
