import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct RotateTests {
  static let path = "~/.local/share/hooktop/secrets/erp-sync-2.secret"
  static let at = Fixture.now.addingTimeInterval(-60)
  static let rotated = RotateOutcome.rotated(Fixture.erp, SecretTests.secret, savedTo: path, at: at)

  static func asking(_ size: Size = Fixture.narrow) -> State {
    Fixture.onERP(size).pressing("R").after(.secretFileProposed(SecretFileCheck(path: path, problem: nil)))
  }

  static func sent(_ size: Size = Fixture.narrow) -> State { asking(size).typing("ERP sync").pressing("Enter") }

  @Test("The dialog says what dies and what cannot be recovered, with a file for the new secret")
  func asks() {
    var state = Fixture.onERP()
    #expect(state.effects(of: .keyPressed("R")) == [.proposeSecretFile(name: "ERP sync", url: Fixture.erp.url)])
    let words = Self.asking(Fixture.wide).words
    for text in ["The old secret stops working at once", "rotate again", Self.path, "new file, mode 0600"] {
      #expect(words.contains(text))
    }
  }

  @Test("It is sent once, by the typed name, to the file that was checked")
  func sends() {
    var state = Self.asking().typing("ERP sync")
    #expect(state.effects(of: .keyPressed(.enter)) == [.rotate(id: 801, secretPath: Self.path)])
    #expect(state.effects(of: .keyPressed(.enter)) == [])
    #expect(state.pressing("Esc").modal != nil)
  }

  @Test("A file that cannot be made is said beside its field, and nothing is sent")
  func badFile() {
    let check = SecretFileCheck(path: Self.path, problem: "its folder can be written by others")
    var state = Fixture.onERP().pressing("R").after(.secretFileProposed(check)).typing("801")
    #expect(state.effects(of: .keyPressed(.enter)) == [])
    #expect(state.words.contains("its folder can be written by others"))
    #expect(state.effects(of: .keyPressed("x")) == [.checkSecretFile(path: Self.path + "x")])
  }

  @Test("The new secret is shown with its file, when the old one died and when the first loss is possible")
  func done() {
    var state = Self.sent()
    #expect(state.effects(of: .rotateFinished(id: 801, Self.rotated)) == [.inspectSecrets([801]), .loadList])
    #expect(state.screenText.contains(SecretTests.secret.reveal()))
    #expect(state.words.contains("The old one stopped working at 14:09:00"))
    #expect(state.words.contains("Put it into your endpoint now: deliveries fail already."))
  }

  @Test("A lost answer is told plainly, and rotating again is offered, never done by itself")
  func lost() {
    var state = Self.sent()
    let effects = state.effects(of: .rotateFinished(id: 801, .lost(Failure(.connectionLost))))
    #expect(!effects.contains { if case .rotate = $0 { true } else { false } })
    #expect(effects.contains(.proposeSecretFile(name: "ERP sync", url: Fixture.erp.url)))
    #expect(state.words.contains("the old secret of ERP sync may no longer be valid, and the new one is unknown"))
    #expect(state.words.contains("Rotate again"))
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(600))).allSatisfy { $0 == .loadList })
    state = state.after(.secretFileProposed(SecretFileCheck(path: Self.path, problem: nil))).typing("801")
    #expect(state.effects(of: .keyPressed(.enter)) == [.rotate(id: 801, secretPath: Self.path)])
  }

  @Test("That an answer was lost stays in the dialog while the name is typed, and on row and pane afterwards")
  func lostStays() {
    let lost = Self.sent().after(.rotateFinished(id: 801, .lost(Failure(.connectionLost))))
    #expect(lost.typing("ERP").words.contains("may no longer be valid, and the new one is unknown"))
    let place = SecretLocation.inDoubt(nil, rotationAt: Self.at)
    let board = lost.after(.secretsInspected([801: place], news: [])).pressing("Esc")
    #expect(board.modal == nil)
    #expect(board.screenText.contains("!ERP sync"))
    #expect(
      board.words.contains(
        "The answer to a rotate at 14:09 was lost: the old secret may no longer be valid. Do: rotate again (R)."))
    let kept = SecretLocationTests.kept(.rotated, at: Fixture.now)
    let settled = board.after(.secretsInspected([801: .kept(kept)], news: []))
    #expect(!settled.screenText.contains("!ERP sync"))
  }

  @Test("A secret that could not be saved is shown in red and stays")
  func notSaved() {
    let state = Self.sent().after(
      .rotateFinished(id: 801, .savingFailed(Fixture.erp, SecretTests.secret, problem: "The disk is full.")))
    #expect(state.screenText.contains("NOT SAVED: The disk is full."))
  }

  @Test(
    "What did not work is said in the dialog",
    arguments: [
      (RotateOutcome.refused(Failure(.server, status: 503, isFintorosAnswer: true)), "the secret is unchanged"),
      (.notSent(problem: "The ledger cannot be written.", isAboutSecretFile: false), "Nothing was sent. The ledger"),
      (.notSent(problem: "It exists already.", isAboutSecretFile: true), "It exists already."),
      (.locked("The token may only read."), "Not rotated. The token may only read."),
    ])
  func trouble(result: RotateOutcome, text: String) {
    let state = Self.sent().after(.rotateFinished(id: 801, result))
    #expect(state.words.contains(text))
    #expect(state.words.contains("Rotate the secret of ERP sync (801)?"))
  }

  @Test("One that was deleted meanwhile is said to be gone: the dialog closes and the list is read anew")
  func gone() {
    let failure = Failure(.notFound, status: 404, isFintorosAnswer: true)
    var state = Self.sent()
    #expect(state.effects(of: .rotateFinished(id: 801, .refused(failure))).contains(.loadList))
    #expect(state.modal == nil)
    #expect(state.words.contains("ERP sync was deleted meanwhile. Not rotated."))
  }

  @Test("A secret that comes while a dialog asks waits until that is answered")
  func queued() {
    let key = IdempotencyKey(rawValue: "k")
    let state = Fixture.onERP().after(.pendingCreatesFound([FoundCreate(key: key, label: "x")])).pressing("D")
      .after(.createFinished(number: 1, .created(Fixture.subscriptions[1], SecretTests.secret, savedTo: "~/x.secret")))
    #expect(state.words.contains("Delete ERP sync"))
    let closed = state.waiting(5).pressing("Esc")
    #expect(closed.words.contains("BI export created, its secret is saved. Enter shows it."))
    #expect(closed.pressing("Enter").screenText.contains(SecretTests.secret.reveal()))
  }
}
