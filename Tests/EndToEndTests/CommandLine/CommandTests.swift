import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("The command line", .serialized)
struct CommandTests {
  @Test("whoami prints the company, and nothing else", arguments: [SandboxTokens.write, SandboxTokens.read])
  func whoami(token: String) async throws {
    try await withSandbox { server in
      let run = try await run(["whoami"], at: server, token: token)
      #expect(run.exit == .exited(0))
      #expect(run.standardOutput == "Acme s.r.o.\n")
      #expect(run.standardError == "")
    }
  }

  @Test("list prints a table, worst first, one subscription a line, whole")
  func list() async throws {
    try await withSandbox { server in
      let run = try await run(["list"], at: server)
      #expect(run.exit == .exited(0))
      #expect(run.standardError == "")
      let lines = run.standardOutput.split(separator: "\n").map(String.init)
      #expect(lines.count == 1 + (await server.subscriptionIDs(companyID: 15)).count)
      #expect(lines[0].contains("LAST SUCCESS"))
      let words = lines.dropFirst().compactMap { line in
        ["never ok", "failing", "ok"].first { line.contains(" \($0) ") }
      }
      #expect(words.first == "failing")
      #expect(words.last == "ok")
      #expect(lines.contains { $0.contains("failing") && $0.hasSuffix("https://erp.acme.sk/hooks/fintoro") })
    }
  }

  @Test("list --json prints the contract's fields in the server's order, and never a secret")
  func listJSON() async throws {
    struct Report: Decodable {
      struct Row: Decodable {
        struct Health: Decodable { var state: String }
        var id: Int
        var url: String
        var health: Health
      }
      var data: [Row]
    }
    try await withSandbox { server in
      let run = try await run(["list", "--json"], at: server)
      #expect(run.exit == .exited(0))
      let report = try JSONDecoder().decode(Report.self, from: Data(run.standardOutput.utf8))
      #expect(report.data.map(\.id) == (await server.subscriptionIDs(companyID: 15)))
      #expect(report.data.first { $0.id == 801 }?.health.state == "failing")
      #expect(run.standardOutput.signingSecret == nil)
    }
  }

  @Test("show prints every field by the contract's name", arguments: [[], ["--json"]])
  func show(options: [String]) async throws {
    try await withSandbox { server in
      let run = try await run(["show", "801"] + options, at: server)
      #expect(run.exit == .exited(0))
      for name in ["id", "companyId", "name", "url", "isActive", "subscribedEvents", "lastSuccessAt", "disabledReason"]
      {
        #expect(run.standardOutput.contains(name))
      }
      #expect(run.standardOutput.contains("https://erp.acme.sk/hooks/fintoro"))
      #expect(run.standardOutput.signingSecret == nil)
    }
  }

  @Test("Of a subscription that is not there: 66, with the request id")
  func notFound() async throws {
    try await withSandbox { server in
      let run = try await run(["show", "999"], at: server)
      try expectFailure(run, 66, "404", "req_sandbox_")
    }
  }

  @Test("Another company's subscription is not there either")
  func foreign() async throws {
    try await withSandbox { server in
      try expectFailure(try await run(["show", "701"], at: server), 66, "404")
    }
  }

  @Test("With a token that is refused: 77, with what to do", arguments: [["whoami"], ["list"], ["show", "801"]])
  func wrongToken(arguments: [String]) async throws {
    try await withSandbox { server in
      try expectFailure(
        try await run(arguments, at: server, token: "nobody's"), 77, "(401)", "put it where this one came from")
    }
  }

  @Test("Where nothing listens: 69, with the address")
  func nothingListens() async throws {
    let run = try await ProcessRun.run(
      hooktop, ["list"], environment: Home().environment(at: "http://127.0.0.1:1/api"))
    try expectFailure(run, 69, "Nothing answers at 127.0.0.1:1", "http://127.0.0.1:1/api")
  }

  @Test("Where the server is not Fintoro: 70, with what to look at")
  func otherServer() async throws {
    try await withSandbox(SandboxConfiguration(faults: [try Fault("html=200")])) { server in
      try expectFailure(try await run(["list"], at: server), 70, "cannot read", server.baseURL)
    }
  }

  @Test("Where the requests are used up: 75, with the time")
  func rateLimited() async throws {
    try await withSandbox(SandboxConfiguration(faults: [try Fault("429=30")])) { server in
      try expectFailure(try await run(["list"], at: server), 75, "(429)")
    }
  }

  @Test("An answer that does not come within --timeout or HOOKTOP_TIMEOUT: 69, with how long was waited")
  func timeout() async throws {
    try await withSandbox(SandboxConfiguration(faults: [try Fault("delay=60")])) { server in
      try expectFailure(try await run(["list", "--timeout", "1"], at: server), 69, "within 1 s", "--timeout")
      let environment = try Home().environment(at: server.baseURL).merging(["HOOKTOP_TIMEOUT": "1"]) { $1 }
      try expectFailure(try await ProcessRun.run(hooktop, ["whoami"], environment: environment), 69, "within 1 s")
    }
  }

  @Test(
    "What is not understood: 64, nothing asked",
    arguments: [["show"], ["show", "0"], ["lits"], ["list", "--timeout", "0"], ["--colour"]])
  func usage(arguments: [String]) async throws {
    try await withSandbox { server in
      try expectFailure(try await run(arguments, at: server), 64)
      #expect(await server.recordedRequests().isEmpty)
    }
  }

  @Test("--version and --help are data on stdout; help has the table of statuses")
  func versionAndHelp() async throws {
    let environment = try Home().environment
    let version = try await ProcessRun.run(hooktop, ["--version"], environment: environment)
    #expect(version.exit == .exited(0))
    #expect(version.standardOutput.wholeMatch(of: /hooktop \d+\.\d+\.\d+ \(source\)\n/) != nil)
    let help = try await ProcessRun.run(hooktop, ["--help"], environment: environment)
    #expect(help.exit == .exited(0))
    for status in ["  0  ", " 64  ", " 78  ", "143  "] { #expect(help.standardOutput.contains(status)) }
  }

  @Test("On a terminal, too, nothing but text is printed", arguments: [["list"], ["show", "801"], ["whoami"]])
  func noEscapes(arguments: [String]) async throws {
    try await withSandbox { server in
      let terminal = try PseudoTerminal(hooktop, arguments, environment: Home().environment(at: server.baseURL))
      #expect(try await terminal.waitForExit() == .exited(0))
      try await terminal.waitForOutput("\n")
      #expect(!terminal.output.contains(0x1B))
      #expect(terminal.settings == terminal.settingsBefore)
    }
  }

  @Test("A reader that goes away ends it without a word")
  func closedPipe() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .huge(count: 2_000))) { server in
      let environment = try Home().environment(at: server.baseURL).merging(["HOOKTOP": hooktop]) { $1 }
      let run = try await ProcessRun.run("dash", ["-c", "$HOOKTOP list | head -n 1"], environment: environment)
      #expect(run.exit == .exited(0))
      #expect(run.standardOutput.contains("LAST SUCCESS"))
      #expect(run.standardError == "")
    }
  }

  private func run(
    _ arguments: [String], at server: SandboxServer, token: String = SandboxTokens.write
  ) async throws -> ProcessRun {
    let run = try await ProcessRun.run(
      hooktop, arguments, environment: Home().environment(at: server.baseURL, token: token))
    #expect(!run.standardOutput.contains("\u{1B}"))
    #expect(!run.standardError.contains("\u{1B}"))
    return run
  }

  /// Nothing on stdout, and a sentence on stderr that names the texts.
  private func expectFailure(
    _ run: ProcessRun, _ status: Int32, _ texts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(run.exit == .exited(status), sourceLocation: sourceLocation)
    #expect(run.standardOutput == "", sourceLocation: sourceLocation)
    #expect(!run.standardError.isEmpty, sourceLocation: sourceLocation)
    for text in texts {
      #expect(run.standardError.contains(text), "\(run.standardError)", sourceLocation: sourceLocation)
    }
  }
}
