import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct DraftTests {
  private static func form() -> State {
    Fixture.board(Fixture.narrow).after(.draftsLoaded(Drafts())).pressing("n").typing("Night")
  }

  private static let typed = Drafts(
    new: Draft(name: "Night", url: "https://", isActive: true, events: []))

  private func saved(_ effects: [Effect]) -> Drafts? {
    effects.lazy.compactMap { if case .saveDrafts(let change) = $0 { change.wanted } else { nil } }.first
  }

  @Test("What is typed is written once a second, one write at a time")
  func written() {
    var state = Self.form()
    #expect(saved(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(0.5)))) == nil)
    #expect(state.nextTick.map { $0 <= Fixture.now.addingTimeInterval(1) } == true)
    #expect(saved(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(1)))) == Self.typed)
    state = state.typing("ly")
    #expect(saved(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(5)))) == nil)
    var done = state.after(.draftsSaved(.saved()))
    #expect(saved(done.effects(of: .clockTicked(Fixture.now.addingTimeInterval(6))))?.new?.name == "Nightly")
  }

  @Test("A draft that was sent or emptied goes from the disk")
  func removed() {
    let kept = Self.form().waiting(1).after(.draftsSaved(.saved()))
    var emptied = kept.pressing("Ctrl-U")
    #expect(saved(emptied.effects(of: .clockTicked(emptied.now.addingTimeInterval(1)))) == Drafts())
  }

  private static let key = IdempotencyKey(rawValue: "k-1")

  private func isCreate(_ effect: Effect) -> Bool { if case .create = effect { true } else { false } }

  @Test("Create sends nothing before what was typed is on the disk, and it stays there until the journal has it")
  func savedBeforeCreate() throws {
    var state = FormTests.filled().after(.draftsLoaded(Self.typed))
    let typed = Drafts(new: try #require(state.form?.asDraft))
    let pressed = state.effects(of: .keyPressed(.enter))
    #expect(saved(pressed) == typed && !pressed.contains(where: isCreate))
    #expect(state.screenText.contains("Creating"))
    let kept = state.effects(of: .draftsSaved(.saved()))
    #expect(kept.count == 1 && kept.contains(where: isCreate))
    #expect(saved(state.effects(of: .clockTicked(state.now.addingTimeInterval(9)))) == nil)

    // Whoever sends it has taken the draft from the disk by then.
    let entered = state.after(.createEntered(number: 1, Self.key))
    var waiting = entered
    #expect(saved(waiting.effects(of: .clockTicked(waiting.now.addingTimeInterval(9)))) == nil)
    var refused = entered.after(.createFinished(number: 1, .refused(Failure(.invalid(fields: ["url": ["no"]])))))
    #expect(saved(refused.effects(of: .clockTicked(refused.now.addingTimeInterval(9)))) == typed)
  }

  @Test("A form that was left while its create was not in the journal stays on the disk, and comes back if it fails")
  func leftBeforeEntry() throws {
    var state = FormTests.filled().after(.draftsLoaded(Self.typed))
    let typed = try #require(state.form?.asDraft)
    state = state.pressing("Enter Esc").after(.draftsSaved(.saved()))
    #expect(saved(state.effects(of: .clockTicked(state.now.addingTimeInterval(9)))) == nil)
    state = state.after(.createFinished(number: 1, .companyUnknown(Failure(.connectionLost))))
    #expect(state.words.contains("What was typed is kept; press n to continue."))
    #expect(state.pressing("n").form?.asDraft == typed)
  }

  @Test("Where drafts cannot be kept, or another hooktop keeps one, a create does not wait for them")
  func notWaiting() {
    var unusable = FormTests.filled().after(.draftsUnusable(problem: "The file is not ours."))
    #expect(unusable.effects(of: .keyPressed(.enter)).contains(where: isCreate))
    var state = FormTests.filled().after(.draftsLoaded(Self.typed)).pressing("Enter")
    #expect(state.effects(of: .draftsSaved(.failed(problem: "The disk is full."))).contains(where: isCreate))
    let other = Draft(name: "Theirs", url: "https://", isActive: true, events: [])
    state = FormTests.filled().after(.draftsLoaded(Drafts())).pressing("Enter")
    #expect(state.effects(of: .draftsSaved(.saved(foreign: [other]))).contains(where: isCreate))
  }

  @Test("Leaving before it was sent keeps it as a draft and sends nothing")
  func leavingBeforeEntry() {
    var state = FormTests.filled().after(.draftsLoaded(Self.typed)).pressing("Enter Ctrl-C")
    #expect(!state.isFinished)
    #expect(!state.effects(of: .draftsSaved(.saved())).contains(where: isCreate))
    #expect(state.exitReason == .quit)
  }

  @Test("Drafts of an earlier run are there for n and e")
  func loaded() {
    let base = SubscriptionInput(Fixture.erp)
    let drafts = Drafts(
      new: Self.typed.new,
      edits: [
        Draft(
          edited: .init(id: 801, base: base), name: "ERP 9", url: base.url, isActive: true,
          events: base.subscribedEvents)
      ])
    let state = Fixture.onERP().after(.draftsLoaded(drafts))
    #expect(state.words.contains("n to continue"))
    #expect(state.pressing("n").form?.name.text == "Night")
    #expect(state.pressing("e").after(.subscriptionRead(id: 801, .read(Fixture.erp))).form?.name.text == "ERP 9")
  }

  @Test("An edit of an earlier run is named by its subscription")
  func named() {
    let base = SubscriptionInput(Fixture.erp)
    let edit = Draft(
      edited: .init(id: 801, base: base), name: "Other", url: base.url, isActive: true, events: base.subscribedEvents)
    let one = Fixture.board(Fixture.wide).after(.draftsLoaded(Drafts(edits: [edit])))
    #expect(one.words.contains("Unsaved edit of ERP sync from an earlier run: e on its row continues."))
    let two = Fixture.board(Fixture.wide).after(.draftsLoaded(Drafts(edits: [edit, edit])))
    #expect(two.words.contains("Unsaved edit of ERP sync and 1 more"))
  }

  @Test("Discard throws a draft away, Esc keeps it")
  func discarded() {
    let form = Self.form()
    #expect(form.screenText.contains("Discard"))
    #expect(form.pressing("Esc n").screenText.contains("Night"))
    let discarded = form.pressing("Shift-Tab Shift-Tab Enter")
    #expect(discarded.screen == .board)
    #expect(discarded.screenText.contains("Draft discarded."))
    #expect(!discarded.pressing("n").screenText.contains("Night"))
    #expect(discarded.pressing("n").screenText.contains("Cancel"))
  }

  @Test("A draft that comes when its form is open already gets a file for its secret by its own name")
  func loadedLate() {
    var state = Fixture.board(Fixture.narrow).pressing("n")
    #expect(state.effects(of: .draftsLoaded(Self.typed)) == [.proposeSecretFile(name: "Night", url: "https://")])
    #expect(state.form?.name.text == "Night")
  }

  @Test("Drafts that cannot be read are said so, and never written over")
  func unusable() {
    var state = Fixture.board(Fixture.narrow).after(.draftsUnusable(problem: "The file is not ours."))
    #expect(state.words.contains("Drafts are not saved in this run. The file is not ours."))
    state = state.pressing("n").typing("Night")
    #expect(saved(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(9)))) == nil)
  }

  @Test("Leaving waits until what was typed is on the disk, and no longer")
  func leaving() {
    var state = Self.form()
    #expect(saved(state.effects(of: .keyPressed(.control("c")))) == Self.typed)
    #expect(!state.isFinished)
    #expect(state.after(.draftsSaved(.saved())).exitReason == .quit)
    #expect(state.after(.draftsSaved(.failed(problem: "The disk is full."))).exitReason == .quit)
  }

  @Test("Where another hooktop keeps a draft of a new one it is said once, the form stays, and leaving tries again")
  func foreign() {
    let other = Draft(name: "Theirs", url: "https://", isActive: true, events: [])
    var state = Self.form().waiting(1).after(.draftsSaved(.saved(foreign: [other])))
    let sentence = "Another hooktop has a draft of a new subscription (Theirs): this one is kept until you quit."
    #expect(state.words.contains(sentence))
    #expect(state.form?.name.text == "Night")
    #expect(saved(state.effects(of: .clockTicked(state.now.addingTimeInterval(9)))) == nil)
    let again = state.typing("ly").waiting(1).after(.draftsSaved(.saved(foreign: [other])))
    #expect(!again.words.contains("Another hooktop"))
    #expect(saved(state.effects(of: .keyPressed(.control("c")))) == Self.typed)
    let left = state.after(.draftsSaved(.saved(foreign: [other])))
    #expect(left.exitReason == .quit)
    #expect(left.custody.exitMessages.first?.contains("another hooktop has one of a new subscription") == true)
  }
}
