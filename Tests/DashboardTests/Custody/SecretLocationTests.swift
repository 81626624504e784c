import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct SecretLocationTests {
  static func kept(_ origin: KeptSecret.Origin, at date: Date) -> KeptSecret {
    KeptSecret(
      file: SecretInFile(path: RotateTests.path, format: .raw, fingerprint: SecretFingerprint(rawValue: "8b5d7c9f")),
      origin: origin, at: date)
  }

  private func detail(_ place: SecretLocation) -> String {
    Fixture.onERP(Fixture.wide).pressing("Enter").after(.secretsInspected([801: place], news: [])).words
  }

  @Test("The detail asks for the state of the secret's file, and again with every list while it is open")
  func asked() {
    var state = Fixture.onERP()
    #expect(state.effects(of: .keyPressed(.enter)).contains(.inspectSecrets([801])))
    let list = Fixture.list(Fixture.subscriptions.map { .readable($0) })
    #expect(state.effects(of: .listLoaded(list)).contains(.inspectSecrets([801])))
  }

  @Test("The detail says where the secret is, and that a rotation elsewhere cannot be seen")
  func said() {
    let kept = Self.kept(.created, at: Fixture.now.addingTimeInterval(-86_400))
    #expect(detail(.kept(kept)).contains("still there, still 0600"))
    #expect(detail(.kept(kept)).contains("hooktop cannot see rotations made elsewhere."))
    #expect(detail(.changed(kept, problem: "it is not there any more")).contains("moved or changed"))
    #expect(detail(.inDoubt(kept, rotationAt: Fixture.now)).contains("was lost"))
    #expect(detail(.unknown).contains("hooktop knows no file with this secret."))
  }

  @Test("After a rotation board and detail say whether a delivery was accepted since")
  func watch() {
    func place(_ age: Double) -> SecretLocation {
      .kept(Self.kept(.rotated, at: Fixture.now.addingTimeInterval(-age)))
    }
    let none = Fixture.onERP().after(.secretsInspected([801: place(600)], news: []))
    let asked = "Rotated 14:00, no success since, a refusal at 14:05. Is the new secret in your endpoint?"
    #expect(none.words.contains(asked))
    // It failed before, so only the retry clock names a moment.
    #expect(!none.words.contains("Is the new secret in your endpoint? Deadline"))
    #expect(none.pressing("Enter").after(.resized(Fixture.wide)).words.contains("Rotated 14:00, no success since"))
    let accepted = Fixture.onERP().after(.secretsInspected([801: place(8_000)], news: []))
    #expect(accepted.words.contains("A delivery was accepted after the rotation"))
    #expect(accepted.words.contains("An endpoint that never checks signatures accepts too."))
  }

  @Test("A rotation that a former run left in the middle is told")
  func recovered() {
    let state = Fixture.onERP().after(.secretsInspected([:], news: ["The rotate of subscription 801 was cut short."]))
    #expect(state.words.contains("was cut short"))
  }
}
