import FintoroSandbox
import Foundation
import TestSupport
import Testing

@testable import hooktop

@Suite("backfill, run as a person runs it")
struct BackfillCommandTests {
  @Test("It prints the window and the resources, without escape codes")
  func text() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["backfill", "801"])
      #expect(run.exit == .exited(0) && run.standardError == "")
      #expect(run.standardOutput.hasPrefix("subscription  ERP sync (801), failing\n"))
      #expect(run.standardOutput.contains("the last success; deliveries failed after it"))
      #expect(run.standardOutput.contains("\ninvoices      invoice: created, updated, deleted, paid\n"))
      #expect(!run.standardOutput.contains("\u{1B}"))
    }
  }

  @Test("With --json a program can read window, basis and resources")
  func json() async throws {
    try await RunningSandbox.run { sandbox in
      let text = try await sandbox.hooktop(["backfill", "801", "--json"]).standardOutput
      let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let window = try #require(object["window"] as? [String: Any])
      #expect(window["basis"] as? String == "lastSuccess")
      #expect((window["from"] as? String)?.hasSuffix("Z") == true)
      let resources = try #require(object["resources"] as? [[String: Any]])
      #expect(object["baseUrl"] as? String == sandbox.server.baseURL)
      #expect(resources.compactMap { $0["resource"] as? String }.contains("invoices"))
      #expect(resources.allSatisfy { !(($0["lookFor"] as? [String]) ?? []).isEmpty })
    }
  }

  @Test("It begins where the oldest gap that hooktop saw and nobody has ticked may have begun")
  func gap() async throws {
    try await RunningSandbox.run { sandbox in
      func basis() async throws -> String? {
        let text = try await sandbox.hooktop(["backfill", "803", "--json"]).standardOutput
        return text.firstMatch(of: /"basis": ?"(\w+)"/).map { String($0.1) }
      }
      #expect(try await basis() == "lastFailure")
      #expect(try await sandbox.hooktop(["list"]).exit == .exited(0))
      #expect(try await basis() == "gap")
      let text = try await sandbox.hooktop(["backfill", "803"])
      #expect(text.standardOutput.contains("the earliest that the gap may have begun, as hooktop saw it"))
      #expect(text.standardError == "")
      #expect(try await sandbox.hooktop(["gaps", "done", "803"]).exit == .exited(0))
      #expect(try await basis() == "lastFailure")
    }
  }

  @Test("A subscription that is not there ends with status 66")
  func missing() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["backfill", "9"])
      #expect(run.exit == .exited(66) && run.standardOutput == "")
      #expect(run.standardError.contains("has no subscription 9 (404)"))
    }
  }
}
