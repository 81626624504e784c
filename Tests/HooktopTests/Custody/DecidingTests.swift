import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import Synchronization
import Testing
import TestSupport

@testable import hooktop

@Suite("What a person decides about a create that is never sent again")
struct DecidingTests {
  /// A create whose answer was lost, past the assumed life of its key.
  private func stale(
    _ body: (CustodyFixture, IdempotencyKey, Int) async throws -> Void
  ) async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      guard case .kept(let key, _, _) = await fixture.custody.create(fixture.order()) else {
        return #expect(Bool(false), "a lost answer must be kept")
      }
      let made = try #require(await fixture.server.subscriptionIDs(companyID: 15).first)
      fixture.time.move(56 * 60)
      try await body(fixture, key, made)
    }
  }

  @Test("What it made is found in the list, and adopting rotates it, keeps the secret and retires the entry")
  func adopt() async throws {
    try await stale { fixture, key, made in
      let list = try await fixture.custody.client.list()
      let candidates = try #require(await fixture.custody.candidates(key, in: list))
      #expect(candidates.map(\.id) == [made])
      #expect(candidates.first?.likeness == .same)
      let outcome = await fixture.custody.adopt(key, made, by: fixture.subscriptions)
      guard case .rotate(.rotated(_, let secret, let path, _)) = outcome else {
        return #expect(Bool(false), "\(outcome)")
      }
      #expect(path == fixture.folder.join("data/erp.secret"))
      #expect(fixture.folder.text("data/erp.secret") == secret.reveal())
      #expect(await fixture.server.secret(of: made) == secret.reveal())
      #expect(fixture.journalFiles == [])
      #expect(await fixture.server.subscriptionIDs(companyID: 15) == [made])
    }
  }

  @Test("A rotate that is lost while adopting keeps the entry")
  func adoptLost() async throws {
    try await stale { fixture, key, made in
      await fixture.server.inject(try Fault("drop-after POST x1"))
      let outcome = await fixture.custody.adopt(key, made, by: fixture.subscriptions)
      guard case .rotate(.lost) = outcome else { return #expect(Bool(false), "\(outcome)") }
      #expect(fixture.journalFiles.count == 1)
      guard case .rotate(.rotated) = await fixture.custody.adopt(key, made, by: fixture.subscriptions) else {
        return #expect(Bool(false), "adopting again is the cure")
      }
      #expect(fixture.journalFiles == [])
    }
  }

  @Test("A subscription with another URL is not what it made, and one that can be resumed is not adopted")
  func notAdopted() async throws {
    try await stale { fixture, key, _ in
      guard
        case .created(let other, _, _, _) = await fixture.custody.create(
          CreateOrder(
            input: SubscriptionInput(
              name: "Other", url: "https://other.acme.sk/h", isActive: true,
              subscribedEvents: [EventType("invoices.paid")]), secretPath: fixture.folder.join("data/o.secret")))
      else { return #expect(Bool(false), "the other must be made") }
      guard case .notDone(let why) = await fixture.custody.adopt(key, other.id, by: fixture.subscriptions) else {
        return #expect(Bool(false), "another URL is not what it made")
      }
      #expect(why.contains("another URL"))
      fixture.time.move(-30 * 60)
      guard case .notDone(let can) = await fixture.custody.adopt(key, other.id, by: fixture.subscriptions) else {
        return #expect(Bool(false), "it can be finished safely")
      }
      #expect(can.contains("--resume"))
      #expect(await fixture.posts().count == 2)
    }
  }

  @Test("Forgetting sends nothing and leaves nothing behind")
  func forget() async throws {
    try await stale { fixture, key, made in
      #expect(await fixture.custody.forget(key) == .forgotten)
      #expect(fixture.journalFiles == [])
      #expect(fixture.folder.text("data/erp.secret") == nil)
      #expect(await fixture.posts().count == 1)
      #expect(await fixture.server.subscriptionIDs(companyID: 15) == [made])
      #expect(await fixture.custody.forget(key) == .busy)
    }
  }

  @Test("An entry that cannot be read is told with its file and forgotten by it; then a new create is made")
  func forgetUnreadable() async throws {
    try await CustodyFixture.run { fixture in
      try fixture.folder.write("garbage", to: "state/creates/broken.jsonl")
      chmod(fixture.folder.join("state/creates"), 0o700)
      guard case .notSent(let problem, about: .journal) = await fixture.custody.create(fixture.order()) else {
        return #expect(Bool(false), "beside it no create is begun")
      }
      #expect(problem.contains("`hooktop pending --forget broken.jsonl`"))
      let pending = await fixture.custody.pending()
      #expect(pending.unreadable.map(\.name) == ["broken.jsonl"])
      #expect(pending.problems(fixture.folder.paths).first?.contains("its first line is not an entry") == true)
      let aside = fixture.folder.join("state/creates-set-aside/broken.jsonl")
      #expect(await fixture.custody.forget(IdempotencyKey(rawValue: "broken.jsonl")) == .setAside(path: aside))
      #expect(fixture.folder.text("state/creates-set-aside/broken.jsonl") == "garbage")
      #expect(await fixture.posts() == [])
      guard case .created = await fixture.custody.create(fixture.order()) else {
        return #expect(Bool(false), "a create is free again")
      }
    }
  }

  @Test("An entry that can be read is not forgotten by its file's name")
  func forgetReadableByFile() async throws {
    try await stale { fixture, key, _ in
      guard case .notDone(let why) = await fixture.custody.forget(IdempotencyKey(rawValue: "\(key).jsonl")) else {
        return #expect(Bool(false), "it is an entry like any other")
      }
      #expect(why.contains("forget it by that key"))
      #expect(fixture.journalFiles.count == 1)
    }
  }
}

@Suite("A secret that is printed instead of kept")
struct PrintedSecretTests {
  @Test("The entry goes only after the whole write succeeded, and the same key prints it again")
  func printed() async throws {
    try await CustodyFixture.run { fixture in
      var custody = fixture.custody
      custody.printer = SecretPrinter { _, _ throws(OutputProblem) in throw OutputProblem(code: EPIPE) }
      let order = CreateOrder(input: fixture.order().input, destination: .standardOutput)
      guard case .savingFailed(_, let secret, _, let key) = await custody.create(order) else {
        return #expect(Bool(false), "a broken pipe keeps the create pending")
      }
      #expect(fixture.journalFiles.count == 1)
      guard case .notSent(_, about: .secretFile) = await fixture.resume(key, by: custody) else {
        return #expect(Bool(false), "without a place for the secret nothing is sent")
      }
      let printed = Mutex("")
      custody.printer = SecretPrinter { secret, format throws(OutputProblem) in
        printed.withLock { $0 += String(decoding: format.bytes(of: secret), as: UTF8.self) }
      }
      guard case .created(_, secret, nil, true) = await custody.resume(key, to: .standardOutput) else {
        return #expect(Bool(false), "the same key must give the same secret")
      }
      #expect(printed.withLock { $0 } == secret.reveal())
      #expect(fixture.journalFiles == [])
      #expect(await fixture.server.subscriptionIDs(companyID: 15).count == 1)
    }
  }

  @Test("What killed runs left in the folder of secrets is taken back, and nothing else")
  func sweep() async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      let order = fixture.order("Waits", file: fixture.secretsFolder + "/waits.secret")
      guard case .kept = await fixture.custody.create(order) else {
        return #expect(Bool(false), "a lost answer must be kept")
      }
      let left = fixture.secretsFolder + "/left.secret"
      try fixture.folder.write(
        String(decoding: SecretPlaceholder.bytes(for: IdempotencyKey(rawValue: "left")), as: UTF8.self), to: left)
      try fixture.folder.write("whsec_mine", to: fixture.secretsFolder + "/mine.secret")
      for name in ["left", "mine"] { chmod(fixture.folder.join(fixture.secretsFolder + "/\(name).secret"), 0o600) }
      await fixture.custody.takeBackAbandoned()
      #expect(fixture.folder.text(left) == nil)
      #expect(fixture.folder.text(fixture.secretsFolder + "/mine.secret") == "whsec_mine")
      #expect(fixture.folder.text(fixture.secretsFolder + "/waits.secret") != nil)
    }
  }

  @Test("A placeholder that a killed run left without an entry gives way; one with an entry does not")
  func abandoned() async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      let key = IdempotencyKey(rawValue: "left")
      try fixture.folder.write(
        String(decoding: SecretPlaceholder.bytes(for: key), as: UTF8.self), to: "data/left.secret")
      chmod(fixture.folder.join("data"), 0o700)
      chmod(fixture.folder.join("data/left.secret"), 0o600)
      guard case .kept = await fixture.custody.create(fixture.order("Left", file: "data/left.secret")) else {
        return #expect(Bool(false), "the file must be taken over")
      }
      guard
        case .notSent(_, about: .secretFile) = await fixture.custody.create(
          fixture.order("Other", file: "data/left.secret"))
      else { return #expect(Bool(false), "a placeholder that is waited for is never taken") }
    }
  }
}
