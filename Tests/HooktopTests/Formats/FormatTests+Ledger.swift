import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import hooktop

/// The ledger of custody, and the secrets that it names.
extension FormatTests {
  private static func date(_ milliseconds: Double) -> Date { Date(timeIntervalSince1970: milliseconds / 1_000) }

  @Test("Every line of the ledger: created, rotated, refused, lost, deleted, taken over, and a rotate left open")
  func ledger() async throws {
    let home = try RecordedHome()
    let contents = try await SecretLedger(paths: home.paths, log: nil).contents()
    #expect(contents.unreadable == 0)
    #expect(contents.ledger.all.map(\.subscription.id) == [803, 812, 813, 814, 815, 832])
    func record(_ id: Int) throws -> CustodyRecord {
      try #require(contents.ledger.record(of: SubscriptionReference(baseURL: Self.baseURL, id: id)))
    }
    func kept(
      _ path: String, _ format: SecretFormat, _ fingerprint: String, _ origin: KeptSecret.Origin, at time: Double
    ) -> KeptSecret {
      KeptSecret(
        file: SecretInFile(
          path: home.folder.join(path), format: format, fingerprint: SecretFingerprint(rawValue: fingerprint)),
        origin: origin, at: Self.date(time))
    }
    let file = "data/secrets/"
    // A rotate that was refused leaves things as they were.
    #expect(
      try record(812)
        == CustodyRecord(kept: kept(file + "ledger-raw-2.secret", .raw, "7e53555f", .rotated, at: 1_795_862_016_000)))
    #expect(
      try record(813)
        == CustodyRecord(
          kept: kept(file + "ledger-env.secret", .env, "c283f907", .created, at: 1_795_862_015_000),
          lostAt: Self.date(1_795_862_016_364)))
    #expect(
      try record(814)
        == CustodyRecord(kept: kept(file + "beta-raw.secret", .raw, "e54c0144", .created, at: 1_795_862_016_000)))
    #expect(
      try record(815)
        == CustodyRecord(
          kept: kept(file + "ledger-gone.secret", .raw, "c75ebf5b", .created, at: 1_795_862_016_000),
          deletedAt: Self.date(1_795_862_016_534)))
    #expect(
      try record(803)
        == CustodyRecord(kept: kept("mine.secret", .raw, "1eecab2f", .takenOver, at: 1_795_862_016_626)))
    let open = OpenRotation(
      path: home.folder.join(file + "rotating-2.secret"), format: .raw,
      key: IdempotencyKey(rawValue: "46b18eda-f6ec-4f54-80d0-8752d4db7b84"))
    #expect(
      try record(832)
        == CustodyRecord(
          kept: kept(file + "rotating.secret", .raw, "70217f25", .created, at: 1_795_862_100_000),
          open: .init(rotation: open, sentAt: Self.date(1_795_862_102_880))))
  }

  @Test("Every secret that it names is in its file, in either format, with the same fingerprint")
  func secrets() async throws {
    let home = try RecordedHome()
    let ledger = SecretLedger(paths: home.paths, log: nil)
    for (subscription, record) in try await ledger.contents().ledger.all {
      let kept = try #require(record.kept)
      #expect(StoredSecretFile.problem(kept.file) == nil, "\(subscription.id)")
    }
    let places = try await ledger.locations(of: [803, 812, 813, 814, 815, 832], baseURL: Self.baseURL)
    for id in [803, 812, 814] {
      guard case .kept? = places[id] else {
        Issue.record("\(id): \(String(describing: places[id]))")
        continue
      }
    }
    for id in [813, 832] {
      guard case .inDoubt? = places[id] else {
        Issue.record("\(id): \(String(describing: places[id]))")
        continue
      }
    }
    #expect(places[815] == .unknown)
  }

  @Test("The rotate that was left open is settled as lost, and its placeholder goes")
  func openRotation() async throws {
    let home = try RecordedHome()
    let ledger = SecretLedger(paths: home.paths, log: nil)
    let settled = try await ledger.settleOpenRotations()
    #expect(
      settled == [
        RecoveredRotation(subscription: SubscriptionReference(baseURL: Self.baseURL, id: 832), outcome: .lost)
      ])
    #expect(home.folder.text("data/secrets/rotating-2.secret") == nil)
    #expect(home.folder.text("data/secrets/rotating.secret") != nil)
    #expect(try await ledger.contents().ledger.openRotations.isEmpty)
  }
}
