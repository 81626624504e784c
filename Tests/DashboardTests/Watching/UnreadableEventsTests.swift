import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing

/// Events that could not be read are not known, and never none.
@Suite struct UnreadableEventsTests {
  private static let problem = "`subscribedEvents` is a number; an array of texts was expected"
  private static let healthy = Fixture.changed(Fixture.subscriptions[8]) {
    ($0.subscribedEvents, $0.eventsProblem) = ([], problem)
  }
  private static let failing = Fixture.changed { ($0.subscribedEvents, $0.eventsProblem) = ([], problem) }

  private func board(_ subscription: Subscription) -> State {
    Fixture.board(Fixture.wide, [subscription]).pressing("Down")
  }

  @Test("One that would be healthy is odd, for the field by its name; a trouble stays a trouble")
  func health() {
    let state = board(Self.healthy)
    #expect(state.list.subscription(809)?.health.state == .odd)
    #expect(state.words.contains("Which events it gets is not known: \(Self.problem)."))
    #expect(board(Self.failing).list.subscription(801)?.health.state == .failing)
  }

  @Test("The list, the detail and coverage say that the events are not known", arguments: [Self.healthy, Self.failing])
  func screens(subscription: Subscription) {
    let state = board(subscription)
    let assessed = AssessedSubscription(subscription, at: state.serverTime)
    let cell = SubscriptionColumns.column(.events).text(assessed, .exact(Fixture.zone))
    #expect(cell == "?")
    #expect(state.words.contains("events not known"))
    #expect(state.pressing("Enter").words.contains("events not known: `subscribedEvents` is a number"))
    let coverage = state.pressing("v").words
    #expect(coverage.contains("at most 53 not subscribed 1 subscription's events could not be read"))
    #expect(!coverage.contains("Not subscribed"))
  }

  @Test("A duplicate that would lack events is not made")
  func duplicate() {
    let state = board(Self.healthy).pressing("d")
    #expect(state.screen == .board && state.modal == nil)
    #expect(state.words.contains("Not duplicated: its events could not all be read"))
  }

  @Test("The backfill sheet says that what to fetch is not all there")
  func backfill() {
    let assessed = AssessedSubscription(Self.failing, at: ServerTime(now: Fixture.now))
    let sheet = BackfillSheet(assessed, at: ServerTime(now: Fixture.now), asOf: Fixture.now, baseURL: "https://a.sk")
    #expect(sheet.cautions.first?.hasPrefix("Which events it gets is not fully known") == true)
  }

  @Test("Events that could be read before and after are no change while they cannot")
  func log() {
    let state = Fixture.board(Fixture.wide, [Fixture.erp]).after(.listLoaded(Fixture.list([.readable(Self.failing)])))
      .after(.listLoaded(Fixture.list([.readable(Fixture.erp)])))
    #expect(state.log.entries.isEmpty)
  }
}
