import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct SecretTests {
  static let secret = SigningSecret("whsec_fintoro_8b5d7c9f4f6549f7a3e8c4fd5f55ab91")

  static func shown(_ outcome: CreateOutcome? = nil, _ size: Size = Fixture.narrow) -> State {
    FormTests.filled(size).pressing("Enter").after(
      .createFinished(number: 1, outcome ?? .created(Fixture.subscriptions[0], secret, savedTo: FormTests.path)))
  }

  private func later(_ state: State) -> State { state.after(.clockTicked(Fixture.now.addingTimeInterval(1))) }

  @Test("The secret is shown with the file that has it, and the new subscription is asked for and selected")
  func shown() {
    var state = FormTests.filled().pressing("Enter")
    let effects = state.effects(
      of: .createFinished(number: 1, .created(Fixture.subscriptions[8], Self.secret, savedTo: FormTests.path)))
    #expect(effects == [.inspectSecrets([809]), .loadList])
    #expect(state.screenText.contains(Self.secret.reveal()))
    #expect(state.screenText.contains("saved"))
    let renewed = later(state).pressing("Enter").after(
      .listLoaded(Fixture.list(Fixture.subscriptions.map { .readable($0) })))
    #expect(renewed.board.selected?.id == .subscription(809))
  }

  @Test("Keys typed ahead do not close the dialog; they count half a second after it was drawn")
  func typedAhead() {
    let drawn = Self.shown().pressingAhead("Enter c").waiting(60).pressingAhead("Enter").after(
      .frameDrawn(at: Fixture.now.addingTimeInterval(60)))
    #expect(drawn.waiting(0.4).pressingAhead("Enter").modal != nil)
    #expect(drawn.waiting(0.5).pressingAhead("Enter").modal == nil)
  }

  @Test("Esc and q, which close other dialogs, leave it and say what closes it", arguments: ["Esc", "q"])
  func habit(key: String) {
    let state = later(Self.shown()).pressing(key)
    #expect(state.modal != nil)
    #expect(state.screenText.contains("only Done closes this"))
    #expect(state.pressing("Enter").modal == nil)
  }

  @Test("Hiding it leaves Enter what it was: it closes the dialog and never shows the secret again")
  func enterAfterHiding() {
    let hidden = later(Self.shown()).pressing("Space")
    #expect(!hidden.screenText.contains(Self.secret.reveal()))
    #expect(hidden.pressing("Enter").modal == nil)
  }

  @Test("After Done the secret is nowhere in the state")
  func dropped() {
    let state = later(Self.shown()).pressing("Enter")
    var text = ""
    dump(state, to: &text)
    #expect(state.modal == nil && state.secretsToShow.isEmpty)
    #expect(!text.contains(Self.secret.reveal()))
  }

  @Test("Hidden, the secret is not on the screen")
  func hidden() {
    let state = later(Self.shown()).pressing("Space")
    #expect(!state.screenText.contains(Self.secret.reveal()))
    #expect(state.pressing("Space").screenText.contains(Self.secret.reveal()))
  }

  @Test("The clipboard is asked only by its own key")
  func clipboard() {
    var state = later(Self.shown())
    #expect(state.effects(of: .keyPressed("c")) == [.copyToClipboard(Self.secret)])
    #expect(state.screenText.contains("may keep it"))
  }

  @Test("A secret that could not be saved is said in red, and only a typed word closes the dialog")
  func notSaved() {
    let failed = Self.shown(.savingFailed(Fixture.subscriptions[0], Self.secret, problem: "The disk is full."))
    let state = later(failed)
    #expect(state.screenText.contains("NOT SAVED: The disk is full."))
    #expect(state.screenText.contains(Self.secret.reveal()))
    let done = state.pressing("Shift-Tab")
    #expect(done.pressing("Enter").modal != nil)
    #expect(done.typing("discard").pressing("Enter").modal == nil)
  }

  @Test("Another copy goes where the person says, and what comes of it is told")
  func copy() {
    var state = later(Self.shown()).pressing("s Ctrl-U").typing("~/copy.secret")
    #expect(state.effects(of: .keyPressed(.enter)) == [.saveSecretCopy(Self.secret, path: "~/copy.secret")])
    let told = state.after(.secretCopied(.failed(problem: "~/copy.secret exists already.")))
    #expect(told.screenText.contains("exists already"))
    #expect(
      state.after(.secretCopied(.saved(path: "~/copy.secret"))).screenText.contains("copy saved to ~/copy.secret"))
  }

  @Test("A second secret waits until the first was seen")
  func queue() {
    let other = SigningSecret("whsec_fintoro_second")
    let state = Self.shown().after(
      .pendingCreatesFound([FoundCreate(key: .init(rawValue: "k"), label: "x")])
    )
    .after(.createFinished(number: 2, .created(Fixture.subscriptions[1], other, savedTo: "~/x.secret")))
    #expect(state.screenText.contains(Self.secret.reveal()))
    let told = later(state).pressing("Enter")
    #expect(told.modal == nil)
    #expect(told.words.contains("BI export created, its secret is saved. Enter shows it."))
    #expect(told.pressing("Enter").screenText.contains(other.reveal()))
  }
}
