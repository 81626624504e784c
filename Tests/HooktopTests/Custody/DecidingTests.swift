import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import Synchronization
import TestSupport
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
      let key = try await fixture.creates.create(fixture.request()).kept().key
      let made = try #require(await fixture.server.subscriptionIDs(companyID: 15).first)
      fixture.time.move(56 * 60)
      try await body(fixture, key, made)
    }
  }

  @Test("What it made is found in the list, and adopting rotates it, keeps the secret and retires the entry")
  func adopt() async throws {
    try await stale { fixture, key, made in
      let list = try await fixture.creates.client.list()
      let candidates = try #require(await fixture.creates.candidates(key, in: list))
      #expect(candidates.map(\.id) == [made])
      #expect(candidates.first?.likeness == .same)
      let adopted = try await fixture.creates.adopt(key, made, by: fixture.subscriptions).rotate().rotated()
      #expect(adopted.path == fixture.folder.join("data/erp.secret"))
      #expect(fixture.folder.text("data/erp.secret") == adopted.secret.reveal())
      #expect(await fixture.server.secret(of: made) == adopted.secret.reveal())
      #expect(fixture.journalFiles == [])
      #expect(await fixture.server.subscriptionIDs(companyID: 15) == [made])
    }
  }

  @Test("A rotate that is lost while adopting keeps the entry")
  func adoptLost() async throws {
    try await stale { fixture, key, made in
      await fixture.server.inject(try Fault("drop-after POST x1"))
      try await fixture.creates.adopt(key, made, by: fixture.subscriptions).rotate().lost()
      #expect(fixture.journalFiles.count == 1)
      // Adopting again is the cure.
      try await fixture.creates.adopt(key, made, by: fixture.subscriptions).rotate().rotated()
      #expect(fixture.journalFiles == [])
    }
  }

  @Test("A subscription with another URL is not what it made, and one that can be resumed is not adopted")
  func notAdopted() async throws {
    try await stale { fixture, key, _ in
      var request = fixture.request("Other", file: "data/o.secret")
      request.input.url = "https://other.acme.sk/h"
      let other = try await fixture.creates.create(request).created().subscription
      let elsewhere = try await fixture.creates.adopt(key, other.id, by: fixture.subscriptions).notDone()
      #expect(elsewhere.contains("another URL"))
      fixture.time.move(-30 * 60)
      let fresh = try await fixture.creates.adopt(key, other.id, by: fixture.subscriptions).notDone()
      #expect(fresh.contains("--resume"))
      #expect(await fixture.posts().count == 2)
    }
  }

  @Test("Forgetting sends nothing and leaves nothing behind")
  func forget() async throws {
    try await stale { fixture, key, made in
      #expect(await fixture.creates.forget(key) == .forgotten)
      #expect(fixture.journalFiles == [])
      #expect(fixture.folder.text("data/erp.secret") == nil)
      #expect(await fixture.posts().count == 1)
      #expect(await fixture.server.subscriptionIDs(companyID: 15) == [made])
      #expect(await fixture.creates.forget(key) == .busy)
    }
  }

  @Test("An entry that cannot be read is told with its file and forgotten by it; then a new create is made")
  func forgetUnreadable() async throws {
    try await CustodyFixture.run { fixture in
      try fixture.folder.write("garbage", to: "state/creates/broken.jsonl")
      chmod(fixture.folder.join("state/creates"), 0o700)
      let problem = try await fixture.creates.create(fixture.request()).notSent(about: .journal)
      #expect(problem.contains("`hooktop pending --forget broken.jsonl`"))
      let pending = await fixture.creates.pending()
      #expect(pending.unreadable.map(\.name) == ["broken.jsonl"])
      #expect(pending.problems(fixture.folder.paths).first?.contains("its first line is not an entry") == true)
      let aside = fixture.folder.join("state/creates-set-aside/broken.jsonl")
      #expect(await fixture.creates.forget(IdempotencyKey(rawValue: "broken.jsonl")) == .setAside(path: aside))
      #expect(fixture.folder.text("state/creates-set-aside/broken.jsonl") == "garbage")
      #expect(await fixture.posts() == [])
      try await fixture.creates.create(fixture.request()).created()
    }
  }

  @Test("An entry that can be read is not forgotten by its file's name")
  func forgetReadableByFile() async throws {
    try await stale { fixture, key, _ in
      let why = try await fixture.creates.forget(IdempotencyKey(rawValue: "\(key).jsonl")).notDone()
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
      var creates = fixture.creates
      creates.printer = SecretPrinter { _, _ throws(OutputProblem) in throw OutputProblem(code: EPIPE) }
      let request = CreateRequest(input: fixture.request().input, destination: .standardOutput)
      let unsaved = try await creates.create(request).savingFailed()
      #expect(fixture.journalFiles.count == 1)
      // Without a place for the secret nothing is sent.
      try await fixture.resume(unsaved.key, by: creates).notSent(about: .secretFile)
      let printed = Mutex("")
      creates.printer = SecretPrinter { secret, format throws(OutputProblem) in
        printed.withLock { $0 += String(decoding: format.bytes(of: secret), as: UTF8.self) }
      }
      let made = try await creates.resume(unsaved.key, to: .standardOutput).created(isRepeated: true)
      #expect(made.secret == unsaved.secret && made.path == nil)
      #expect(printed.withLock { $0 } == made.secret.reveal())
      #expect(fixture.journalFiles == [])
      #expect(await fixture.server.subscriptionIDs(companyID: 15).count == 1)
    }
  }

  @Test("What killed runs left in the folder of secrets is taken back, and nothing else")
  func sweep() async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      let request = fixture.request("Waits", file: fixture.secretsFolder + "/waits.secret")
      try await fixture.creates.create(request).kept()
      let left = fixture.secretsFolder + "/left.secret"
      try fixture.folder.write(
        String(decoding: SecretPlaceholder.bytes(for: IdempotencyKey(rawValue: "left")), as: UTF8.self), to: left)
      try fixture.folder.write("whsec_mine", to: fixture.secretsFolder + "/mine.secret")
      for name in ["left", "mine"] { chmod(fixture.folder.join(fixture.secretsFolder + "/\(name).secret"), 0o600) }
      await fixture.creates.removeAbandonedPlaceholders()
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
      try await fixture.creates.create(fixture.request("Left", file: "data/left.secret")).kept()
      // A placeholder that is waited for is never taken.
      try await fixture.creates.create(fixture.request("Other", file: "data/left.secret")).notSent(about: .secretFile)
    }
  }
}
