import Files
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import TestSupport
import Testing

@testable import hooktop

@Suite("What may not be read is not empty")
struct ClosedStateTests {
  @Test(
    "A state folder that is closed to its own user is told of by every command that needs it",
    .enabled("an ordinary user must be able to start the built program", { await OrdinaryUser.canRun() }))
  func closedState() async throws {
    try await RunningSandbox.run { sandbox in
      try #require(chown(sandbox.folder.path, OrdinaryUser.number, OrdinaryUser.number) == 0)
      let environment = sandbox.account.merging(["HOME": sandbox.folder.path]) { $1 }
      func run(_ arguments: [String]) async throws -> ProcessRun {
        try await OrdinaryUser.run(BuiltProduct.path("hooktop"), arguments, environment: environment)
      }
      let create = ["create", "--event", "invoices.paid", "--wait", "0", "--url"]
      #expect(try await run(["list"]).exit == .exited(0))
      #expect(try await run(create + ["https://one.acme.sk/h"]).exit == .exited(0))
      await sandbox.server.inject(try Fault("503 POST /webhook-subscriptions"))
      #expect(try await run(create + ["https://two.acme.sk/h"]).exit != .exited(0))
      #expect(try await run(["pending", "--json"]).standardOutput.contains("two.acme.sk"))

      let state = sandbox.folder.join(".local/state/hooktop")
      let pending = [["pending"], ["pending", "--json"], ["pending", "--resume"]]
      try #require(chmod(state, 0) == 0)
      let asking = [["ledger"], ["ledger", "--json"], ["list", "--filter", "is:gap"], ["gaps"], ["history"]]
      for command in asking + pending {
        let told = try await run(command)
        #expect(told.exit == .exited(74) && told.standardOutput == "", "\(command): \(told)")
        #expect(told.standardError.contains(".local/state/hooktop"), "\(command): \(told)")
        #expect(!told.standardError.contains("Nothing is pending"))
      }
      let check = try await run(["check", "--filter", "state:ok", "--critical", "gaps=0"])
      #expect(check.exit == .exited(3) && check.standardOutput.hasPrefix("UNKNOWN: "), "\(check)")
      #expect(!check.standardOutput.contains("n_gaps_open"))
      #expect(try await !run(["metrics"]).standardOutput.contains("hooktop_gaps_open{"))

      try #require(chmod(state, 0o700) == 0 && chmod(state + "/creates", 0) == 0)
      for command in pending {
        let told = try await run(command)
        #expect(told.exit == .exited(74) && told.standardOutput == "", "\(command): \(told)")
      }
      try #require(chmod(state + "/creates", 0o700) == 0)
      #expect(try await run(["pending", "--json"]).standardOutput.contains("two.acme.sk"))
    }
  }

  @Test("Rotates that may be open are not nothing: pending says so after its creates")
  func ledgerOfPending() async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.write("in the way", to: ".local/state/hooktop/custody.jsonl/x")
      let run = try await sandbox.hooktop(["pending"])
      #expect(run.exit == .exited(74) && run.standardOutput == "", "\(run)")
      #expect(run.standardError.hasSuffix("is not a plain file of yours; the ledger of custody must be.\n"), "\(run)")
      #expect(!run.standardError.contains("Nothing is pending"))
      let json = try await sandbox.hooktop(["pending", "--json"])
      #expect(json.exit == .exited(74) && json.standardOutput.contains("\"pending\""))
    }
  }

  /// No folder has a file of that name, and the system says so by another error than that there is none.
  private static let tooLong = String(repeating: "x", count: 300)

  @Test("A file of lines that cannot be looked for is no empty ledger")
  func ledger() throws {
    let folder = try TemporaryFolder()
    #expect(try LedgerFile(path: folder.join("none")).read() == LedgerFile.Contents())
    let path = folder.join(Self.tooLong)
    #expect(throws: LineFileProblem.system(path, .init(code: ENAMETOOLONG))) { try LedgerFile(path: path).read() }
  }

  @Test("A rotate whose file cannot be looked at stays open: its secret is not lost")
  func rotation() async throws {
    let folder = try TemporaryFolder()
    let ledger = SecretLedger(paths: folder.paths, log: nil)
    let subscription = SubscriptionReference(baseURL: "https://a.sk", id: 801)
    let key = IdempotencyKey(rawValue: "one")
    let rotation = OpenRotation(path: folder.join(Self.tooLong), format: .raw, key: key)
    try await ledger.note(CustodyEvent(subscription, at: Date(timeIntervalSince1970: 1), .rotationSent(rotation)))
    #expect(try await ledger.settleOpenRotations() == [])
    #expect(try await ledger.contents().ledger.openRotations.count == 1)
    guard case .gone = SecretFile.find(folder.join("none/none"), key: key) else { throw TestFailure("it is not there") }
  }

  @Test("A pin that may not be used is no profile without one")
  func pins() async throws {
    try await ProfilesHome.run { home in
      #expect(try await home.hooktop(["whoami", "--profile", "acme"]).exit == .exited(0))
      #expect(try await home.hooktop(["list", "--profile", "beta"]).exit == .exited(0))
      try #require(chmod(home.folder.join(".local/state/hooktop/companies.json"), 0o622) == 0)
      for command in ["history", "gaps"] {
        let run = try await home.hooktop([command, "--profile", "acme"])
        #expect(run.exit == .exited(74) && run.standardOutput == "", "\(run)")
        #expect(run.standardError.contains("another user may change it"))
      }
      let profiles = try await home.hooktop(["profiles"])
      #expect(profiles.exit == .exited(74) && profiles.standardOutput.contains("acme"))
      #expect(profiles.standardError.contains("another user may change it"))
    }
  }

  @Test("A folder of themes that cannot be listed is told of")
  func themes() throws {
    let folder = try TemporaryFolder()
    var library = try ThemeLibrary.embedded()
    try library.addOwn(folder.paths)
    try folder.write("", to: "config/themes")
    #expect(throws: ConfigurationProblem.self) { try library.addOwn(folder.paths) }
  }
}
