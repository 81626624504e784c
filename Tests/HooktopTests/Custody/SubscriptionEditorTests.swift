import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing
import TestSupport

@testable import hooktop

@Suite("Edits and deletes: read, written whole, read back")
struct SubscriptionEditorTests {
  static let id = 801

  @Test("An edit changes what was meant, and is read back")
  func edit() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      let editor = fixture.subscriptions
      let before = try await editor.read(Self.id).value.input
      var wanted = before
      wanted.name = "Renamed"
      wanted.isActive = false
      #expect(try await editor.edit(Self.id, base: before, wanted: wanted).done().input == wanted)
      #expect(await fixture.methods().suffix(3) == ["GET", "PUT", "GET"])
    }
  }

  @Test("What is that way already is not written")
  func nothing() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      let input = try await fixture.subscriptions.read(Self.id).value.input
      try await fixture.subscriptions.edit(Self.id, base: input, wanted: input).nothingToChange()
      #expect(await !fixture.methods().contains("PUT"))
    }
  }

  @Test("What somebody changed meanwhile is shown, and nothing is written over it")
  func meanwhile() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      let editor = fixture.subscriptions
      let base = try await editor.read(Self.id).value.input
      var theirs = base
      theirs.name = "Theirs"
      try await editor.edit(Self.id, base: base, wanted: theirs).done()
      var mine = base
      mine.name = "Mine"
      #expect(try await editor.edit(Self.id, base: base, wanted: mine).changedMeanwhile().name == "Theirs")
      #expect(try await editor.read(Self.id).value.name == "Theirs")
    }
  }

  @Test("An update whose answer was lost is looked at: done where it was done, else unknown with what is there")
  func lost() async throws {
    for (fault, isDone) in [("drop-after PUT x1", true), ("drop-before PUT x1", false), ("503 PUT x1", false)] {
      try await CustodyFixture.run(faults: [fault], scenario: .demo) { fixture in
        let base = try await fixture.subscriptions.read(Self.id).value.input
        var wanted = base
        wanted.name = "Renamed"
        let outcome = await fixture.subscriptions.edit(Self.id, base: base, wanted: wanted)
        switch outcome {
        case .done(let now): #expect(isDone && now.name == "Renamed", "\(fault)")
        case .unknown(_, let now): #expect(!isDone && now?.name == base.name, "\(fault)")
        default: Issue.record("\(fault): \(outcome)")
        }
      }
    }
  }

  @Test("An update that was accepted stays accepted where it cannot be read back")
  func notReadBack() async throws {
    // Read, whoami, read, PUT: the fifth request is the one that reads back.
    try await CustodyFixture.run(scenario: .demo, rateLimit: 4) { fixture in
      let base = try await fixture.subscriptions.read(Self.id).value.input
      var wanted = base
      wanted.name = "Renamed"
      let outcome = await fixture.subscriptions.edit(Self.id, base: base, wanted: wanted)
      let accepted = try outcome.acceptedNotReadBack()
      #expect(accepted.answered.input == wanted)
      #expect(accepted.failure.kind == .rateLimited && accepted.failure.retryAt != nil)
      #expect(await fixture.methods() == ["GET", "GET", "PUT", "GET"])
    }
  }

  @Test("A refused update changes nothing; one that is gone is told so")
  func refused() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      let editor = fixture.subscriptions
      let base = try await editor.read(Self.id).value.input
      var wanted = base
      wanted.url = "https://localhost/x"
      let fields = try await editor.edit(Self.id, base: base, wanted: wanted).refused().invalidFields()
      #expect(fields.keys.contains("url"))
      #expect(await editor.edit(99_999, base: base, wanted: wanted) == .gone)
    }
  }

  @Test("Fields that this version does not know go back as they came")
  func unknownFields() async throws {
    try await CustodyFixture.run(faults: ["extra-fields GET"], scenario: .demo) { fixture in
      let read = try await fixture.subscriptions.read(Self.id).value
      try #require(!read.unknownFields.isEmpty)
      var wanted = read.input
      wanted.name = "Renamed"
      _ = await fixture.subscriptions.edit(Self.id, base: read.input, wanted: wanted)
      let put = try #require(await fixture.server.recordedRequests().last { $0.method == "PUT" })
      let body = try #require(JSONSerialization.jsonObject(with: Data(put.body)) as? [String: Any])
      for field in read.unknownFields { #expect(body.keys.contains(field.name)) }
      #expect(body["name"] as? String == "Renamed")
    }
  }

  @Test("A delete is done once; what is gone already was what was wanted; a lost answer is looked at")
  func delete() async throws {
    try await CustodyFixture.run(faults: ["drop-after DELETE /webhook-subscriptions/802 x1"], scenario: .demo) {
      fixture in
      #expect(await fixture.subscriptions.delete(801) == .deleted(secretFile: nil))
      #expect(await fixture.subscriptions.delete(801) == .alreadyGone(secretFile: nil))
      #expect(await fixture.subscriptions.delete(802) == .deleted(secretFile: nil))
      let ids = await fixture.server.subscriptionIDs(companyID: 15)
      #expect(!ids.contains(801) && !ids.contains(802))
    }
  }

  @Test("A delete names the file of the secret, leaves it, and the ledger goes on listing it as deleted")
  func deletedSecret() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      let file = fixture.folder.join("data/new.secret")
      try await fixture.rotate(Self.id).rotated()
      #expect(await fixture.subscriptions.delete(Self.id) == .deleted(secretFile: file))
      #expect(fixture.folder.text("data/new.secret") != nil)
      #expect(try await fixture.secretLocation(Self.id) == .unknown)

      let report = LedgerReport(paths: fixture.folder.paths, zone: .gmt)
      func listed() async throws -> (table: String, json: String) {
        let ledger = try await fixture.creates.ledger.contents().ledger
        return (report.table(ledger), report.json(ledger).text)
      }
      let (table, json) = try await listed()
      #expect(table.contains("801  deleted ") && table.contains("2027-01-15 08:00:00 +00:00"))
      #expect(table.contains("~/data/new.secret"))
      #expect(json.contains(#""state": "deleted""#) && json.contains(#""deletedAt": "2027-01-15T08:00:00Z""#))
      #expect(json.contains(file) && json.contains(#""baseUrl""#) && !json.contains("problem"))

      try FileManager.default.removeItem(atPath: file)
      let gone = try await listed()
      #expect(gone.table.contains("deleted, no file") && gone.json.contains("it is not there"))
      #expect(await fixture.subscriptions.delete(Self.id) == .alreadyGone(secretFile: nil))
    }
  }

  @Test("A token that may only read changes nothing, and says so from then on")
  func readToken() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      let reader = try fixture.subscriptions(token: SandboxTokens.read)
      guard case .refused(let failure) = await reader.delete(Self.id) else {
        // The sandbox may keep such a token from reading at all.
        return #expect(await fixture.server.subscriptionIDs(companyID: 15).contains(Self.id))
      }
      #expect(failure.kind == .forbidden)
      #expect(await reader.gate.knownLock() == .tokenMayNotWrite)
      await reader.client.shutDown()
    }
  }

  @Test("A read-only profile asks nothing and writes nothing")
  func readOnly() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      let editor = try fixture.subscriptions(token: SandboxTokens.write, isReadOnly: true)
      #expect(try await editor.delete(Self.id).locked().contains("read-only"))
      #expect(await fixture.methods() == [])
      await editor.client.shutDown()
    }
  }
}
