import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import hooktop

@Suite("history and gaps, run as a person runs them")
struct HistoryCommandTests {
  private let file = ".local/state/hooktop/history.sqlite"

  @Test("What list saw is in the history, in every form, and gaps are computed from it")
  func listed() async throws {
    try await RunningSandbox.run { sandbox in
      #expect(try await sandbox.hooktop(["list"]).exit == .exited(0))
      #expect(mode(sandbox.folder.join(file)) == 0o600)
      let table = try await sandbox.hooktop(["history"])
      #expect(table.exit == .exited(0) && table.standardError == "")
      #expect(table.standardOutput.split(separator: "\n").count == 12)
      #expect(table.standardOutput.contains("ERP sync  "))
      let one = try await sandbox.hooktop(["history", "801", "--since", "2h", "--csv"])
      let rows = one.standardOutput.split(separator: "\r\n")
      #expect(rows.count == 2)
      #expect(rows[0] == "at,id,name,from,to,notWatchedSince,reason")
      #expect(rows[1].contains(",801,ERP sync,,failing,,\"Failing. Last success"))
      let json = try await sandbox.hooktop(["history", "--json"]).standardOutput
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      #expect((object["transitions"] as? [Any])?.count == 11)
      // A single look is no watching.
      #expect((object["watched"] as? [Any])?.isEmpty == true)
      let gaps = try await sandbox.hooktop(["gaps"])
      #expect(gaps.standardOutput.contains("ERP sync") && gaps.standardOutput.contains("goes on"))
      #expect(gaps.standardOutput.contains("lost, disabled"))
      let gapsJSON = try await sandbox.hooktop(["gaps", "--json"]).standardOutput
      #expect(try JSONSerialization.jsonObject(with: Data(gapsJSON.utf8)) is [String: Any])
    }
  }

  @Test("What hooktop changed is in the history where something is remembered, and makes no file where nothing is")
  func ownWrites() async throws {
    try await RunningSandbox.run { sandbox in
      #expect(try await sandbox.hooktop(["disable", "809"]).exit == .exited(0))
      #expect(!sandbox.folder.everything.contains(file))
      _ = try await sandbox.hooktop(["list"])
      #expect(try await sandbox.hooktop(["enable", "809"]).exit == .exited(0))
      #expect(try await sandbox.hooktop(["update", "809", "--name", "Stock"]).exit == .exited(0))
      let table = try await sandbox.hooktop(["history", "809"]).standardOutput
      #expect(table.contains("by hooktop") && table.contains("enabled") && table.contains("edited name"))
      let json = try await sandbox.hooktop(["history", "--json"]).standardOutput
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      let writes = try #require(object["writes"] as? [[String: Any]])
      #expect(writes.map { $0["what"] as? String } == ["enabled", "edited"])
      #expect(writes.last?["fields"] as? [String] == ["name"])
      #expect(try await sandbox.hooktop(["delete", "809", "--confirm", "809"]).exit == .exited(0))
      #expect(try await sandbox.hooktop(["history", "809"]).standardOutput.contains("deleted"))
    }
  }

  private func gaps(_ sandbox: RunningSandbox) async throws -> [[String: Any]] {
    let json = try await sandbox.hooktop(["gaps", "--json"]).standardOutput
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return try #require(object?["gaps"] as? [[String: Any]])
  }

  @Test("A gap that has ended is ticked by its id, its beginning or its subscription, and says who did it")
  func ticked() async throws {
    try await RunningSandbox.run { sandbox in
      #expect(try await sandbox.hooktop(["list"]).exit == .exited(0))
      let over = try #require(try await gaps(sandbox).first { $0["standing"] as? String == "toFetch" })
      let id = try #require(over["gap"] as? String)
      let done = try await sandbox.hooktop(["gaps", "done", String(id.dropLast(2)), "--note", "by hand"])
      #expect(done.exit == .exited(0) && done.standardOutput == "")
      #expect(done.standardError.hasPrefix("Gap \(id) of ") && done.standardError.hasSuffix(": fetched.\n"))
      // Without the history the decision is still known.
      try FileManager.default.removeItem(atPath: sandbox.folder.join(file))
      let ticked = try #require(try await gaps(sandbox).first { $0["gap"] as? String == id })
      let tick = try #require(ticked["done"] as? [String: Any])
      #expect(tick["by"] as? String == AppEnvironment.accountName && tick["note"] as? String == "by hand")
      #expect((ticked["requestIds"] as? [String: Any])?["noticed"] is String)
      #expect((ticked["eventTypes"] as? [String])?.isEmpty == false)
      #expect(try await sandbox.hooktop(["gaps", "done", id, "--undo"]).exit == .exited(0))
      #expect(try await gaps(sandbox).first { $0["gap"] as? String == id }?["standing"] as? String == "toFetch")
    }
  }

  @Test("A gap that has ended and that the history alone has is ticked, and stands whole in the decisions from then on")
  func tickedFromHistory() async throws {
    try await RunningSandbox.run { sandbox in
      #expect(try await sandbox.hooktop(["list"]).exit == .exited(0))
      try FileManager.default.removeItem(atPath: sandbox.folder.join(".local/state/hooktop/gaps.jsonl"))
      let over = try #require(try await gaps(sandbox).first { $0["standing"] as? String == "toFetch" })
      let id = try #require(over["gap"] as? String)
      let done = try await sandbox.hooktop(["gaps", "done", id])
      #expect(done.exit == .exited(0), "\(done.standardError)")
      try FileManager.default.removeItem(atPath: sandbox.folder.join(file))
      let ticked = try #require(try await gaps(sandbox).first { $0["gap"] as? String == id })
      #expect(ticked["done"] is [String: Any])
      #expect(ticked["end"] as? String == over["end"] as? String && ticked["end"] is String)
    }
  }

  @Test("One that goes on is acknowledged, not ticked; a gap that is not there is named")
  func goesOn() async throws {
    try await RunningSandbox.run { sandbox in
      #expect(try await sandbox.hooktop(["list"]).exit == .exited(0))
      let refused = try await sandbox.hooktop(["gaps", "done", "801"])
      #expect(refused.exit == .exited(65))
      #expect(refused.standardError.contains("goes on: deliveries are not accepted yet. Tick it when it is over."))
      let acknowledged = try await sandbox.hooktop(["gaps", "ack", "801", "--until", "4h"])
      #expect(acknowledged.exit == .exited(0))
      #expect(acknowledged.standardError.contains(" until its state changes, at most until "))
      #expect(try await gaps(sandbox).filter { $0["acknowledged"] is [String: Any] }.map { $0["id"] as? Int } == [801])
      #expect(try await sandbox.hooktop(["gaps"]).standardOutput.contains("goes on; acknowledged"))
      #expect(try await sandbox.hooktop(["gaps", "unack", "801"]).exit == .exited(0))
      #expect(try await gaps(sandbox).allSatisfy { !($0["acknowledged"] is [String: Any]) })
      let none = try await sandbox.hooktop(["gaps", "done", "999-zzzzz"])
      #expect(none.exit == .exited(66) && none.standardError.contains("There is no gap 999-zzzzz"))
      let past = try await sandbox.hooktop(["gaps", "ack", "801", "--until", "2020-01-01"])
      #expect(past.exit == .exited(64) && past.standardError.contains("--until 2020-01-01 is no time to come."))
    }
  }

  @Test("Without anything seen the tables are empty and stderr says why")
  func nothing() async throws {
    try await RunningSandbox.run { sandbox in
      let history = try await sandbox.hooktop(["history"])
      #expect(history.exit == .exited(0))
      #expect(history.standardError.hasPrefix("hooktop has not watched since "))
      #expect(try await sandbox.hooktop(["gaps"]).standardError.hasPrefix("No gap since "))
    }
  }

  @Test("A time that cannot be read is refused with the forms that there are")
  func badTime() async throws {
    try await RunningSandbox.run { sandbox in
      for command in ["history", "gaps"] {
        let run = try await sandbox.hooktop([command, "--since", "yesterday"])
        #expect(run.exit == .exited(64))
        #expect(run.standardError.contains("--since yesterday is no time. The forms are 90min, 24h, 7d, 2w"))
      }
    }
  }

  @Test("An export is read elsewhere; one of another version is refused with both versions")
  func export() async throws {
    try await RunningSandbox.run { sandbox in
      _ = try await sandbox.hooktop(["list"])
      let lines = try await sandbox.hooktop(["history", "--export"]).standardOutput
      let path = try sandbox.folder.write(lines, to: "export.jsonl")
      let other = ["HOME": try sandbox.folder.makeFolder("other")].merging(sandbox.account) { $1 }
      func run(_ arguments: [String]) async throws -> ProcessRun {
        try await ProcessRun.run(BuiltProduct.path("hooktop"), arguments, environment: other)
      }
      let imported = try await run(["history", "--import", path])
      #expect(imported.exit == .exited(0))
      #expect(imported.standardError.hasSuffix("are in the history.\n"))
      #expect(try await run(["history", "--export"]).standardOutput == lines)
      let newer = try sandbox.folder.write(#"{"hooktop":"history","version":7}"# + "\n", to: "newer.jsonl")
      let refused = try await run(["history", "--import", newer])
      #expect(refused.exit == .exited(65))
      #expect(refused.standardError.contains("an export of version 7, and this hooktop reads version 2"))
    }
  }

  @Test("What cannot be imported is named with its reason, and nothing is taken", arguments: ["", "missing.jsonl"])
  func unreadable(name: String) async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["history", "--import", sandbox.folder.join(name)])
      #expect(run.exit == .exited(74))
      #expect(run.standardError.contains(name.isEmpty ? "is not a file" : "cannot be read: it does not exist"))
      #expect(!sandbox.folder.everything.contains(file))
    }
  }

  @Test("With history = false nothing is made, and the commands say where it is turned off")
  func off() async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.write("history = false\n", to: ".config/hooktop/config.toml")
      #expect(try await sandbox.hooktop(["list"]).exit == .exited(0))
      #expect(!sandbox.folder.everything.contains(file))
      let run = try await sandbox.hooktop(["history"])
      #expect(run.exit == .exited(78))
      #expect(run.standardError.contains("(history = false)"))
    }
  }

  @Test("A damaged file changes nothing of what list prints, and is kept under another name")
  func damaged() async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.write(String(repeating: "no database", count: 1_000), to: file)
      let list = try await sandbox.hooktop(["list"])
      #expect(list.exit == .exited(0) && list.standardError == "")
      #expect(sandbox.folder.everything.contains { $0.contains("history.sqlite.damaged-") })
      #expect(try await sandbox.hooktop(["list"]).exit == .exited(0))
      #expect(try await sandbox.hooktop(["history"]).standardOutput.split(separator: "\n").count == 12)
    }
  }

  @Test(
    "A past moment is read in its forms, in the person's zone",
    arguments: [
      ("90min", "2026-11-28T16:30:00Z"), ("24h", "2026-11-27T18:00:00Z"), ("7d", "2026-11-21T18:00:00Z"),
      ("2 w", "2026-11-14T18:00:00Z"), ("2026-11-20", "2026-11-19T23:00:00Z"),
      ("2026-11-20 14:00", "2026-11-20T13:00:00Z"), ("2026-11-20T14:00:05", "2026-11-20T13:00:05Z"),
      ("2026-11-20T14:00:00Z", "2026-11-20T14:00:00Z"),
    ])
  func moments(typed: String, means: String) throws {
    let now = try #require(ISO8601.date("2026-11-28T18:00:00Z"))
    let zone = LocalZone(secondsFromGMT: 3_600)
    #expect(PastMoment.read(typed, now: now, zone: zone) == ISO8601.date(means))
  }

  @Test(
    "Others are not", arguments: ["", "24", "h", "-3h", "2026-02-30", "2026-11-20 25:00", "24 hours", "1e3h", "٣h"])
  func notMoments(typed: String) {
    #expect(PastMoment.read(typed, now: Date(timeIntervalSince1970: 0), zone: .gmt) == nil)
  }
}
