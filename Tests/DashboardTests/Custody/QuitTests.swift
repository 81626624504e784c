import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct LeavingTests {
  @Test("A rotation that was sent holds leaving up, and the screen says what it waits for")
  func rotation() {
    let state = RotateTests.sent().pressing("Ctrl-C")
    #expect(!state.isFinished)
    #expect(state.words.contains("Quitting waits for the new secret of ERP sync"))
    let saved = state.after(.rotateFinished(id: 801, RotateTests.rotated))
    #expect(saved.exitReason == .quit)
    #expect(
      saved.custody.exitMessages == ["ERP sync rotated; its new secret is in \(RotateTests.path)."])
    #expect(state.after(.rotateFinished(id: 801, .refused(Failure(.server, status: 500)))).exitReason == .quit)
  }

  @Test("A lost answer is not left without having been read")
  func lost() {
    let state = RotateTests.sent().pressing("Ctrl-C").after(.rotateFinished(id: 801, .lost(Failure(.connectionLost))))
    #expect(!state.isFinished && state.words.contains("THE ANSWER WAS LOST"))
    #expect(state.pressing("Ctrl-C").isFinished)
  }

  @Test("A secret that is saved nowhere holds leaving up until it is saved or given up")
  func unsaved() {
    let state = SecretTests.shown(.savingFailed(Fixture.erp, SecretTests.secret, problem: "The disk is full."))
      .waiting(1).pressing("Ctrl-C")
    #expect(!state.isFinished && state.words.contains("is saved nowhere"))
    #expect(state.after(.secretCopied(.saved(path: "~/x"))).exitReason == .quit)
    #expect(state.pressing("Shift-Tab").typing("discard").pressing("Enter").exitReason == .quit)
  }

  @Test("Signals and a lost terminal are obeyed at once")
  func signals() {
    #expect(RotateTests.sent().after(.signalled(15)).exitReason == .signal(15))
    #expect(RotateTests.sent().pressing("Ctrl-C").after(.terminalLost).exitReason == .terminalLost)
  }

  @Test("What is pending is said on leaving, each once, whichever company has it")
  func pending() {
    func found(_ name: String, _ status: FoundCreate.Status) -> FoundCreate {
      FoundCreate(key: IdempotencyKey(rawValue: name), label: name, status: status)
    }
    let elsewhere = PendingCreate.Obstacle.otherCompany("Beta")
    let companies = Fixture.companies(Fixture.narrow).pressing("o").after(
      .pendingCreatesFound([
        found("Night", .resumable), found("Old", .stale(.keyExpired)), found("Beta's", .foreign(elsewhere)),
        found("Nobody's", .foreign(elsewhere)),
      ]), of: "prod"
    )
    .after(.pendingCreatesFound([found("Beta's", .busy)]), of: "beta")
    #expect(
      companies.pendingAtExit == [
        "Not finished yet: the create of Night, Beta's. hooktop finishes it at its next start.",
        "Still pending, and waiting for you: the create of Old. See P on the board, or `hooktop pending`.",
        "Still pending, of another account: the create of Nobody's. `hooktop pending` lists it.",
      ])
    #expect(Fixture.companies(Fixture.narrow).pendingAtExit == [])
  }

  @Test("A create on its way holds nothing up: the journal has it")
  func creates() {
    #expect(FormTests.filled().pressing("Enter Ctrl-C").exitReason == .quit)
  }
}
