import FintoroSandbox
import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Writing from the command line", .serialized)
struct WritingTests {
  static let order = ["create", "--url", "https://erp.acme.sk/h", "--event", "invoices.*", "--name", "ERP sync"]
  static let file = "/data/hooktop/secrets/erp-sync.secret"

  @Test(
    "create keeps the secret in a file of the name's, prints what was made and never the secret",
    arguments: [[], ["--json"]])
  func create(options: [String]) async throws {
    try await withSandbox(SandboxConfiguration(scenario: .empty)) { server in
      let home = try Home()
      let run = try await run(Self.order + options, home, server)
      #expect(run.exit == .exited(0))
      let id = try #require(await server.subscriptionIDs().first)
      #expect(run.standardOutput.contains("erp-sync.secret") && run.standardOutput.contains(String(id)))
      #expect((run.standardOutput + run.standardError).signingSecret == nil)
      #expect(try home.contents(of: home.path + Self.file) == (await server.secret(of: id)))
      #expect(try home.mode(of: home.path + Self.file) == 0o600)
      let ledger = try await self.run(["ledger"], home, server)
      #expect(ledger.standardOutput.contains("kept"))
      let shown = try await self.run(["show", String(id)], home, server)
      #expect(shown.standardOutput.contains("still there, still 0600"))
    }
  }

  @Test("A lost answer is asked for again within --wait; without time it stays pending, and the same command ends it")
  func lost() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .empty, faults: [Fault("drop-after POST x2")])) { server in
      let home = try Home()
      let pending = try await run(Self.order + ["--wait", "0"], home, server)
      #expect(pending.exit == .exited(75))
      let listed = try await run(["pending"], home, server)
      #expect(listed.standardOutput.contains("ERP sync") && listed.standardOutput.contains("can be resumed"))
      let ended = try await run(Self.order, home, server)
      #expect(ended.exit == .exited(0))
      #expect(ended.standardError.contains("nothing is doubled"))
      let id = try #require(await server.subscriptionIDs().first)
      #expect(await server.subscriptionIDs() == [id])
      #expect(try home.contents(of: home.path + Self.file) == (await server.secret(of: id)))
      #expect(home.names(in: home.creates) == [])
      #expect(await Set(server.posts().compactMap(\.idempotencyKey)).count == 1)
    }
  }

  @Test("A pending create that cannot be read is listed by its file, set aside by it, and then a create is made")
  func unreadable() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .empty)) { server in
      let home = try Home()
      try home.write("garbage\n", to: home.creates + "/broken.jsonl")
      let held = try await run(Self.order, home, server)
      #expect(held.exit == .exited(74) && held.standardError.contains("pending --forget broken.jsonl"), "\(held)")
      let listed = try await run(["pending"], home, server)
      #expect(listed.standardOutput.contains("broken.jsonl") && listed.standardOutput.contains("cannot be read"))
      #expect(listed.standardError.contains("its first line is not an entry"))
      let json = try await run(["pending", "--json"], home, server)
      #expect(json.standardOutput.contains(home.creates + "/broken.jsonl"))
      let forgotten = try await run(["pending", "--forget", "broken.jsonl"], home, server)
      #expect(forgotten.exit == .exited(0) && forgotten.standardError.contains("creates-set-aside/broken.jsonl"))
      #expect(try home.contents(of: home.creates + "-set-aside/broken.jsonl") == "garbage\n")
      #expect(try await run(Self.order, home, server).exit == .exited(0))
      #expect(try await run(["pending", "--forget", "broken.jsonl"], home, server).exit == .exited(66))
    }
  }

  @Test("A secret that is printed is alone on stdout; where it could not be written whole the create stays pending")
  func printed() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .empty)) { server in
      let home = try Home()
      let arguments = Self.order + ["--secret-file", "-"]
      let full = try await ProcessRun.run(
        "sh", ["-c", "exec \"$0\" \"$@\" > /dev/full", hooktop] + arguments,
        environment: home.environment(at: server.baseURL))
      #expect(full.exit == .exited(75))
      #expect(full.standardError.contains("disk is full"))
      #expect(full.standardError.signingSecret == nil)
      let ended = try await run(["pending", "--resume", "--secret-file", "-"], home, server)
      #expect(ended.exit == .exited(0))
      let id = try #require(await server.subscriptionIDs().first)
      #expect(await server.subscriptionIDs() == [id])
      #expect(ended.standardOutput == (await server.secret(of: id)))
      #expect(home.names(in: home.creates) == [])
      #expect(home.names(in: home.secrets) == [])
    }
  }

  @Test("A dry run prints the request without the token, and sends nothing")
  func dryRun() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .empty)) { server in
      let home = try Home()
      let run = try await run(Self.order + ["--dry-run"], home, server)
      #expect(run.exit == .exited(0))
      #expect(run.standardOutput.hasPrefix("POST \(server.baseURL)/webhook-subscriptions\n"))
      #expect(run.standardOutput.contains(#""subscribedEvents":["invoices.created""#))
      #expect(!run.standardOutput.contains(SandboxTokens.write))
      #expect(await server.recordedRequests().isEmpty)
      #expect(home.everything.allSatisfy { !$0.hasSuffix(".secret") })
    }
  }

  @Test(
    "What is typed wrong is one sentence, and nothing is sent",
    arguments: [
      (["rotate", "801", "--confirm", "Other"], 64, "--confirm must be"),
      (["delete", "801", "--confirm", "Other"], 64, "--confirm must be"),
      (order.dropLast(4) + ["--event", "invoice.paid"], 64, "Did you mean invoices.paid?"),
      (order + ["--secret-file", "-", "--json"], 64, "both write to standard output"),
      (["update", "801"], 64, "nothing to change was named"),
      (["update", "801", "--remove-event", "*"], 64, "No event type would be left"),
      (["disable", "0"], 64, "whole number from 1 on"), (["pause", "99999"], 66, "no subscription 99999"),
      (["pending", "--adopt", "key"], 64, "--adopt takes the key"),
      (["pending", "--resume", "nothing"], 66, "no pending create"),
      (["ledger", "adopt", "801", "/nothing"], 74, "it is not there"),
    ] as [([String], Int32, String)])
  func wrong(arguments: [String], status: Int32, sentence: String) async throws {
    try await withSandbox { server in
      let run = try await run(arguments, Home(), server)
      #expect(run.exit == .exited(status))
      #expect(run.standardError.contains(sentence), "\(run.standardError)")
      #expect(run.standardOutput == "")
      #expect(await server.recordedRequests().allSatisfy { $0.method == "GET" })
    }
  }

  @Test("What is disabled already is told in these words, and the name may be typed in either case")
  func alreadyDisabled() async throws {
    try await withSandbox { server in
      let home = try Home()
      let run = try await run(["disable", "804"], home, server)
      #expect(run.standardError == "Old CRM (804): already disabled.\n")
      #expect(try await self.run(["delete", "804", "--confirm", "old crm"], home, server).exit == .exited(0))
    }
  }

  @Test("A folder that is made for a named secret's file is told, because a misspelt path makes one too")
  func madeFolder() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .empty)) { server in
      let home = try Home()
      let file = home.path + "/none/such/a.secret"
      let first = try await run(Self.order + ["--secret-file", file], home, server)
      #expect(first.exit == .exited(0))
      #expect(first.standardError == "Made the folder ~/none/such.\n")
      let second = try await run(
        Self.order.dropLast() + ["Other", "--secret-file", home.path + "/none/such/b.secret"], home, server)
      #expect(second.exit == .exited(0))
      #expect(second.standardError == "")
    }
  }

  @Test("rotate puts the new secret into a file and says until when the endpoint needs it")
  func rotate() async throws {
    try await withSandbox { server in
      let home = try Home()
      let run = try await run(["rotate", "801", "--confirm", "ERP sync"], home, server)
      #expect(run.exit == .exited(0))
      // It fails already, so that no later moment is promised.
      #expect(run.standardError.contains("Put it into your endpoint now: deliveries fail already."))
      #expect(try home.contents(of: home.path + Self.file) == (await server.secret(of: 801)))
      #expect((run.standardOutput + run.standardError).signingSecret == nil)
    }
  }

  @Test("A rotate whose answer is lost is not sent again: 76, with the only cure, and told by show and ledger")
  func lostRotate() async throws {
    try await withSandbox(SandboxConfiguration(faults: [Fault("drop-after POST x1")])) { server in
      let home = try Home()
      let lost = try await run(["rotate", "801", "--confirm", "801"], home, server)
      #expect(lost.exit == .exited(76))
      #expect(lost.standardError.contains("The only cure is to rotate again"))
      #expect(!lost.standardError.contains("try again"))
      #expect(await server.posts().count == 1)
      #expect(home.names(in: home.secrets) == [])
      #expect(try await run(["show", "801"], home, server).standardOutput.contains("was lost"))
      #expect(try await run(["ledger"], home, server).standardOutput.contains("in doubt"))
    }
  }

  @Test("TERM in the middle of a rotate does not lose its secret", arguments: [SIGTERM, SIGHUP, SIGINT])
  func interruptedRotate(number: Int32) async throws {
    try await withSandbox(SandboxConfiguration(faults: [Fault("hold=3 POST x1")])) { server in
      let home = try Home()
      let program = try PseudoTerminal(
        hooktop, ["rotate", "801", "--confirm", "801"], environment: home.environment(at: server.baseURL))
      try await server.waitForPost()
      program.signal(number)
      #expect(try await program.waitForExit() == .exited(0))
      #expect(try home.contents(of: home.path + Self.file) == (await server.secret(of: 801)))
    }
  }

  @Test("update, pause, resume and delete change what is named, read back, and say so line by line")
  func changes() async throws {
    try await withSandbox { server in
      let home = try Home()
      let updated = try await run(
        ["update", "801", "--name", "Renamed", "--remove-event", "*.paid"], home, server)
      #expect(updated.exit == .exited(0))
      #expect(updated.standardOutput.contains(#"name: "ERP sync" → "Renamed""#))
      #expect(updated.standardOutput.contains("events: - invoices.paid"))
      #expect(updated.standardOutput.hasPrefix("ERP sync (801): updated:\n"))
      let paused = try await run(["disable", "801"], home, server)
      #expect(paused.standardOutput == "Renamed (801): disabled. active: delivered → not delivered\n")
      #expect(paused.standardError == "")
      let again = try await run(["pause", "801"], home, server)
      #expect(again.exit == .exited(0))
      #expect(again.standardError.hasPrefix("Renamed (801): already disabled."))
      let resumed = try await run(["resume", "801"], home, server)
      #expect(resumed.standardOutput.hasPrefix("Renamed (801): enabled. active:"))
      #expect(try await run(["delete", "801", "--confirm", "Renamed"], home, server).exit == .exited(0))
      #expect(await !server.subscriptionIDs(companyID: 15).contains(801))
      let gone = try await run(["delete", "801", "--confirm", "Renamed"], home, server)
      #expect(gone.exit == .exited(0))
      #expect(gone.standardError.contains("already gone"))
    }
  }

  @Test("An accepted pause is done where the rate limit keeps it from being read back: 0, and until when")
  func notReadBack() async throws {
    // Read, whoami, read, PUT: the fifth request is the one that reads back.
    try await withSandbox(SandboxConfiguration(rateLimit: 4)) { server in
      let run = try await run(["pause", "802"], Home(), server)
      #expect(run.exit == .exited(0), "\(run)")
      #expect(run.standardOutput == "BI export (802): disabled. active: delivered → not delivered\n")
      #expect(run.standardError.contains("it could not be read back") && run.standardError.contains("again at 20"))
      #expect(!run.standardError.contains("not known"))
    }
  }

  @Test("delete says where the secret is that is no longer valid, leaves it, and ledger goes on listing it")
  func deletedSecret() async throws {
    try await withSandbox { server in
      let home = try Home()
      _ = try await run(["rotate", "801", "--confirm", "801"], home, server)
      let deleted = try await run(["delete", "801", "--confirm", "801"], home, server)
      #expect(deleted.exit == .exited(0))
      #expect(deleted.standardError.contains("\(Self.file) is no longer valid"), "\(deleted.standardError)")
      #expect(home.names(in: home.secrets) == ["erp-sync.secret"])
      let again = try await run(["delete", "801", "--confirm", "801"], home, server)
      #expect(again.exit == .exited(0) && again.standardError.contains("If it was this company's"))
      #expect(try await run(["ledger"], home, server).standardOutput.contains("801  deleted "))
    }
  }

  @Test("A read-only profile writes nothing and says why: 77")
  func readOnly() async throws {
    try await withSandbox { server in
      let home = try Home()
      try home.write(SandboxTokens.write, to: home.path + "/token")
      try home.write(
        """
        [profiles.prod]
        base_url = "\(server.baseURL)"
        token_file = "\(home.path)/token"
        read_only = true

        """, to: home.configFile)
      let run = try await ProcessRun.run(hooktop, Self.order, environment: home.environment)
      #expect(run.exit == .exited(77))
      #expect(run.standardError.contains("read-only"))
      #expect(await server.posts().isEmpty)
      #expect(home.names(in: home.secrets) == [])
    }
  }

  private func run(_ arguments: [String], _ home: Home, _ server: SandboxServer) async throws -> ProcessRun {
    try await ProcessRun.run(hooktop, arguments, environment: home.environment(at: server.baseURL))
  }
}
