import ArgumentParser
import FintoroSandbox
import Foundation
import TestSupport
import Testing

@testable import hooktop

@Suite("list, status, events and profiles, as scripts use them")
struct ListCommandTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("JSON names its schema, and has the moments of a failing one beside its state")
  func schema() async throws {
    try await RunningSandbox.run { sandbox in
      let list = try object(try await sandbox.hooktop(["list", "--json"]).standardOutput)
      #expect(list["schema"] as? String == "hooktop.list/1")
      let failing = try #require((list["data"] as? [[String: Any]])?.first { $0["id"] as? Int == 801 })
      let health = try #require(failing["health"] as? [String: Any])
      #expect(health["reasonCode"] as? String == "failing")
      #expect(health["givesUpAt"] as? String == health["retryClockEndsAt"] as? String)
      #expect(health["lossPossibleFrom"] is String)
    }
  }

  @Test("A filter leaves out what does not match, an order orders, in every format")
  func filterAndSort() async throws {
    try await RunningSandbox.run { sandbox in
      let csv = try await sandbox.hooktop(["list", "--csv", "--filter", "state:ok", "--sort", "-name"])
      let rows = csv.standardOutput.components(separatedBy: "\r\n")
      #expect(rows.first?.hasPrefix("id,state,reasonCode,name,url,isActive,subscribedEvents,lastSuccessAt,") == true)
      #expect(rows.dropFirst().map { $0.prefix(4) } == ["806,", "807,", "808,", ""])
      let json = try object(
        try await sandbox.hooktop(["list", "--json", "--filter", "state:ok", "--sort", "name"]).standardOutput)
      #expect((json["data"] as? [[String: Any]])?.map { $0["id"] as? Int } == [808, 807, 806])
      let none = try await sandbox.hooktop(["list", "--filter", "name:nobody"])
      #expect(none.exit == .exited(0) && none.standardError == "No subscription matches.\n")
    }
  }

  @Test("A filter finds gaps to fetch and what is silenced, as on the board; with history off it says why it cannot")
  func marks() async throws {
    try await RunningSandbox.run { sandbox in
      func ids(_ filter: String) async throws -> [Int?] {
        let list = try object(try await sandbox.hooktop(["list", "--json", "--filter", filter]).standardOutput)
        return try #require(list["data"] as? [[String: Any]]).map { $0["id"] as? Int }
      }
      #expect(try await ids("is:gap") == [803])
      #expect(try await ids("is:acknowledged") == [])
      #expect(try await sandbox.hooktop(["gaps", "ack", "801"]).exit == .exited(0))
      #expect(try await ids("is:acknowledged") == [801])
      #expect(try await ids("acknow") == [801])
      #expect(try await ids("-is:gap -is:acknowledged state:warning,critical") == [802, 809])
      #expect(try await sandbox.hooktop(["show", "--filter", "is:gap", "--csv"]).standardOutput.contains("\r\n803,"))
      #expect(try await sandbox.hooktop(["check", "--filter", "is:gap"]).standardOutput.contains("of 1 subscription"))
      try sandbox.folder.write("history = false\n", to: ".config/hooktop/config.toml")
      for command in ["list", "show"] {
        let off = try await sandbox.hooktop([command, "--filter", "is:gap"])
        #expect(off.exit == .exited(78) && off.standardOutput == "")
        #expect(
          off.standardError.hasPrefix("is:gap asks for what hooktop remembers, and that is turned off in "),
          "\(off.standardError)")
      }
      let check = try await sandbox.hooktop(["check", "--filter", "is:overdue"])
      #expect(check.exit == .exited(3))
      #expect(check.standardOutput.hasPrefix("UNKNOWN: is:overdue asks for what hooktop remembers"), "\(check)")
    }
  }

  @Test("From when to fetch is the same in list, show, check and the sheet: from the gap that hooktop saw")
  func advice() async throws {
    try await RunningSandbox.run { sandbox in
      _ = try await sandbox.hooktop(["list"])
      let sheet = try object(try await sandbox.hooktop(["backfill", "803", "--json"]).standardOutput)
      #expect((sheet["window"] as? [String: Any])?["basis"] as? String == "gap", "\(sheet)")
      let sentence = /fetch what changed since [^.]+\./
      let commands = [
        ["list", "--json"], ["list", "--csv"], ["show", "803"], ["show", "803", "--json"],
        ["show", "--filter", "id:803"], ["check"],
      ]
      var advice: [String] = []
      for command in commands {
        let text = try await sandbox.hooktop(command).standardOutput.replacing(/\s+/, with: " ")
        let start = try #require(text.range(of: "Working again."), "\(command)")
        advice.append(String(try #require(text[start.lowerBound...].firstMatch(of: sentence), "\(command)").output))
      }
      #expect(Set(advice).count == 1, "\(advice)")
    }
  }

  @Test(
    "A wrong filter, column or pattern is told with the right one, and nothing is printed",
    arguments: [
      (["list", "--filter", "state:faling"], "Did you mean failing?"),
      (["list", "--sort", "nmae"], "Did you mean name?"),
      (["list", "--json", "--csv"], "--json and --csv are two things"),
      (["events", "invoces.*"], "Did you mean invoices"),
      (["events", ""], "No event type fits \"\". Write a type such as invoices.paid"),
      (["events", ",", "invoices.paid"], "No event type fits \",\"."),
      (["create", "--url", "https://erp.acme.sk/h", "--event", ""], "No event type fits \"\"."),
      (["create", "--url", "", "--event", "all"], "--url is empty"),
      (["update", "801", "--url", " "], "--url is empty"),
      (["update", "801", "--remove-event", ""], "No event type fits \"\"."),
      (["gaps", "done", ""], "The gap is empty; write its id"),
      (["gaps", "ack", " "], "The gap is empty; write its id"),
      (["pending", "--resume", ""], "The key is empty"),
      (["pending", "--forget", ""], "The key is empty"),
      (["pending", "--adopt", "", "801"], "The key is empty"),
      (["status", "--max-age", "soon"], "--max-age soon is no time"),
      (["whoami", "--profile", "a", "--profile", "b"], "This command takes one --profile"),
      (["setup", "--token-stdin", "--profile", "a", "--profile", "b"], "This command takes one --profile"),
      (["profiles", "--profile", "a", "--profile=b"], "This command takes one --profile; it was given a, b."),
      (["ledger", "--profile", "a", "--profile", "b"], "This command takes one --profile"),
      (["history", "--export", "--profile", "a", "--profile", "b"], "This command takes one --profile"),
      (["sandbox", "--profile", "a", "--profile", "b"], "This command takes one --profile"),
      (["--profile", "a", "--profile", "b"], "This command takes one --profile"),
      (["--demo", "--profile", "a", "--profile", "b"], "This command takes one --profile"),
      (["list", "--profile", "a", "--all-profiles"], "--all-profiles and --profile are two things"),
    ])
  func mistakes(_ arguments: [String], says: String) async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(arguments)
      #expect(run.exit == .exited(64))
      #expect(run.standardOutput == "")
      #expect(run.standardError.contains(says), "\(run.standardError)")
    }
  }

  @Test("With --json an error is JSON as well, on stderr, with the documented code")
  func errors() async throws {
    try await RunningSandbox.run { sandbox in
      await sandbox.server.inject(try Fault("429=7"))
      let limited = try await sandbox.hooktop(["list", "--json"])
      let error = try object(limited.standardError)
      #expect(limited.exit == .exited(75) && limited.standardOutput == "")
      #expect(error["schema"] as? String == "hooktop.error/1")
      #expect(error["code"] as? Int == 75 && error["status"] as? Int == 429)
      #expect(error["retryAt"] is String && error["requestId"] is String)
      let usage = try object(try await sandbox.hooktop(["list", "--json", "--sort", "x"]).standardError)
      #expect(usage["code"] as? Int == 64)
      #expect((usage["message"] as? String)?.hasPrefix("Unknown column “x”.") == true)
      await sandbox.server.clearFaults()
      for command in ["show", "backfill"] {
        let missing = try object(try await sandbox.hooktop([command, "99999", "--json"]).standardError)
        #expect(missing["code"] as? Int == 66 && missing["status"] as? Int == 404, "\(command)")
        #expect((missing["requestId"] as? String)?.hasPrefix("req_") == true, "\(command)")
      }
    }
  }

  @Test("Of several profiles each that failed has an error of its own on a line, with its name")
  func errorsOfProfiles() async throws {
    try await ProfilesHome.run { home in
      try FileManager.default.removeItem(atPath: home.folder.join("beta.token"))
      for command in [["list"], ["show", "801"]] {
        let run = try await home.hooktop(command + ["--all-profiles", "--json"])
        let errors = try run.standardError.split(separator: "\n").map { try object(String($0)) }
        #expect(errors.map { $0["profile"] as? String } == ["beta", "gone"], "\(run.standardError)")
        #expect(errors.map { $0["code"] as? Int } == [78, 69] && run.exit == .exited(78))
        #expect(errors.allSatisfy { $0["schema"] as? String == "hooktop.error/1" })
      }
    }
  }

  @Test("Every command with --json has its errors as JSON, except those that tell a person what they changed")
  func jsonErrors() async throws {
    let writing = ["create", "update", "disable", "enable", "rotate", "delete"]
    let helps = HooktopCommand.configuration.subcommands.map { ($0._commandName, HooktopCommand.helpMessage(for: $0)) }
    let commands = helps.filter { $0.1.contains("\n  --json ") }.map(\.0).filter { !writing.contains($0) }
    #expect(commands.contains("ledger") && commands.contains("pending"))
    let folder = try TemporaryFolder()
    for command in commands {
      let run = try await ProcessRun.run(
        BuiltProduct.path("hooktop"), [command, "--json", "--nosuch"], environment: ["HOME": folder.path])
      let error = try object(run.standardError)
      #expect(error["code"] as? Int == 64 && run.exit == .exited(64), "\(command)")
    }
    let latin = try await ProcessRun.run(
      "sh", ["-c", "exec \"$0\" list --json --filter \"$(printf 'name:\\351')\"", BuiltProduct.path("hooktop")],
      environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
    #expect(latin.exit == .exited(64))
    #expect(
      (try object(latin.standardError)["message"] as? String)?.hasPrefix("The value of --filter is not UTF-8") == true)
  }

  @Test("Several profiles are asked side by side; one that does not answer holds up no other")
  func profiles() async throws {
    try await ProfilesHome.run { home in
      let list = try await home.hooktop(["list", "--all-profiles", "--csv"])
      #expect(list.standardOutput.hasPrefix("profile,id,state,"))
      #expect(Set(list.standardOutput.matches(of: /\r\n(\w+),/).map(\.output.1)) == ["acme", "beta"])
      #expect(list.standardError.hasPrefix("gone: "))
      #expect(list.exit == .exited(69))
      let json = try object(try await home.hooktop(["list", "--all-profiles", "--json"]).standardOutput)
      let all = try #require(json["profiles"] as? [[String: Any]])
      #expect(all.map { $0["profile"] as? String } == ["acme", "beta", "gone"])
      #expect(all.map { ($0["error"] as? [String: Any])?["code"] as? Int } == [nil, nil, 69])
      let two = try await home.hooktop(["list", "--profile", "beta", "--profile", "acme"])
      #expect(two.exit == .exited(0))
      #expect(two.standardOutput.hasPrefix("PROFILE "))
    }
  }

  @Test("The status line comes from the kept list while that is young, and asks otherwise")
  func status() async throws {
    try await ProfilesHome.run { home in
      let first = try await home.hooktop(["status", "--short", "--profile", "acme"])
      #expect(first.exit == .exited(0))
      #expect(first.standardOutput.contains(/^✖1 ✗1 ◐1 \?1 \d\d:\d\d\n$/), "\(first.standardOutput)")
      let asked = await home.server.recordedRequests().count
      #expect(try await home.hooktop(["status", "--profile", "acme"]).standardOutput.contains("1 failing, 1 never ok"))
      #expect(await home.server.recordedRequests().count == asked)
      _ = try await home.hooktop(["status", "--profile", "acme", "--max-age", "0s"])
      #expect(await home.server.recordedRequests().count == asked + 1)
      let gone = try await home.hooktop(["status", "--short", "--profile", "gone"])
      #expect(gone.exit == .exited(69) && gone.standardOutput == "no answer\n")
    }
  }

  @Test("The kept list is closed to others, has no token, and each connection has its own")
  func keptList() async throws {
    try await ProfilesHome.run { home in
      for profile in ["acme", "beta"] { _ = try await home.hooktop(["list", "--profile", profile]) }
      let folder = home.folder.join(".cache/hooktop/lists")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(names.count == 2)
      for (name, profile) in zip(names, ["acme-", "beta-"]) {
        #expect(name.hasPrefix(profile))
        #expect(mode("\(folder)/\(name)") == 0o600)
        let text = try #require(home.folder.text(".cache/hooktop/lists/\(name)"))
        #expect(text.contains("\"hooktop.cache/1\"") && !text.contains("sandbox-"))
      }
      try Data("{\"data\":[]".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(names[0])"))
      #expect(try await home.hooktop(["status", "--profile", "acme"]).standardOutput.contains("1 failing"))
    }
  }

  @Test("Events are the 53 of the contract with what they mean; a pattern chooses")
  func events() async throws {
    let all = try await ProcessRun.run(BuiltProduct.path("hooktop"), ["events", "--json"])
    let events = try #require(try object(all.standardOutput)["events"] as? [[String: String]])
    #expect(events.count == 53)
    #expect(
      events.first { $0["type"] == "invoices.paid" }?["sentence"]
        == "the invoice is fully paid, after a payment was recorded")
    let paid = try await ProcessRun.run(BuiltProduct.path("hooktop"), ["events", "*.paid"])
    #expect(paid.standardOutput.split(separator: "\n").count == 6)
  }

  @Test("Profiles are told without asking anybody or reading a token")
  func profileList() async throws {
    try await ProfilesHome.run { home in
      let run = try await home.hooktop(["profiles"])
      #expect(run.standardOutput.contains("acme") && run.standardOutput.contains("gone"))
      #expect(
        try object(try await home.hooktop(["profiles", "--json"]).standardOutput)["schema"] as? String
          == "hooktop.profiles/1")
      #expect(await home.server.recordedRequests().isEmpty)
    }
  }
}
