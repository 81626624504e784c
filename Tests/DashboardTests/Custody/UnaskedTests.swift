import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// What comes by itself, while a person is in the middle of something.
@Suite struct UnaskedTests {
  private static let key = IdempotencyKey(rawValue: "k")
  private static let line = "Night export created, its secret is saved."
  private static let renamed = WriteLock.renamedCompany(
    pinned: .init(name: "Acme s.r.o.", id: 15), now: .init(name: "Acme a.s.", id: 15))

  private static let night = Subscription(
    id: 820, companyID: 15, name: "Night export", url: "https://night.example.com",
    subscribedEvents: ["orders.created"],
    createdAt: Timestamp(Fixture.now))

  /// A create goes on by itself while these keys are pressed, and then it is done.
  private static func late(_ keys: String, _ size: Size = Fixture.narrow, saved: Bool = true) -> State {
    let secret = SecretTests.secret
    let outcome: CreateOutcome =
      saved
      ? .created(night, secret, savedTo: "~/n.secret") : .savingFailed(night, secret, problem: "The disk is full.")
    return Fixture.board(size).after(.pendingCreatesFound([FoundCreate(key: key, label: "Night export")]))
      .pressing(keys).after(.createFinished(number: 1, outcome))
  }

  /// Typing, other screens, dialogs.
  private static let busy = [
    "/", "n", "n Tab Tab Tab Enter", "n Tab Tab Tab Enter /", "Enter", "v", "?", ":", "s", "S", "D", "Space m",
    "b s",
  ]

  @Test("A create that finishes late opens nothing over typing, a dialog or another screen", arguments: busy)
  func late(keys: String) {
    let (before, after) = (Self.late(keys, saved: true), Fixture.board(Fixture.narrow).pressing(keys))
    #expect(!before.screenText.contains(SecretTests.secret.reveal()))
    // What is open goes on taking the keys.
    #expect(before.context == after.context)
    #expect(before.secretsToShow.count == 1)
    #expect(before.words.contains(Self.line))
  }

  @Test("The letters of a filter go into the filter and send nothing to the clipboard")
  func filter() {
    var state = Self.late("/ e r p")
    for letter in "c c" {
      #expect(state.effects(of: .keyPressed(.character(letter))).isEmpty)
    }
    #expect(state.board.filterField?.text == "erpc c")
    #expect(state.words.contains(Self.line + " Enter on the board shows it."))
  }

  @Test("The line waits; Enter on the list shows the secret, and its dialog is guarded as well")
  func enter() {
    let waiting = Self.late("/").pressing("Esc").waiting(600)
    #expect(waiting.modal == nil && waiting.words.contains(Self.line + " Enter shows it."))
    let shown = waiting.pressingAhead("Enter c Enter")
    #expect(shown.screenText.contains(SecretTests.secret.reveal()))
    #expect(!shown.screenText.contains("clipboard;"))
    let closed = shown.pressing("Enter")
    #expect(closed.modal == nil && closed.secretsToShow.isEmpty && !closed.words.contains(Self.line))
  }

  @Test("At rest the dialog opens at once, and keys typed ahead do nothing in it")
  func atRest() {
    let shown = Self.late("j")
    #expect(shown.screenText.contains(SecretTests.secret.reveal()))
    var ahead = shown
    for key in [Key.character("c"), .enter, .character("s"), .escape] {
      #expect(update(&ahead, .keyPressed(key)).isEmpty)
    }
    #expect(update(&ahead, .textPasted("x")).isEmpty)
    #expect(ahead.screenText == shown.screenText)
    // Leaving is not typing ahead.
    #expect(shown.pressingAhead("Ctrl-C").exitReason == .quit)
  }

  @Test("The cursor stays where it is while the secret waits")
  func cursor() {
    let list = Fixture.list((Fixture.subscriptions + [Self.night]).map { .readable($0) })
    let waiting = Self.late("Down /").pressing("Esc").after(.listLoaded(list))
    #expect(waiting.board.selected?.id == .subscription(801))
    #expect(waiting.pressing("Enter").board.selected?.id == .subscription(820))
  }

  @Test("A secret that is saved nowhere is said in red, until it is shown, and holds up leaving")
  func notSaved() {
    let waiting = Self.late("?", saved: false)
    #expect(waiting.words.contains("its secret is NOT saved. Enter on the board shows it."))
    let board = waiting.waiting(60).pressing("Esc")
    #expect(board.words.contains("its secret is NOT saved. Enter shows it."))
    let leaving = board.pressing("q")
    #expect(leaving.exitReason == nil && leaving.words.contains("is saved nowhere. Enter on the board shows it."))
    #expect(leaving.pressing("Enter").words.contains("NOT SAVED: The disk is full."))
  }

  @Test("Pending creates that need a person open nothing: a line says so, and P shows them")
  func pending() {
    let state = Fixture.board(Fixture.narrow).after(.pendingCreatesFound([PendingTests.stale]))
    #expect(state.modal == nil && state.screen == .board)
    #expect(state.words.contains("needs you. P shows why"))
  }

  @Test("The question about a renamed company waits for the list at rest, and y typed ahead does not answer it")
  func company() {
    let typing = Fixture.board(Fixture.narrow).pressing("/").after(.writeLockFound(Self.renamed))
    #expect(typing.modal == nil && typing.board.filterField != nil)
    let asked = typing.pressing("Esc")
    #expect(asked.context == .companyQuestion)
    #expect(asked.pressingAhead("y").context == .companyQuestion)
    #expect(asked.pressing("y").modal == nil)
  }

  @Test("A question that was read first, and one that comes again, take no y typed ahead")
  func questions() {
    let read = Action.subscriptionRead(id: 801, .read(Fixture.erp))
    var asked = Fixture.onERP().pressing("p").after(read)
    #expect(update(&asked, .keyPressed("y")).isEmpty)
    #expect(!asked.effects(of: .keyPressed("y")).isEmpty)
    let other = Fixture.changed { $0.name = "ERP 2" }
    var again = asked.after(.editFinished(id: 801, .changedMeanwhile(other)))
    #expect(update(&again, .keyPressed("y")).isEmpty)
    #expect(!again.effects(of: .keyPressed("y")).isEmpty)
  }
}
