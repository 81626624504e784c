import Files
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import TestSupport
import Testing
import TestSupport

@testable import hooktop

@Suite("Where the secret of a resumed create goes")
struct ResumedSecretTests {
  /// A create whose answer was lost, then what happens to its file, then the resumption.
  func resumed(
    _ meanwhile: (CustodyFixture, _ path: String) async throws -> Void,
    _ check: (CustodyFixture, _ secret: String, _ path: String) async throws -> Void
  ) async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x1"]) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      try await meanwhile(fixture, fixture.folder.join("data/erp.secret"))
      let made = try await fixture.resume(key).created(isRepeated: true)
      let path = try #require(made.path)
      #expect(FileManager.default.contents(atPath: path) == Data(made.secret.reveal().utf8))
      #expect(mode(path) == 0o600)
      #expect(fixture.journalFiles == [])
      try await check(fixture, made.secret.reveal(), path)
    }
  }

  @Test("A file that was moved away is left alone, and a new one is made in its place")
  func moved() async throws {
    try await resumed { fixture, path in
      rename(path, fixture.folder.join("data/moved"))
    } _: { fixture, _, path in
      #expect(path == fixture.folder.join("data/erp.secret"))
      #expect(fixture.folder.text("data/moved")?.contains("hooktop idempotency key") == true)
    }
  }

  @Test("A file that somebody wrote into is never overwritten; a numbered one takes the secret")
  func changed() async throws {
    try await resumed { fixture, _ in
      try fixture.folder.write("my notes", to: "data/erp.secret")
    } _: { fixture, _, path in
      #expect(fixture.folder.text("data/erp.secret") == "my notes")
      #expect(path == fixture.folder.join("data/erp-2.secret"))
    }
  }

  @Test("A link that was put in its place is not followed")
  func linked() async throws {
    try await resumed { fixture, path in
      try fixture.folder.write("precious", to: "precious")
      unlink(path)
      symlink(fixture.folder.join("precious"), path)
    } _: { fixture, _, path in
      #expect(fixture.folder.text("precious") == "precious")
      #expect(path == fixture.folder.join("data/erp-2.secret"))
    }
  }

  @Test("A file that already holds the secret is enough: nothing further is left")
  func alreadySaved() async throws {
    try await resumed { fixture, path in
      // As after a crash between saving and retiring.
      let id = try #require(await fixture.server.subscriptionIDs(companyID: 15).first)
      let secret = try #require(await fixture.server.secret(of: id))
      let file = try OpenDescriptor(opening: path, O_WRONLY)
      try file.overwrite(Array(secret.utf8))
      try file.truncate(to: secret.utf8.count)
    } _: { fixture, _, path in
      #expect(path == fixture.folder.join("data/erp.secret"))
      #expect(fixture.folder.everything.filter { $0.hasSuffix(".secret") } == ["data/erp.secret"])
    }
  }

  @Test("A try that fails again with a substitute file leaves no placeholder that nobody knows of")
  func substituteReleased() async throws {
    try await CustodyFixture.run(faults: ["drop-after POST x2"]) { fixture in
      let key = try await fixture.creates.create(fixture.request()).kept().key
      try fixture.folder.write("my notes", to: "data/erp.secret")
      #expect(try await fixture.resume(key).kept().key == key)
      #expect(fixture.folder.everything.filter { $0.hasPrefix("data/") } == ["data/erp.secret"])
      let path = try await fixture.resume(key).created(isRepeated: true).path
      #expect(path == fixture.folder.join("data/erp-2.secret"))
    }
  }
}
