import FintoroSandbox
import Foundation
import TestSupport
import Testing

@testable import hooktop

@Suite("whoami, list and show, run as a person runs them")
struct ReadingCommandsTests {
  @Test("They print tables without escape codes on stdout and nothing on stderr")
  func tables() async throws {
    try await RunningSandbox.run { sandbox in
      let whoami = try await sandbox.hooktop(["whoami"])
      #expect(whoami.standardOutput == "Acme s.r.o.\n")
      let list = try await sandbox.hooktop(["list"])
      #expect(list.standardOutput.hasPrefix(" ID  STATE      NAME"))
      #expect(list.standardOutput.split(separator: "\n").count == 12)
      let show = try await sandbox.hooktop(["show", "801"])
      #expect(show.standardOutput.contains("\nlastFailureAt"))
      for run in [whoami, list, show] {
        #expect(run.exit == .exited(0) && run.standardError == "")
        #expect(!run.standardOutput.contains("\u{1B}"))
      }
    }
  }

  @Test("With --json they print what a JSON reader understands")
  func json() async throws {
    try await RunningSandbox.run { sandbox in
      func object(_ arguments: [String]) async throws -> [String: Any] {
        let text = try await sandbox.hooktop(arguments + ["--json"]).standardOutput
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      }
      let whoami = try await object(["whoami"])
      #expect(whoami["name"] as? String == "Acme s.r.o." && whoami["schema"] as? String == "hooktop.whoami/1")
      #expect((try await object(["list"])["data"] as? [Any])?.count == 11)
      let shown = try await object(["show", "801"])
      #expect(shown["id"] as? Int == 801 && shown["schema"] as? String == "hooktop.subscription/1")
      #expect((shown["health"] as? [String: Any])?["state"] as? String == "failing")
    }
  }

  @Test("An account without subscriptions says so beside an empty table")
  func empty() async throws {
    try await RunningSandbox.run(SandboxConfiguration(scenario: .empty)) { sandbox in
      let list = try await sandbox.hooktop(["list"])
      #expect(list.exit == .exited(0))
      #expect(list.standardOutput.split(separator: "\n").count == 1)
      #expect(list.standardError.hasPrefix("There are no subscriptions yet"))
    }
  }

  @Test("What goes wrong is one sentence on stderr, nothing on stdout, and its exit status")
  func failures() async throws {
    try await RunningSandbox.run { sandbox in
      func expect(
        _ arguments: [String], _ environment: [String: String]?, _ status: Int32, _ says: String,
        _ location: SourceLocation = #_sourceLocation
      ) async throws {
        let run = try await sandbox.hooktop(arguments, environment: environment)
        #expect(run.exit == .exited(status), sourceLocation: location)
        #expect(run.standardOutput == "", sourceLocation: location)
        #expect(run.standardError.contains(says), sourceLocation: location)
        #expect(run.standardError.split(separator: "\n").count == 1, sourceLocation: location)
      }
      let account = sandbox.account
      try await expect(["show", "9"], nil, 66, "404")
      try await expect(["list"], account.merging(["HOOKTOP_TOKEN": "wrong"]) { $1 }, 77, "The token was refused (401)")
      try await expect(
        ["list"], account.merging(["HOOKTOP_BASE_URL": "http://127.0.0.1:1/v1"]) { $1 }, 69, "127.0.0.1:1")
      try await expect(["list"], ["HOOKTOP_TOKEN_FILE": "/nowhere/token"], 78, "/nowhere/token cannot be read")
      try await expect(["list", "--log", "/nowhere/log"], nil, 74, "/nowhere/log cannot be written")
      try await expect(["list", "--profile", "x"], nil, 78, "--profile and HOOKTOP_BASE_URL")
      try await expect(["list", "--at", "2020-01-01"], nil, 64, "--at goes with the dashboard alone")
      try await expect(["history", "--since", "yesterday"], nil, 64, "--since yesterday is no time.")
      try await expect(
        ["gaps", "ack", "801", "--until", "yesterday"], nil, 64, "--until yesterday is no time to come.")
      await sandbox.server.inject(try Fault("html=200 GET"))
      try await expect(["list"], nil, 70, "sent an answer that hooktop cannot read")
      await sandbox.server.clearFaults()
      await sandbox.server.inject(try Fault("429=7 GET"))
      try await expect(["whoami"], nil, 75, "used up (429)")
    }
  }

  @Test("A status line is never empty: it says that nobody answered, or that the token was refused")
  func statusWithoutList() async throws {
    try await RunningSandbox.run { sandbox in
      for (name, value, status, line) in [
        ("HOOKTOP_TOKEN", "wrong", 77, "token refused\n"),
        ("HOOKTOP_BASE_URL", "http://127.0.0.1:1/v1", 69, "no answer\n"),
      ] as [(String, String, Int32, String)] {
        let run = try await sandbox.hooktop(["status"], environment: sandbox.account.merging([name: value]) { $1 })
        #expect(run.exit == .exited(status) && run.standardOutput == line)
      }
    }
  }

  @Test("Without an account five lines say what to do, and the status is 78")
  func nothing() async throws {
    let folder = try TemporaryFolder()
    let run = try await ProcessRun.run(
      BuiltProduct.path("hooktop"), ["list"], environment: ["HOME": folder.path])
    #expect(run.exit == .exited(78))
    #expect(run.standardError.split(separator: "\n").count == 5)
    #expect(folder.everything == [])
  }

  @Test("A config that is wrong stops everything, with its line")
  func wrongConfig() async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.write("\ntheme = 3\n", to: ".config/hooktop/config.toml")
      let run = try await sandbox.hooktop(["list"])
      #expect(run.exit == .exited(78))
      #expect(run.standardError.hasPrefix("~/.config/hooktop/config.toml, line 2, theme: expected a string"))
    }
  }

  @Test("A reader that goes away ends the program quietly; a full disk is told")
  func output() async throws {
    try await RunningSandbox.run(SandboxConfiguration(scenario: .huge(count: 2_000))) { sandbox in
      let hooktop = BuiltProduct.path("hooktop")
      let environment = sandbox.account.merging(["HOME": sandbox.folder.path]) { $1 }
      let head = try await ProcessRun.run(
        "sh", ["-c", "{ \"$0\" list --json; echo \"status $?\" >&2; } | head -n 1", hooktop], environment: environment)
      #expect(head.standardOutput == "{\n")
      #expect(head.standardError == "status 74\n")
      let full = try await ProcessRun.run("sh", ["-c", "\"$0\" list > /dev/full", hooktop], environment: environment)
      #expect(full.exit == .exited(74))
      #expect(full.standardError == "The output could not be written: the disk is full.\n")
    }
  }

  @Test("The log tells of every exchange and never of the token")
  func log() async throws {
    try await RunningSandbox.run { sandbox in
      _ = try await sandbox.hooktop(["list", "--log", sandbox.folder.join("log")])
      _ = try await sandbox.hooktop(["show", "9", "--log", sandbox.folder.join("log")])
      let text = try #require(sandbox.folder.text("log"))
      #expect(text.contains("GET /webhook-subscriptions status=200 ms="))
      #expect(text.contains("GET /webhook-subscriptions/9 status=404 ms="))
      #expect(text.contains(" request=req_"))
      #expect(!text.contains(SandboxTokens.write))
      #expect(mode(sandbox.folder.join("log")) == 0o600)
    }
  }

  @Test("Version and help are data: on stdout, with status 0")
  func help() async throws {
    for arguments in [["--version"], ["--help"], ["help", "list"], ["list", "--help"]] {
      let run = try await ProcessRun.run(BuiltProduct.path("hooktop"), arguments)
      #expect(run.exit == .exited(0) && run.standardError == "" && !run.standardOutput.isEmpty, "\(arguments)")
    }
    let version = try await ProcessRun.run(BuiltProduct.path("hooktop"), ["--version"])
    #expect(version.standardOutput == "hooktop 0.1.0 (source)\n")
  }
}
