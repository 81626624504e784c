import FintoroSandbox
import Foundation
import TestSupport
import Testing

@testable import hooktop

@Suite("show, as people and scripts use it")
struct ShowCommandTests {
  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("A name stands for its id, in any case of letters")
  func name() async throws {
    try await RunningSandbox.run { sandbox in
      let byName = try object(try await sandbox.hooktop(["show", "erp SYNC", "--json"]).standardOutput)
      #expect(byName["id"] as? Int == 801)
      #expect(byName["custody"] is [String: Any] && byName["schema"] as? String == "hooktop.subscription/1")
      let csv = try await sandbox.hooktop(["show", "801", "--csv"])
      let rows = csv.standardOutput.components(separatedBy: "\r\n")
      #expect(rows.count == 3 && rows[0].hasPrefix("id,state,") && rows[1].hasPrefix("801,failing,failing,ERP sync,"))
    }
  }

  @Test("One whose events cannot be read is shown and has a sheet, and is not changed")
  func unreadableEvents() async throws {
    try await RunningSandbox.run { sandbox in
      await sandbox.server.inject(try Fault("wrong-types=subscribedEvents GET"))
      let shown = try await sandbox.hooktop(["show", "801", "--json"])
      #expect(shown.exit == .exited(0), "\(shown)")
      let subscription = try object(shown.standardOutput)
      #expect(subscription["subscribedEvents"] is NSNull && subscription["subscribedEventsProblem"] is String)
      let sheet = try await sandbox.hooktop(["backfill", "801"])
      #expect(sheet.exit == .exited(0) && sheet.standardOutput.contains("from"), "\(sheet)")
      let update = try await sandbox.hooktop(["update", "801", "--name", "Other"])
      #expect(update.exit != .exited(0) && update.standardError.contains("subscribedEvents"), "\(update)")
    }
  }

  @Test("With a filter each that matches is shown, in the order that is asked for")
  func filter() async throws {
    try await RunningSandbox.run { sandbox in
      let text = try await sandbox.hooktop(["show", "--filter", "state:ok", "--sort", "name"])
      #expect(text.exit == .exited(0) && text.standardError == "")
      #expect(text.standardOutput.matches(of: /(?:^|\n\n)id +(\d+)\n/).map(\.output.1) == ["808", "807", "806"])
      #expect(text.standardOutput.matches(of: #/\nsecret /#).count == 3)
      let list = try object(try await sandbox.hooktop(["show", "--filter", "id:801", "--json"]).standardOutput)
      #expect(list["schema"] as? String == "hooktop.list/1")
      #expect((list["data"] as? [[String: Any]])?.first?["custody"] is [String: Any])
      let none = try await sandbox.hooktop(["show", "--filter", "name:nobody"])
      #expect(none.exit == .exited(0) && none.standardOutput == "")
      #expect(none.standardError == "No subscription matches.\n")
    }
  }

  @Test("Of several profiles it is shown where it is; one that does not answer is told")
  func profiles() async throws {
    try await ProfilesHome.run { home in
      let both = try await home.hooktop(["show", "801", "--profile", "acme", "--profile", "beta"])
      #expect(both.exit == .exited(0) && both.standardError == "")
      #expect(both.standardOutput.contains(/^profile +acme\nid +801\n/))
      let all = try await home.hooktop(["show", "801", "--all-profiles", "--csv"])
      #expect(all.exit == .exited(69) && all.standardError.hasPrefix("gone: "))
      #expect(all.standardOutput.split(separator: "\r\n").dropFirst().map { $0.prefix(9) } == ["acme,801,"])
      let json = try object(
        try await home.hooktop(["show", "--filter", "name:*", "--all-profiles", "--json"]).standardOutput)
      #expect(json["schema"] as? String == "hooktop.lists/1")
      let nowhere = try await home.hooktop(["show", "9", "--profile", "acme", "--profile", "beta"])
      #expect(nowhere.exit == .exited(66) && nowhere.standardOutput == "")
      #expect(nowhere.standardError.split(separator: "\n").map { $0.prefix(6) } == ["acme: ", "beta: "])
    }
  }

  @Test("What is meant must be certain: one sentence, the documented status, nothing printed")
  func mistakes() async throws {
    try await RunningSandbox.run { sandbox in
      let made = try await sandbox.hooktop([
        "create", "--url", "https://erp.acme.sk/h", "--event", "invoices.paid", "--name", "ERP sync",
      ])
      try #require(made.exit == .exited(0), "\(made.standardError)")
      let mistakes: [([String], Int32, String)] = [
        (["show", "erp sync"], 64, "“erp sync” is the name of 2 subscriptions (801, 812); give the id.\n"),
        (["show", "ERP snyc"], 66, "No subscription has the name “ERP snyc”. Did you mean “ERP sync”?\n"),
        (["show", "zzz"], 66, "No subscription has the name “zzz”. `hooktop list` has the names.\n"),
        (["show"], 64, "Name a subscription by its id or its name, or give --filter."),
        (["show", ""], 64, "Name a subscription by its id or its name, or give --filter."),
        (["show", "801", "--filter", "state:ok"], 64, "A subscription and --filter are two things"),
        (["show", "0"], 64, "An id is a whole number from 1 on."),
        (["show", "-3"], 64, "An id is a whole number from 1 on, not -3."),
        (["show", "--filter", "state:faling"], 64, "Did you mean failing?"),
      ]
      for (arguments, status, says) in mistakes {
        let run = try await sandbox.hooktop(arguments)
        #expect(run.exit == .exited(status) && run.standardOutput == "", "\(arguments)")
        #expect(run.standardError.contains(says), "\(run.standardError)")
      }
      let json = try object(try await sandbox.hooktop(["show", "erp sync", "--json"]).standardError)
      #expect(json["code"] as? Int == 64)
    }
  }
}
