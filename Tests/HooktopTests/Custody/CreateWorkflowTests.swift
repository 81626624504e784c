import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import TestSupport
import Testing
import TestSupport

@testable import hooktop

@Suite("A create, from its file to its retired entry")
struct CreateWorkflowTests {
  @Test("A good create leaves the secret in its file, mode 0600, and nothing pending")
  func good() async throws {
    try await CustodyFixture.run { fixture in
      let made = try await fixture.creates.create(fixture.request()).created()
      let path = try #require(made.path)
      #expect(made.subscription.name == "ERP sync")
      #expect(path == fixture.folder.join("data/erp.secret"))
      #expect(fixture.folder.text("data/erp.secret") == made.secret.reveal())
      #expect(await fixture.server.secret(of: made.subscription.id) == made.secret.reveal())
      #expect(mode(path) == 0o600)
      #expect(fixture.journalFiles == [])
      #expect(await fixture.creates.pending() == PendingCreates())
    }
  }

  @Test("While the request is on its way, the file and the entry with key and bytes are on disk")
  func before() async throws {
    try await CustodyFixture.run(faults: ["drop-before POST x1"]) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      #expect(await fixture.posts() == [key.rawValue])
      #expect(fixture.folder.text("data/erp.secret")?.contains(key.rawValue) == true)
      let entry = try #require(fixture.journalFiles.first.flatMap(fixture.folder.text))
      #expect(!entry.contains(SandboxTokens.write))
      let pending = await fixture.creates.pending().entries
      #expect(pending.map(\.key) == [key] && pending.map(\.label) == ["ERP sync"])
    }
  }

  @Test("A create whose answer was lost is finished with the same key: the same secret, one subscription")
  func lostAnswer() async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      let issued = try #require(await fixture.server.subscriptionIDs(companyID: 15).first)
      let another = try fixture.another()
      let outcome = await fixture.resume(key, by: another)
      await another.client.shutDown()
      let made = try outcome.created(isRepeated: true)
      #expect(made.subscription.id == issued)
      #expect(await fixture.server.subscriptionIDs(companyID: 15) == [issued])
      #expect(await fixture.server.secret(of: issued) == made.secret.reveal())
      #expect(made.path == fixture.folder.join("data/erp.secret"))
      #expect(fixture.folder.text("data/erp.secret") == made.secret.reveal())
      #expect(await fixture.posts() == [key.rawValue, key.rawValue])
      #expect(fixture.journalFiles == [])
    }
  }

  @Test("A refused create leaves nothing behind and says which field is wrong")
  func refused() async throws {
    try await CustodyFixture.run { fixture in
      var request = fixture.request()
      request.input.url = "https://localhost/x"
      let fields = try await fixture.creates.create(request).refused().invalidFields()
      #expect(fields.keys.contains("url"))
      #expect(!fixture.folder.everything.contains { $0.hasSuffix(".secret") || $0.hasSuffix(".jsonl") })
    }
  }

  @Test("A refusal after a lost answer keeps the entry and tells")
  func refusedLater() async throws {
    // Resuming asks for the company first, so the token must get past the list to be refused at the create.
    let scenario = Scenario.empty.assuming { $0.readTokenLists = true }
    try await CustodyFixture.run(faults: ["drop-after POST x1"], scenario: scenario) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      let reader = try fixture.another(token: SandboxTokens.read)
      let outcome = await fixture.resume(key, by: reader)
      await reader.client.shutDown()
      let kept = try outcome.kept(mustTell: true)
      #expect(kept.key == key && kept.failure.kind == .forbidden)
      #expect(fixture.journalFiles.count == 1)
      #expect(fixture.folder.text("data/erp.secret")?.contains(key.rawValue) == true)
    }
  }

  @Test(
    "An answer that settles nothing keeps the entry",
    arguments: ["500", "503", "429=1", "html=200", "html=404", "cut=40"])
  func unsettled(_ fault: String) async throws {
    try await CustodyFixture.run(faults: ["\(fault) POST x1"]) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      // The server may have made it or not: it is finished by the same key.
      try await fixture.resume(key).created(isRepeated: nil)
      #expect(await fixture.server.subscriptionIDs(companyID: 15).count == 1)
      #expect(fixture.journalFiles == [])
    }
  }

  @Test("A secret's file that cannot be made means that nothing is sent, and the disk is as before")
  func noFile() async throws {
    try await CustodyFixture.run { fixture in
      try fixture.folder.write("precious", to: "erp.secret")
      try fixture.folder.makeFolder("open", mode: 0o777)
      symlink("nowhere", fixture.folder.join("link"))
      let before = fixture.folder.everything
      for file in ["erp.secret", "open/a.secret", "link", "erp.secret/a"] {
        let problem = try await fixture.creates.create(fixture.request(file: file)).notSent(about: .secretFile)
        #expect(problem.contains("~/"), "\(file)")
      }
      #expect(await fixture.posts() == [])
      #expect(fixture.folder.everything.filter { !$0.hasPrefix("state") } == before)
      #expect(fixture.journalFiles == [])
    }
  }

  @Test("A journal that cannot be written means that nothing is sent, and the placeholder goes")
  func noJournal() async throws {
    try await CustodyFixture.run { fixture in
      try fixture.folder.write("in the way", to: "state")
      try await fixture.creates.create(fixture.request()).notSent(about: .journal)
      #expect(await fixture.posts() == [])
      #expect(fixture.folder.everything == ["state"])
    }
  }

  @Test("The same create again while one is pending is refused with the pending key")
  func alike() async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      #expect(
        await fixture.creates.create(fixture.request(file: "data/other.secret"))
          == .alreadyPending(key, entryFile: fixture.entryFile(key)))
      #expect(
        await fixture.creates.create(fixture.request()) == .alreadyPending(key, entryFile: fixture.entryFile(key)))
      #expect(fixture.folder.text("data/other.secret") == nil)
      #expect(await fixture.posts().count == 1)
      // Another create is none of its business.
      try await fixture.creates.create(fixture.request("Another", file: "data/b.secret")).created()
    }
  }

  @Test("A key older than 55 minutes, or from the future, is never sent again", arguments: [3_301.0, -1])
  func stale(_ seconds: Double) async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      fixture.time.move(seconds)
      let staleness: PendingCreate.Staleness = seconds > 0 ? .keyExpired : .clockSetBack
      #expect(await fixture.resume(key) == .stale(key, staleness))
      #expect(await fixture.statuses() == [.stale(staleness)])
      #expect(await fixture.posts().count == 1)
      #expect(fixture.journalFiles.count == 1)
    }
  }

  @Test("What is never sent again is not said to wait for a server that does not answer")
  func staleWhileServerIsDown() async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      let afterwards = try fixture.another()
      await fixture.server.stop()
      #expect(try await fixture.resume(key, by: afterwards).kept().key == key)
      fixture.time.move(3_301)
      #expect(await fixture.resume(key, by: afterwards) == .stale(key, .keyExpired))
      await afterwards.client.shutDown()
    }
  }

  @Test("Another company's token never sends the entry")
  func otherCompany() async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      let beta = try fixture.another(token: SandboxTokens.secondWrite, profile: nil)
      let outcome = await fixture.resume(key, by: beta)
      #expect(outcome == .notSent(problem: "It belongs to another company (Acme s.r.o.).", about: .account))
      #expect(
        await fixture.statuses(of: beta) == [.foreign(.otherCompany("Acme s.r.o."))])
      await beta.client.shutDown()
      #expect(await fixture.posts().count == 1)
    }
  }

  @Test("A profile whose token now leads to another company writes nothing")
  func pinned() async throws {
    try await CustodyFixture.run { fixture in
      // The first use pins the company.
      try await fixture.creates.create(fixture.request()).created()
      let beta = try fixture.another(token: SandboxTokens.secondWrite)
      let outcome = await beta.create(fixture.request("Another", file: "data/b.secret"))
      await beta.client.shutDown()
      // Their lists are empty, so that only the names are known.
      let (acme, other) = (
        CompanyIdentity(name: "Acme s.r.o.", id: nil), CompanyIdentity(name: "Beta Trading a.s.", id: nil)
      )
      #expect(try outcome.locked() == .otherCompany(pinned: acme, now: other))
      #expect(await fixture.posts().count == 1)
    }
  }

  @Test("A key that is not there is said to be worked on or finished, and nothing is sent")
  func gone() async throws {
    try await CustodyFixture.run { fixture in
      let key = IdempotencyKey(rawValue: "gone")
      #expect(await fixture.creates.resume(key) == .busy(key))
      #expect(await fixture.posts() == [])
    }
  }

  @Test("Without the company's name nothing is sent")
  func noCompany() async throws {
    try await CustodyFixture.run(faults: ["500 GET /whoami x1"]) { fixture in
      try await fixture.creates.create(fixture.request()).companyUnknown()
      #expect(await fixture.posts() == [])
      #expect(fixture.folder.everything == [])
    }
  }
}
