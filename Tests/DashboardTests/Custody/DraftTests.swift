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
    var sent = FormTests.filled().after(.draftsLoaded(Self.typed)).pressing("Enter")
    #expect(saved(sent.effects(of: .clockTicked(sent.now.addingTimeInterval(1)))) == Drafts())
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
