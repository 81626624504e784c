import FintoroSandbox
import FintoroWebhooks
import Foundation
import Testing

@Suite("Scenarios in which something goes on")
struct LivelyScenarioTests {
  /// Runs a scenario on a clock of the test's own.
  private static func run(_ scenario: Scenario, _ body: (API, TestClock) async throws -> Void) async throws {
    let clock = TestClock()
    let configuration = SandboxConfiguration(
      rateLimit: 1_000_000, scenario: scenario, clock: { clock.now }, sleep: clock.sleep)
    try await withSandbox(configuration) { (_, api) async throws in try await body(api, clock) }
  }

  /// Asks until a subscription is in a state; a test that waits in vain is ended by the suite's limit.
  private static func wait(_ id: Int, _ state: HealthState, _ api: API, _ clock: TestClock) async throws {
    while try await api.get("/webhook-subscriptions/\(id)").read(SeenSubscription.self).state(at: clock.now) != state {
      await Task.yield()
    }
  }

  @Test("In the outage receivers fail and recover as one watches", .timeLimit(.minutes(5)))
  func outage() async throws {
    try await Self.run(.outage) { api, clock in
      #expect(Set(try await api.list().map { $0.state(at: clock.now) }) == [.ok])
      clock.advance(by: 40)
      try await Self.wait(801, .failing, api, clock)
      clock.advance(by: 60)
      try await Self.wait(801, .recovered, api, clock)
      try await Self.wait(802, .failing, api, clock)
      #expect(try await api.get("/webhook-subscriptions/805").read(SeenSubscription.self).lastFailureAt == nil)
    }
  }

  @Test("On the busy day a subscription hears of what happens, all the time", .timeLimit(.minutes(5)))
  func busy() async throws {
    try await Self.run(.busy) { api, clock in
      for _ in 1...3 {
        clock.advance(by: 60)
        let now = ISO8601.text(clock.now)
        while try await api.list().filter({ $0.lastSuccessAt == now }).count < 5 { await Task.yield() }
      }
    }
  }
}
