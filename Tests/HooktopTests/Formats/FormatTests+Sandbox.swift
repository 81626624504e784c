import FintoroAPI
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import FintoroSandbox
@testable import hooktop

/// What `hooktop sandbox` reads: its own state, and scenarios that people wrote.
extension FormatTests {
  @Test("A sandbox's subscriptions of both companies, with their times, their secrets and the next id")
  func subscriptions() async throws {
    let home = try RecordedHome()
    let file = try StateFile(home.folder.join("sandbox-state.json"), paths: home.paths)
    let contents = try #require(file.state).contents
    #expect(contents.nextID == 911)
    #expect(contents.subscriptions.map(\.id) == [901, 902, 903, 904, 906, 907, 908, 909, 910])
    let accepts = contents.subscriptions[0]
    #expect(
      accepts.draft
        == SubscriptionDraft(
          name: "Accepts", url: "https://accepts.acme.sk/hooks", isActive: true, subscribedEvents: ["invoices.created"])
    )
    #expect(accepts.secret == "whsec_fintoro_2b32b91f717b27bc342f3e5d54b0782b")
    #expect(seconds(from: accepts.createdAt, to: try #require(accepts.lastFailureAt)) == 30 * 86_400 - 240)
    #expect(seconds(from: accepts.createdAt, to: accepts.updatedAt) == 29 * 86_400)
    let nameless = contents.subscriptions[1]
    #expect(nameless.draft.name == nil && nameless.lastSuccessAt == nil && nameless.lastFailureAt != nil)
    let disabled = contents.subscriptions[4]
    #expect(disabled.draft.isActive == false && disabled.draft.subscribedEvents == ["clients.created", "future.event"])
    #expect(disabled.disabledReason == "Moved to the new CRM")
    #expect(seconds(from: disabled.createdAt, to: try #require(disabled.disabledAt)) == 28 * 86_400)
    #expect(contents.subscriptions[5].companyID == 16)
  }

  @Test("Deliveries in each state, with their attempts")
  func deliveries() throws {
    let contents = try RecordedHome().state("sandbox-state.json").contents.deliveries
    #expect(contents.deliveries.map(\.number) == [1, 2, 3, 4, 5])
    #expect(contents.nextNumber == 6 && contents.forgotten == 0)
    #expect(contents.deliveries.map(\.subscriptionID) == [901, 902, 903, 904, 905])
    #expect(contents.deliveries.map(\.event.resourceID) == [301, 302, 303, 304, 305])
    #expect(contents.deliveries[1].event.type == EventType("orders.created"))
    #expect(
      contents.deliveries.map { $0.attempts.map(\.result.sentence) } == [
        ["accepted with 204"], Array(repeating: "refused with 503", count: 5), [],
        Array(repeating: "nothing accepts connections there", count: 4), Array(repeating: "refused with 410", count: 4),
      ])
    #expect(contents.deliveries[0].progress == .delivered)
    #expect(contents.deliveries[1].progress == .lost)
    guard case .underWay(let since) = contents.deliveries[2].progress else { throw Unexpected.progress }
    #expect(since.timeIntervalSince(contents.deliveries[2].event.occurredAt) < 1)
    guard case .waiting(let until) = contents.deliveries[3].progress else { throw Unexpected.progress }
    #expect(contents.deliveries[3].attempts.last.map { seconds(from: $0.endedAt, to: until) } == 10)
    #expect(contents.deliveries[4].progress == .cancelled)
  }

  @Test("The answers to idempotency keys: the same bytes under the same key get the same answer")
  func answers() async throws {
    let home = try RecordedHome()
    let state = try home.state("sandbox-state.json")
    let answer = try #require(state.contents.answers.first { $0.key.text == "key-2" })
    #expect(answer.key.companyID == 15 && answer.status == 201)
    var ledger = IdempotencyLedger(state.contents.answers, life: .seconds(3_600))
    let remembered = StoredResponse(status: 201, body: Array(answer.body))
    let later = answer.answeredAt + 3_500
    #expect(ledger.begin(answer.key, payload: Array(answer.payload), at: later) == .replay(remembered))
    #expect(ledger.begin(answer.key, payload: Array("{}".utf8), at: later) == .otherPayload)
    #expect(ledger.begin(answer.key, payload: Array(answer.payload), at: answer.answeredAt + 3_700) == .proceed)
    #expect(String(decoding: answer.body, as: UTF8.self).contains(#""name":"Žltý kôň""#))
  }

  @Test("A scenario that was written by hand, with every key there was")
  func scenario() throws {
    let scenario = try ScenarioFileReader.parse(try RecordedHome.byHand("scenario.toml"), shownPath: "scenario.toml")
    let own = try #require(scenario.subscriptions.first)
    #expect(
      own
        == SubscriptionSeed(
          id: 900, name: "ERP sync", url: "https://erp.acme.sk/hooks",
          subscribedEvents: ["invoices.paid", "tasks.done"],
          past: SubscriptionPast(success: 7_200, failure: 240, created: 30 * 86_400)))
    #expect(scenario.subscriptions.dropFirst().elementsEqual(Scenario.demo.subscriptions))
    #expect(scenario.faults == [try Fault("429=7 x3")])
    #expect(scenario.endpoints.allowsLoopback)
    #expect(scenario.script.seed == 53)
    #expect(scenario.assumptions.lastFailureAt == .everyAttempt)
    #expect(
      scenario.script.events == [
        EventSchedule(EventType("invoices.paid"), companyID: 15, first: 5, every: 10, times: 100, resourceID: 301)
      ])
    #expect(
      scenario.script.outcomes == [
        OutcomeRule(
          .answer(status: 503), subscriptionID: 900, type: nil, attempts: 1...4, during: 30..<90, probability: 0.5)
      ])
  }

  /// Whole ones: times are kept as fractions that have no exact form.
  private func seconds(from start: Date, to end: Date) -> Double { end.timeIntervalSince(start).rounded() }

  private enum Unexpected: Error { case progress }
}
