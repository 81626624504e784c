import FintoroSandbox
import FintoroWebhooks
import Foundation
import Testing

@Suite("Scenarios")
struct ScenarioTests {
  @Test("The demo shows every health state at its start, three subscriptions being ok")
  func demo() async throws {
    let clock = TestClock()
    try await withSandbox(SandboxConfiguration(scenario: .demo, clock: { clock.now })) { _, api in
      let list = try await api.list()
      let states = list.map { $0.state(at: clock.now) }
      let named = Dictionary(uniqueKeysWithValues: zip(list.map { $0.name ?? "" }, states))
      #expect(
        named == [
          "ERP sync": .failing, "BI export": .neverOK, "Invoices → DWH": .recovered, "Old CRM": .disabled,
          "Quotes bot": .new, "Warehouse mirror": .ok, "Price list to e-shop": .ok, "Bank matching": .ok,
          "Payments feed": .silent, "Received invoices archive": .quiet, "Supplier portal": .odd,
        ])
      #expect(Set(states) == Set(HealthState.allCases))
      #expect(list.flatMap(\.subscribedEvents).allSatisfy { EventType($0).isKnown })
      #expect(list.allSatisfy { EndpointRules.violations(of: $0.url).isEmpty && !$0.subscribedEvents.isEmpty })
      #expect(try await api.with(token: SandboxTokens.secondWrite).list().map { $0.state(at: clock.now) } == [.ok])
    }
  }

  @Test("The empty scenario has no subscription in either company")
  func empty() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .empty)) { _, api in
      let list = try await api.get("/webhook-subscriptions")
      #expect(list.text == #"{"data":[]}"#)
      #expect(try await api.with(token: SandboxTokens.secondWrite).list() == [])
    }
  }

  @Test("The huge scenario has as many as asked for, in every state, the same at every start", arguments: [0, 1, 1000])
  func huge(count: Int) async throws {
    let configuration = SandboxConfiguration(scenario: .huge(count: count), seed: 1, clock: { TestClock.start })
    let bodies = [
      try await withSandbox(configuration) { _, api in try await api.get("/webhook-subscriptions") },
      try await withSandbox(configuration) { _, api in try await api.get("/webhook-subscriptions") },
    ]
    #expect(bodies[0].body == bodies[1].body)
    let list = try bodies[0].read(SeenList.self).data
    #expect(list.count == count)
    #expect(list.allSatisfy { $0.companyId == 15 })
    if count == 1000 {
      #expect(list[76].name == "Endpoint 00077")
      #expect(list.map(\.id) == Array(801...1800))
      #expect(Set(list.map { $0.state(at: TestClock.start) }) == Set(HealthState.allCases))
    }
  }
}

extension SeenSubscription {
  func state(at now: Date) -> HealthState {
    func time(_ text: String?) -> Timestamp { text.map(Timestamp.init(iso8601:)) ?? .never }
    let subscription = Subscription(
      id: id, url: url, isActive: isActive, subscribedEvents: subscribedEvents.map(EventType.init(rawValue:)),
      lastSuccessAt: time(lastSuccessAt), lastFailureAt: time(lastFailureAt), disabledAt: time(disabledAt),
      createdAt: time(createdAt), updatedAt: time(updatedAt))
    return Health.of(subscription, at: ServerTime(now: now)).state
  }
}
