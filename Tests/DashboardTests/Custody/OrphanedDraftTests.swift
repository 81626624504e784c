import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing

/// Edits whose subscription was deleted before they were saved.
@Suite struct OrphanedDraftTests {
  private static let others = Fixture.subscriptions.filter { $0.id != 801 }.map { ListedSubscription.readable($0) }
  private static let gone = Action.listLoaded(Fixture.list(others))

  private func edited(_ state: State) -> State {
    state.pressing("Home Down e").after(.subscriptionRead(id: 801, .read(Fixture.erp))).typing(" 2")
  }

  @Test("Esc from a form whose subscription is gone keeps it for n, and promises no e")
  func left() {
    let state = edited(Fixture.board(Fixture.wide)).after(Self.gone).pressing("Esc")
    #expect(state.words.contains("ERP sync was deleted; this is now the draft of a new one"))
    #expect(!state.words.contains("e to continue"))
    #expect(state.editDrafts.isEmpty)
    let new = state.pressing("n").form
    #expect(new?.name.text == "ERP sync 2" && new?.edited == nil)
    #expect(Set(new?.events ?? []) == Set(Fixture.erp.subscribedEvents))
  }

  @Test("A draft that was left before is offered when a list does not have its subscription any more")
  func later() {
    let kept = edited(Fixture.board(Fixture.wide)).pressing("Esc")
    #expect(kept.words.contains("e to continue"))
    let state = kept.after(Self.gone)
    #expect(state.draft?.name.text == "ERP sync 2" && state.editDrafts.isEmpty)
    #expect(state.words.contains("ERP sync was deleted"))
  }

  @Test("Where n has another draft nothing is lost: the edit is offered after it")
  func another() {
    let night = Fixture.board(Fixture.wide).pressing("n").typing("Night").pressing("Esc")
    let state = edited(night).after(Self.gone).pressing("Esc")
    #expect(state.words.contains("ERP sync was deleted, and n has another draft"))
    #expect(state.draft?.name.text == "Night" && state.editDrafts.count == 1)
    let emptied = state.pressing("n Ctrl-U Esc").after(Self.gone)
    #expect(emptied.draft?.name.text == "ERP sync 2" && emptied.editDrafts.isEmpty)
  }

  @Test(
    "One that is only not to be read, or may be, keeps its draft for e",
    arguments: [801, nil] as [Int?])
  func unreadable(id: Int?) {
    let row = ListedSubscription.unreadable(UnreadableSubscription(position: 0, id: id, problem: "`url` is missing"))
    let state = edited(Fixture.board(Fixture.wide)).after(.listLoaded(Fixture.list(Self.others + [row]))).pressing(
      "Esc")
    #expect(state.words.contains("e to continue"))
    #expect(state.editDrafts.count == 1 && state.draft == nil)
  }

  @Test("Drafts of an earlier run are offered the same way, whichever comes first, they or the list")
  func earlier() {
    let base = SubscriptionInput(Fixture.erp)
    let drafts = Drafts(edits: [
      Draft(
        edited: .init(id: 801, base: base), name: "ERP 9", url: base.url, isActive: true, events: base.subscribedEvents)
    ])
    let start = Fixture.start(Fixture.wide)
    for state in [
      start.after(Self.gone).after(.draftsLoaded(drafts)), start.after(.draftsLoaded(drafts)).after(Self.gone),
    ] {
      #expect(state.draft?.name.text == "ERP 9" && state.editDrafts.isEmpty)
      #expect(state.words.contains("n continues it"))
    }
  }

  @Test("A save that finds nothing there any more promises no e either")
  func saved() {
    let state = Fixture.reviewing(Fixture.wide).pressing("y Esc").after(.editFinished(id: 801, .gone))
    #expect(state.words.contains("ERP sync was deleted meanwhile."))
    #expect(!state.words.contains("e to continue"))
    #expect(state.after(Self.gone).draft?.name.text == "ERP sync 2")
  }
}
