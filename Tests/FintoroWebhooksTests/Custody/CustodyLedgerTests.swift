import FintoroWebhooks
import Foundation
import Testing

@Suite("What the ledger's lines say together")
struct CustodyLedgerTests {
  static let subscription = SubscriptionReference(baseURL: "https://app.fintoro.sk/api/public/v1", id: 801)
  static let file = SecretInFile(path: "/s/erp.secret", format: .raw, fingerprint: .init(rawValue: "8b5d7c9f"))
  static let other = SecretInFile(path: "/s/erp-2.secret", format: .env, fingerprint: .init(rawValue: "00000000"))
  static let rotation = OpenRotation(path: "/s/erp-2.secret", format: .env, key: .init(rawValue: "k"))

  static func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_800_000_000 + seconds) }

  static func record(_ kinds: CustodyEvent.Kind...) -> CustodyRecord? {
    let events = kinds.enumerated().map { CustodyEvent(subscription, at: at(Double($0)), $1) }
    return CustodyLedger(events).record(of: subscription)
  }

  @Test("Nothing is known of a subscription without a line, or of the same id at another address")
  func unknown() {
    let ledger = CustodyLedger([CustodyEvent(Self.subscription, at: Self.at(0), .kept(.created, Self.file))])
    #expect(ledger.record(of: .init(baseURL: Self.subscription.baseURL, id: 802)) == nil)
    #expect(ledger.record(of: .init(baseURL: "https://other.example/api", id: 801)) == nil)
  }

  @Test("A rotate that was sent is open, and the secret before it is still told")
  func open() {
    let record = Self.record(.kept(.created, Self.file), .rotationSent(Self.rotation))
    #expect(record?.kept?.file == Self.file)
    #expect(record?.open == .init(rotation: Self.rotation, sentAt: Self.at(1)))
  }

  @Test("A rotate that was refused leaves the secret before it as good as it was")
  func refused() {
    let record = Self.record(.kept(.created, Self.file), .rotationSent(Self.rotation), .rotationRefused)
    #expect(record == CustodyRecord(kept: KeptSecret(file: Self.file, origin: .created, at: Self.at(0))))
  }

  @Test("A rotate whose answer was lost is in doubt since it was sent, until a secret is kept again")
  func lost() {
    let lost = Self.record(.kept(.created, Self.file), .rotationSent(Self.rotation), .rotationLost)
    #expect(lost?.lostAt == Self.at(1))
    #expect(lost?.open == nil)
    let again = Self.record(
      .kept(.created, Self.file), .rotationSent(Self.rotation), .rotationLost, .rotationSent(Self.rotation),
      .kept(.rotated, Self.other))
    #expect(again == CustodyRecord(kept: KeptSecret(file: Self.other, origin: .rotated, at: Self.at(4))))
  }

  @Test("A refusal after a lost answer does not take the doubt away")
  func refusedAfterLost() {
    let record = Self.record(
      .kept(.created, Self.file), .rotationSent(Self.rotation), .rotationLost, .rotationSent(Self.rotation),
      .rotationRefused)
    #expect(record?.lostAt == Self.at(1))
  }

  @Test("What was deleted keeps its file and its time, without a rotate in doubt; one without a file is forgotten")
  func deleted() {
    let gone = CustodyRecord(kept: KeptSecret(file: Self.file, origin: .created, at: Self.at(0)), deletedAt: Self.at(2))
    #expect(Self.record(.kept(.created, Self.file), .rotationSent(Self.rotation), .deleted) == gone)
    #expect(Self.record(.rotationSent(Self.rotation), .deleted) == nil)
  }

  @Test("An id that was deleted and is used again tells of the new one only")
  func again() {
    let kept = Self.record(.kept(.created, Self.file), .deleted, .kept(.created, Self.other))
    #expect(kept == CustodyRecord(kept: KeptSecret(file: Self.other, origin: .created, at: Self.at(2))))
    let rotated = Self.record(.kept(.created, Self.file), .deleted, .rotationSent(Self.rotation))
    #expect(rotated == CustodyRecord(open: .init(rotation: Self.rotation, sentAt: Self.at(2))))
  }

  @Test("Open rotates are found oldest first")
  func openRotations() {
    let later = SubscriptionReference(baseURL: Self.subscription.baseURL, id: 7)
    let ledger = CustodyLedger([
      CustodyEvent(later, at: Self.at(5), .rotationSent(Self.rotation)),
      CustodyEvent(Self.subscription, at: Self.at(3), .rotationSent(Self.rotation)),
    ])
    #expect(ledger.openRotations.map(\.subscription) == [Self.subscription, later])
  }

  @Test("A fingerprint is the first 8 hexadecimal digits of the secret's SHA-256")
  func fingerprint() {
    #expect(SecretFingerprint(of: SigningSecret("abc")).rawValue == "ba7816bf")
    #expect(SecretFingerprint(of: SigningSecret("")).rawValue == "e3b0c442")
  }
}
