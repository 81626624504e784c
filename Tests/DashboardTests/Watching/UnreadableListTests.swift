import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing

/// What could not be read in a list is not known: nothing follows from its not being there.
@Suite struct UnreadableListTests {
  private static func unreadable(ids: [Int?]) -> Answer<SubscriptionList> {
    Fixture.list(
      ids.enumerated().map {
        .unreadable(UnreadableSubscription(position: $0.offset, id: $0.element, problem: "`url` is missing"))
      })
  }

  private static let whole = Fixture.list(Fixture.subscriptions.map { .readable($0) })
  private static let nameless = unreadable(ids: Fixture.subscriptions.map { _ in nil })
  private static let named = unreadable(ids: Fixture.subscriptions.map(\.id))

  @Test("What was unreadable in between is neither gone nor new", arguments: [Self.nameless, Self.named])
  func between(answer: Answer<SubscriptionList>) {
    let state = Fixture.board(Fixture.wide).after(.listLoaded(answer))
    #expect(state.log.entries.isEmpty)
    let back = state.after(.listLoaded(Self.whole))
    #expect(back.log.entries.isEmpty)
    #expect(back.board.unseen.isEmpty)
  }

  @Test("What changed while it could not be read, and what is gone after it, is seen with the next list")
  func changed() {
    let kept = Fixture.changed { $0.url = "https://erp2.acme.sk/" }
    let state = Fixture.board(Fixture.wide).after(.listLoaded(Self.named))
      .after(.listLoaded(Fixture.list([.readable(kept)])))
    let log = state.pressing("L").words
    #expect(log.contains("ERP sync changed: URL"))
    #expect(log.contains("BI export gone from the list"))
    #expect(!log.contains("ERP sync was deleted"))
  }

  @Test("One that the list lacks is gone although another with an id cannot be read")
  func gone() {
    let log = Fixture.board(Fixture.wide).after(.listLoaded(Self.unreadable(ids: [801]))).pressing("L").words
    #expect(log.contains("BI export gone from the list"))
    #expect(!log.contains("ERP sync"))
  }

  @Test("Coverage tells how many could not be read and says of no event that it is not subscribed")
  func coverage() {
    let state = Fixture.board(Fixture.wide).after(.listLoaded(Self.nameless)).pressing("v")
    #expect(
      state.words.contains(
        "0 safe · 0 not proven · 0 only broken · at most 53 not subscribed 9 subscriptions' events could not be read"))
    for lie in ["· 53 not subscribed", "none", "Not subscribed", "Every event type"] {
      #expect(!state.words.contains(lie))
    }
    let new = state.pressing("n")
    #expect(new.context == .coverage)
    #expect(new.words.contains("What is not subscribed is not known. 9 subscriptions' events could not be read."))
  }

  @Test("The worst state of a company whose subscriptions cannot be read is not known")
  func overview() {
    var companies = Fixture.companies(Fixture.wide).after(.listLoaded(Self.nameless), of: "prod").pressing("o")
    #expect(companies.state.words.contains("! not known"))
    #expect(!companies.state.words.contains("empty"))
    // One that is known to be in trouble is at least as bad as that.
    companies = companies.after(
      .listLoaded(Fixture.list(Self.nameless.value.elements + [.readable(Fixture.erp)])), of: "prod")
    #expect(companies.state.words.contains("✖ failing"))
  }

  @Test("The detail says that it could not be read, not that it is gone", arguments: [Self.nameless, Self.named])
  func detail(answer: Answer<SubscriptionList>) {
    let words = Fixture.onERP(Fixture.wide).pressing("Enter").after(.listLoaded(answer)).words
    #expect(words.contains("ERP sync"))
    #expect(words.contains("could not be read"))
    #expect(!words.contains("any more"))
  }
}
