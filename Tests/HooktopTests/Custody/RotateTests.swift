import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Glibc
import TestSupport
import Testing
import TestSupport

@testable import hooktop

@Suite("A rotate: sent once, kept, or told plainly")
struct RotateTests {
  static let id = 801

  @Test("The new secret is in its file before anybody sees it, and the ledger knows")
  func good() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      let rotated = try await fixture.rotate(Self.id).rotated()
      #expect(fixture.folder.text("data/new.secret") == rotated.secret.reveal())
      #expect(mode(rotated.path) == 0o600)
      #expect(await fixture.server.secret(of: Self.id) == rotated.secret.reveal())
      #expect(rotated.at == fixture.time.now())
      let kept = try await fixture.secretLocation(Self.id).kept()
      #expect(kept.origin == .rotated && kept.file.fingerprint == SecretFingerprint(of: rotated.secret))
      #expect(await fixture.posts().count == 1)
    }
  }

  @Test(
    "A lost answer is told, never sent again, and leaves the secret before it in doubt",
    arguments: ["drop-after POST x1", "drop-before POST x1", "500 POST x1", "cut=40 POST x1", "html=200 POST x1"])
  func lost(_ fault: String) async throws {
    try await CustodyFixture.run(faults: [fault], scenario: .demo) { fixture in
      try await fixture.rotate(Self.id).lost()
      #expect(await fixture.posts().count == 1)
      #expect(fixture.folder.text("data/new.secret") == nil)
      try await fixture.secretLocation(Self.id).inDoubt()
      // The cure: rotating again gives a secret that is known.
      try await fixture.rotate(Self.id).rotated()
      try await fixture.secretLocation(Self.id).kept()
    }
  }

  @Test("A refused rotate leaves nothing behind and no doubt", arguments: ["403 POST x1", "429=1 POST x1"])
  func refused(_ fault: String) async throws {
    try await CustodyFixture.run(faults: [fault], scenario: .demo) { fixture in
      try await fixture.rotate(Self.id).refused()
      #expect(fixture.folder.text("data/new.secret") == nil)
      #expect(try await fixture.secretLocation(Self.id) == .unknown)
    }
  }

  @Test("A file that exists, or a ledger that cannot be written, means that nothing is sent")
  func notSent() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      try fixture.folder.write("mine", to: "data/new.secret")
      try await fixture.rotate(Self.id).notSent(isAboutSecretFile: true)
      #expect(fixture.folder.text("data/new.secret") == "mine")
      try fixture.folder.write("in the way", to: "state/custody.jsonl/x")
      try await fixture.rotate(Self.id, file: "data/b.secret").notSent(isAboutSecretFile: false)
      #expect(fixture.folder.text("data/b.secret") == nil)
      #expect(await fixture.posts() == [])
    }
  }

  @Test("A rotate that was cut short is told at the next run: saved where the secret had reached its file, else lost")
  func cutShort() async throws {
    let secret = SigningSecret("whsec_fintoro_8b5d7c9f4f6549f7a3e8c4fd5f55ab91")
    let key = IdempotencyKey(rawValue: "k")
    let placeholder = SecretPlaceholder.bytes(for: key)
    let halfWay = Array((secret.reveal() + "\n").utf8)
    let cases: [(contents: [UInt8]?, isSaved: Bool)] = [
      (placeholder, false), (nil, false), (Array("something else\n\n".utf8), false),
      (halfWay + placeholder.dropFirst(halfWay.count), true), (Array(secret.reveal().utf8), true),
    ]
    for (contents, isSaved) in cases {
      try await CustodyFixture.run(scenario: .demo) { fixture in
        let creates = fixture.subscriptions
        let path = fixture.folder.join("data/new.secret")
        if let contents { try fixture.folder.write(String(decoding: contents, as: UTF8.self), to: "data/new.secret") }
        chmod(path, 0o600)
        try await creates.ledger.note(
          CustodyEvent(
            creates.reference(Self.id), at: fixture.time.now(),
            .rotationSent(OpenRotation(path: path, format: .raw, key: key))))
        let found = try await fixture.settled(creates.ledger)
        #expect(found.map(\.outcome) == [isSaved ? .saved(path: path) : .lost])
        #expect(try await creates.ledger.settleOpenRotations() == [])
        if isSaved { #expect(fixture.folder.text("data/new.secret") == secret.reveal()) }
        if contents == placeholder { #expect(fixture.folder.text("data/new.secret") == nil) }
        let location = try await fixture.secretLocation(Self.id)
        if isSaved {
          #expect(try location.kept().file.fingerprint == SecretFingerprint(of: secret))
        } else {
          try location.inDoubt()
        }
      }
    }
  }

  @Test("A kept secret that was changed, opened to others or removed is told as such")
  func changed() async throws {
    try await CustodyFixture.run(scenario: .demo) { fixture in
      let path = try await fixture.rotate(Self.id).rotated().path
      chmod(path, 0o644)
      #expect(try await fixture.problem(Self.id)?.contains("0644") == true)
      chmod(path, 0o600)
      #expect(try await fixture.problem(Self.id) == nil)
      try fixture.folder.write("whsec_other", to: "data/new.secret")
      chmod(path, 0o600)
      #expect(try await fixture.problem(Self.id) == "it holds something else now")
      try FileManager.default.removeItem(atPath: path)
      #expect(try await fixture.problem(Self.id) == "it is not there")
    }
  }
}
