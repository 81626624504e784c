import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct PendingTests {
  static let key = IdempotencyKey(rawValue: "0b6e1a52-1111-4222-8333-944455556666")
  static let stale = FoundCreate(
    key: key, label: "ERP sync", status: .stale(.keyExpired),
    input: SubscriptionInput(Fixture.erp), startedAt: Fixture.now.addingTimeInterval(-90 * 86_400 - 20),
    destination: .file("~/.local/share/hooktop/secrets/erp-sync.secret"))
  static let resumable = FoundCreate(key: IdempotencyKey(rawValue: "k-2"), label: "DWH")

  static func open(_ size: Size = Fixture.narrow) -> State { found(size).pressing("P") }

  static func found(_ size: Size = Fixture.narrow) -> State { Fixture.board(size).after(.pendingCreatesFound([stale])) }

  @Test("A create that needs a person is told once and opens nothing; P shows what it may have made")
  func told() {
    let state = Self.found()
    #expect(state.screen == .board && state.modal == nil)
    #expect(state.words.contains("The create of ERP sync needs you. P shows why"))
    let open = state.pressing("P")
    for text in ["Pending creates", "needs you", "too old", "all that was sent, and made at that time"] {
      #expect(open.words.contains(text))
    }
    let again = open.waiting(4).pressing("Esc").after(.pendingCreatesFound([Self.stale]))
    #expect(again.screen == .board && !again.words.contains("needs you"))
  }

  @Test("Without any the screen says so, and offers nothing that needs one")
  func empty() {
    let state = Fixture.board(Fixture.wide).pressing("P")
    #expect(state.words.contains("Nothing is waiting to be created."))
    #expect(!state.words.contains("f forget"))
    #expect(state.pressing("Esc").screen == .board)
  }

  @Test("The candidate under the cursor says why it is alike; a adopts it by its typed name")
  func adopts() {
    var state = Self.open(Fixture.wide).pressing("Down")
    #expect(state.words.contains("made 2025-12-18 14:10:00 +00:00"))
    state = state.pressing("a").typing("801")
    #expect(state.words.contains("Adopt ERP sync (801) for the create of ERP sync?"))
    #expect(state.effects(of: .keyPressed(.enter)) == [.adopt(Self.key, id: 801)])
    let effects = state.effects(of: .adoptFinished(Self.key, .rotate(RotateTests.rotated)))
    #expect(effects.contains(.findPendingCreates))
    #expect(state.screenText.contains(SecretTests.secret.reveal()))
  }

  @Test("An adoption whose answer was lost is told and can be tried again")
  func adoptLost() {
    let state = Self.open().pressing("Down a").typing("801").pressing("Enter")
      .after(.adoptFinished(Self.key, .rotate(.lost(Failure(.connectionLost)))))
    #expect(state.words.contains("THE ANSWER WAS LOST"))
  }

  @Test("D deletes a candidate by its typed name and comes back to the list")
  func deletes() {
    var state = Self.open().pressing("Down D").typing("801")
    #expect(state.effects(of: .keyPressed(.enter)) == [.delete(id: 801)])
    let after = state.after(.deleteFinished(id: 801, .deleted(secretFile: nil)))
    #expect(after.words.contains("Pending creates"))
    #expect(after.words.contains("No subscription in the list has its URL"))
  }

  @Test("f forgets the create by its typed name; nothing is sent")
  func forgets() {
    var state = Self.open().pressing("f")
    #expect(state.words.contains("What it may have made stays in Fintoro"))
    #expect(state.effects(of: .keyPressed(.enter)) == [])
    state = state.typing("ERP sync")
    #expect(state.effects(of: .keyPressed(.enter)) == [.forget(Self.key)])
    let failed = state.after(.forgetFinished(Self.key, .notDone("Another hooktop is at it.")))
    #expect(failed.words.contains("Not forgotten. Another hooktop is at it."))
    let done = state.after(.forgetFinished(Self.key, .forgotten))
    #expect(done.words.contains("forgotten.") && done.pressing("Esc").screen == .board)
  }

  @Test("An entry that cannot be read is shown with what is wrong, and set aside by its typed name; others go on")
  func unreadable() {
    let name = "0b6e1a52-7777.jsonl"
    let broken = FoundCreate(
      key: IdempotencyKey(rawValue: name), label: name,
      status: .unreadable(
        file: "~/.local/state/hooktop/creates/\(name)", problem: "its first line lacks parts of an entry"))
    var state = Fixture.board(Fixture.narrow)
    #expect(
      state.effects(of: .pendingCreatesFound([Self.resumable, broken]))
        == [.resumeCreate(number: 1, Self.resumable.key)])
    state = state.pressing("P")
    #expect(state.words.contains("cannot be read: its first line lacks parts of an entry."))
    #expect(state.words.contains("~/.local/state/hooktop/creates/\(name)"))
    #expect(state.pressing("y").words.contains("It is not sent again"))
    state = state.pressing("f")
    #expect(state.words.contains("Nothing is sent or removed."))
    #expect(state.typing("no").pressing("Enter").words.contains("Nothing was done."))
    state = state.typing("0b6e1a52")
    #expect(state.effects(of: .keyPressed(.enter)) == [.forget(broken.key)])
    let done = state.after(.forgetFinished(broken.key, .setAside(path: "~/creates-set-aside/\(name)")))
    #expect(done.custody.pending.map(\.key) == [Self.resumable.key])
    #expect(done.words.contains("is set aside as ~/creates-set-aside/\(name)"))
  }

  @Test("A create whose secret was to be printed is left to a command, which is named")
  func toBePrinted() {
    var state = Fixture.board(Fixture.wide)
    let create = FoundCreate(
      key: Self.key, label: "ERP sync", status: .toBePrinted, destination: .standardOutput)
    #expect(state.effects(of: .pendingCreatesFound([create])) == [])
    #expect(state.words.contains("finish it with `hooktop pending --resume \(Self.key) --secret-file -`"))
    #expect(state.pressing("P y").words.contains("It is not sent again"))
  }

  @Test("Only keys that do something for what the cursor stands on are offered")
  func offered() {
    func offered(_ state: State) -> [String] {
      let offers = ["a adopt", "D delete", "f forget", "y send again"]
      return offers.filter { state.words.contains($0) }
    }
    let broken = FoundCreate(
      key: IdempotencyKey(rawValue: "x"), label: "x", status: .unreadable(file: "x", problem: "it is empty"))
    #expect(offered(Fixture.board(Fixture.wide).after(.pendingCreatesFound([broken])).pressing("P")) == ["f forget"])
    #expect(offered(Self.open(Fixture.wide)) == ["f forget"])
    #expect(offered(Self.open(Fixture.wide).pressing("Down")) == ["a adopt", "D delete", "f forget"])
    let sending = Fixture.board(Fixture.wide).after(.pendingCreatesFound([Self.resumable])).pressing("P")
    #expect(offered(sending) == [])
    let waiting = sending.after(
      .createFinished(number: 1, .kept(Self.resumable.key, Failure(.connectionLost))))
    #expect(offered(waiting) == ["y send again"])
    let inDoubt = sending.after(
      .createFinished(number: 1, .kept(Self.resumable.key, Failure(.forbidden), mustTell: true)))
    #expect(offered(inDoubt) == ["f forget", "y send again"])
  }

  @Test("What cannot be decided yet is not decided")
  func underWay() {
    let state = Fixture.board(Fixture.narrow).after(.pendingCreatesFound([Self.resumable])).pressing("P")
    #expect(state.words.contains("You may leave"))
    #expect(state.pressing("f").words.contains("there is nothing to decide yet"))
  }

  @Test("An orphan is noticed with any list and finished once; one that is under way is not sent twice")
  func orphans() {
    var state = Fixture.board(Fixture.narrow)
    let list = Fixture.list(Fixture.subscriptions.map { .readable($0) })
    #expect(state.effects(of: .listLoaded(list)).contains(.findPendingCreates))
    #expect(
      state.effects(of: .pendingCreatesFound([Self.resumable])) == [.resumeCreate(number: 1, Self.resumable.key)])
    #expect(state.effects(of: .pendingCreatesFound([Self.resumable])) == [])
    var kept = state.after(
      .createFinished(number: 1, .kept(Self.resumable.key, Failure(.connectionLost))))
    #expect(kept.effects(of: .pendingCreatesFound([Self.resumable])) == [])
  }

  @Test("One that is still being processed is asked for again after growing pauses, and nothing needs a person")
  func inWork() {
    var state = Fixture.board(Fixture.narrow).after(.pendingCreatesFound([Self.resumable]))
    let answer = Failure(.inWork, status: 409, isFintorosAnswer: true)
    for seconds in [2.0, 4, 8, 16, 32] {
      state = state.after(
        .createFinished(number: 1, .kept(Self.resumable.key, answer, mustTell: false), at: state.now, random: 1))
      #expect(state.words.contains("Fintoro is still processing the create of DWH. Next try in \(Int(seconds)) s."))
      let due = state.now.addingTimeInterval(seconds)
      #expect(!state.effects(of: .clockTicked(due.addingTimeInterval(-0.1))).contains { Self.isResumption($0) })
      #expect(state.effects(of: .clockTicked(due)).contains(.resumeCreate(number: 1, Self.resumable.key)))
    }
    #expect(state.modal == nil)
  }

  private static func isResumption(_ effect: Effect) -> Bool {
    if case .resumeCreate = effect { true } else { false }
  }

  @Test("A list that was asked for before the answer tells nothing of a create; one soon after it proves nothing")
  func olderList() throws {
    let found = FoundCreate(
      key: Self.key, label: "Night", input: SubscriptionInput(Fixture.changed { $0.url = "https://night.example.com" }),
      startedAt: Fixture.now.addingTimeInterval(-30), lastSentAt: Fixture.now.addingTimeInterval(-20))
    let refused = CreateOutcome.kept(Self.key, Failure(.forbidden, status: 403), mustTell: true)
    var state = Fixture.board(Fixture.wide).after(.pendingCreatesFound([found]))
    #expect(state.effects(of: .createFinished(number: 1, refused)).contains(.loadList))
    state = state.after(.pendingCreatesFound([found])).pressing("P")
    #expect(state.words.contains("The list is older than that: what it may have made is shown with the next one."))
    #expect(!state.words.contains("it seems that nothing was made"))

    func list(at date: Date) -> Action {
      .listLoaded(
        Answer(
          SubscriptionList(Fixture.subscriptions.map { .readable($0) }), context: AnswerContext(receivedAt: date)))
    }
    state = state.waiting(2)
    state = state.after(list(at: state.now))
    #expect(state.words.contains("No subscription in the list has its URL yet; the request may still be under way."))
    state = state.waiting(400)
    state = state.after(list(at: state.now))
    #expect(state.words.contains("it seems that nothing was made"))
    let hidden = SubscriptionList([.unreadable(UnreadableSubscription(position: 0, id: 900, problem: "no URL"))])
    state = state.after(.listLoaded(Answer(hidden, context: AnswerContext(receivedAt: state.now))))
    #expect(state.words.contains("it may be among those that could not"))
  }

  @Test("A create that was refused while an earlier try is in doubt needs a person and is not sent again by itself")
  func inDoubt() {
    var state = Fixture.board(Fixture.narrow).after(.pendingCreatesFound([Self.resumable]))
    state = state.after(.createFinished(number: 1, .kept(Self.resumable.key, Failure(.forbidden), mustTell: true)))
    #expect(state.effects(of: .pendingCreatesFound([Self.resumable])) == [])
    state = state.pressing("P")
    #expect(
      state.words.contains("needs you") && state.words.contains("refused now, but an earlier try may have worked"))
    #expect(state.effects(of: .keyPressed("y")) == [.resumeCreate(number: 2, Self.resumable.key)])
  }

  /// The count in the header's mark of pending creates; nil without one.
  private static func pendingMark(_ state: State) -> Int? {
    let header = state.screenText.prefix { $0 != "\n" }
    return (header.firstMatch(of: /5 Pending (\d+)/) ?? header.firstMatch(of: /5:(\d+) pending/)).flatMap { Int($0.1) }
  }

  @Test("A pending create is marked on every screen and in every dialog until it is settled")
  func marked() {
    let found = [Self.stale, Self.resumable, FoundCreate(key: .init(rawValue: "k-3"), label: "CRM", status: .busy)]
    for size in [Size(columns: 60, rows: 16), Fixture.narrow, Fixture.wide] {
      let state = Fixture.board(size).after(.pendingCreatesFound(found))
      for keys in ["Esc", "Esc ?", "Esc Enter", "Esc L", "Esc v", "Esc b", "Esc n", "Esc s", "Esc /"] {
        #expect(Self.pendingMark(state.pressing(keys)) == 3, "\(keys) at \(size)")
      }
    }
    var state = Fixture.board(Fixture.narrow).after(.pendingCreatesFound([Self.resumable]))
    #expect(state.effects(of: .listFailed(Failure(.connectionLost), at: state.now, random: 0)) == [.findPendingCreates])
    state = state.after(.pendingCreatesFound([Self.resumable]))
    #expect(Self.pendingMark(state) == 1)
    let done = state.after(.createFinished(number: 1, .created(Fixture.erp, SecretTests.secret, savedTo: "~/x")))
    #expect(Self.pendingMark(done) == nil)
    #expect(Self.pendingMark(state.after(.createFinished(number: 1, .refused(Failure(.forbidden))))) == nil)
  }

  @Test("A new create is marked from the moment that the journal has it")
  func markedFromEntry() {
    let sent = FormTests.filled().pressing("Enter")
    #expect(Self.pendingMark(sent) == nil)
    #expect(Self.pendingMark(sent.after(.createEntered(number: 1, Self.key))) == 1)
  }

  @Test("One that another hooktop is at is taken up with the first list after that one has died")
  func takenUp() {
    var busy = Self.resumable
    busy.status = .busy
    var state = Fixture.board(Fixture.narrow)
    #expect(state.effects(of: .pendingCreatesFound([busy])) == [])
    #expect(Self.pendingMark(state) == 1)
    #expect(
      state.effects(of: .pendingCreatesFound([Self.resumable])) == [.resumeCreate(number: 1, Self.resumable.key)])
  }

  @Test("A list that works again wakes what waits, but for a time that the server named")
  func woken() {
    let list = Action.listLoaded(Fixture.list(Fixture.subscriptions.map { .readable($0) }))
    let resumption = Effect.resumeCreate(number: 1, Self.resumable.key)
    func waiting(_ failure: Failure) -> State {
      Fixture.board(Fixture.narrow).after(.pendingCreatesFound([Self.resumable]))
        .after(.createFinished(number: 1, .kept(Self.resumable.key, failure)))
    }
    let offline = Action.listFailed(Failure(.unreachable(.refused)), at: Fixture.now, random: 0)
    for kind in [Failure.Kind.connectionLost, .timedOut(seconds: 30), .server, .unreachable(.refused)] {
      var state = waiting(Failure(kind)).after(offline)
      #expect(state.effects(of: list).contains(resumption), "\(kind)")
      #expect(!state.effects(of: list).contains(resumption))
    }
    // The list never failed: a server that answers badly is left in peace, one that was not reached is reached now.
    var steady = waiting(Failure(.server))
    #expect(!steady.effects(of: list).contains(resumption))
    var reached = waiting(Failure(.unreachable(.other)))
    #expect(reached.effects(of: list).contains(resumption))
    var told = waiting(Failure(.server, status: 503, retryAt: Fixture.now.addingTimeInterval(60))).after(offline)
    #expect(!told.effects(of: list).contains(resumption))
  }

  @Test("What a refused token could not finish is tried again when the list is answered again")
  func tokenAccepted() {
    let refused = Failure(.unauthenticated, status: 401, isFintorosAnswer: true)
    var state = Fixture.board(Fixture.narrow).after(.pendingCreatesFound([Self.resumable]))
      .after(.createFinished(number: 1, .kept(Self.resumable.key, refused, mustTell: true)))
      .after(.listFailed(refused, at: Fixture.now, random: 0)).after(.pendingCreatesFound([Self.resumable]))
    #expect(state.words.contains("needs you"))
    state = state.after(.listLoaded(Fixture.list([])))
    #expect(
      state.effects(of: .pendingCreatesFound([Self.resumable])) == [.resumeCreate(number: 2, Self.resumable.key)])
  }

  @Test("Where nothing may be written nothing is finished either")
  func locked() {
    var state = Fixture.board(Fixture.narrow).after(.writeLockFound(.readOnlyProfile("prod")))
    #expect(state.effects(of: .pendingCreatesFound([Self.resumable])) == [])
  }
}
