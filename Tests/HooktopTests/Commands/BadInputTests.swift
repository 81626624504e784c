import FintoroSandbox
import TestSupport
import Testing

@testable import hooktop

/// Each way in which a command line or what it names can be wrong, by the built program.
@Suite("Bad input: one sentence on stderr, the documented status, nothing on stdout")
struct BadInputTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var arguments: [String]
    var status: Int32
    /// The whole of stderr; `{port}` and `{home}` stand for what each run has of its own.
    var says: String
    /// What it ends with, where the server's words or a help line follow.
    var isBeginning = false

    var testDescription: String { arguments.joined(separator: " ") }
  }

  private static let rows: [Row] = [
    Row(
      arguments: ["show", "9"], status: 66, says: "The token's company has no subscription 9 (404);", isBeginning: true),
    Row(
      arguments: ["show", "ERP sync"], status: 64,
      says: "“ERP sync” is the name of 2 subscriptions (801, 812); give the id.\n"),
    Row(
      arguments: ["list", "--filter", "state:faling"], status: 64,
      says: "Error: --filter, column 7: Unknown state “faling”. Did you mean failing?\n", isBeginning: true),
    Row(
      arguments: ["metrics", "--textfile", "{home}/file/hooktop.prom"], status: 74,
      says: "{home}/file/hooktop.prom cannot be written", isBeginning: true),
    Row(
      arguments: ["watch", "--listen", "127.0.0.1:{port}"], status: 69,
      says: "Something else listens on 127.0.0.1:{port} already; choose another port with --listen.\n"),
    Row(
      arguments: ["watch", "--exec", "/nowhere/tell"], status: 78,
      says: "The command /nowhere/tell of --exec is not there.\n"),
    Row(
      arguments: ["watch", "--exec", "{home}/file"], status: 78,
      says: "The command {home}/file of --exec may not be executed; run `chmod +x` on it.\n"),
    Row(arguments: ["watch", "--exec", ""], status: 78, says: "--exec needs a command.\n"),
  ]

  @Test("It is told, and nothing is half done", arguments: rows)
  func told(_ row: Row) async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.write("", to: "file")
      if row.arguments.contains("ERP sync") {
        let create = ["create", "--url", "https://erp.acme.sk/h", "--event", "invoices.paid", "--name", "ERP sync"]
        try #require(try await sandbox.hooktop(create).exit == .exited(0))
      }
      func filled(_ text: String) -> String {
        text.replacing("{home}", with: sandbox.folder.path).replacing("{port}", with: String(sandbox.server.port))
      }
      let run = try await sandbox.hooktop(row.arguments.map(filled))
      #expect(run.exit == .exited(row.status))
      #expect(run.standardOutput == "")
      // The home's own path is shown as ~.
      let says = filled(row.says)
      let seen = run.standardError.replacing("~/", with: sandbox.folder.path + "/")
      #expect(row.isBeginning ? seen.hasPrefix(says) : seen == says, "\(run.standardError)")
    }
  }

  @Test("Two profiles with one name: the config is refused with the line of the second", arguments: [[], ["--json"]])
  func profileTwice(options: [String]) async throws {
    let folder = try TemporaryFolder()
    let profile = "[profiles.acme]\nbase_url = \"http://127.0.0.1:1/v1\"\ntoken_file = \"/nowhere\"\n"
    try folder.write(profile + "\n" + profile, to: ".config/hooktop/config.toml")
    for command in [["list"], ["show", "801"], ["profiles"]] {
      let run = try await ProcessRun.run(
        BuiltProduct.path("hooktop"), command + options, environment: ["HOME": folder.path])
      #expect(run.exit == .exited(78) && run.standardOutput == "")
      #expect(run.standardError.contains("~/.config/hooktop/config.toml, line 5"), "\(run.standardError)")
    }
  }

  @Test("For a monitor the same is UNKNOWN, on stdout")
  func check() async throws {
    let folder = try TemporaryFolder()
    try folder.write("[profiles.acme]\n[profiles.acme]\n", to: ".config/hooktop/config.toml")
    let run = try await ProcessRun.run(BuiltProduct.path("hooktop"), ["check"], environment: ["HOME": folder.path])
    #expect(run.exit == .exited(3) && run.standardError == "")
    #expect(run.standardOutput.hasPrefix("UNKNOWN: ~/.config/hooktop/config.toml, line 2"), "\(run.standardOutput)")
  }
}
