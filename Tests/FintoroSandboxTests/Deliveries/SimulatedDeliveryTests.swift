import FintoroSandbox
import FintoroWebhooks
import Foundation
import NIOHTTP1
import Testing

@Suite("Simulated deliveries")
struct SimulatedDeliveryTests {
  private static let url = "https://erp.acme.sk/hooks"

  /// A sandbox on a clock of the test's own.
  private func withScript<Value>(
    _ outcomes: [OutcomeRule] = [], events: [EventSchedule] = [], settings: DeliverySettings = DeliverySettings(),
    mark: Assumptions.FailureMark = .lastAttempt, _ body: (API, TestClock) async throws -> Value
  ) async throws -> Value {
    let clock = TestClock()
    var configuration = SandboxConfiguration(
      scenario: .empty, deliveries: settings, clock: { clock.now }, sleep: clock.sleep)
    configuration.scenario.script = DeliveryScript(events: events, outcomes: outcomes)
    configuration.scenario.assumptions.lastFailureAt = mark
    return try await withSandbox(configuration) { _, api in try await body(api, clock) }
  }

  @Test("An event reaches each active subscription of the company to its type, and nobody else")
  func whoIsTold() async throws {
    try await withScript { api, _ in
      let first = try await api.subscribe(Self.url)
      let second = try await api.subscribe(Self.url, to: ["orders.created", "invoices.paid"])
      _ = try await api.subscribe(Self.url, to: ["invoices.created"])
      let inactive = try await api.create(
        #"{"url":"https://erp.acme.sk/","isActive":false,"subscribedEvents":["invoices.paid"]}"#)
      #expect(inactive.status == 201)
      _ = try await api.with(token: SandboxTokens.secondWrite).subscribe(Self.url)
      let reply = try await api.emit("invoices.paid")
      #expect(reply.status == 202)
      let seen = try await api.deliveries { $0.allSatisfy { $0.state == "delivered" } }
      #expect(seen.map(\.subscriptionId) == [second.id, first.id])
      #expect(seen.allSatisfy { $0.simulated && $0.type == "invoices.paid" })
      #expect(seen.map(\.resource) == [.init(type: "invoice", id: 301), .init(type: "invoice", id: 301)])
      #expect(Set(seen.map(\.id)).count == 2)
    }
  }

  @Test("A delivery that is accepted moves lastSuccessAt and nothing else")
  func success() async throws {
    try await withScript { api, clock in
      let made = try await api.subscribe(Self.url)
      clock.advance(by: 60)
      try await api.emit("invoices.paid")
      let seen = try await api.deliveries { $0.first?.state == "delivered" }
      #expect(seen[0].attempts.map(\.result) == ["accepted with 204"])
      var expected = made
      expected.plainTextSecret = nil
      expected.lastSuccessAt = "2026-03-18T15:05:05Z"
      #expect(try await api.list() == [expected])
    }
  }

  @Test(
    "A delivery is tried five times, 10, 100, 1000 and 10000 s apart at speed 1, then it is lost",
    arguments: [1, 10.0])
  func ladder(speed: Double) async throws {
    let rules = [OutcomeRule(.answer(status: 503))]
    try await withScript(rules, settings: DeliverySettings(speed: speed)) { api, clock in
      _ = try await api.subscribe(Self.url)
      try await api.emit("invoices.paid")
      for (attempt, wait) in [10, 100, 1_000, 10_000].enumerated() {
        _ = try await api.deliveries { $0[0].attempts.count == attempt + 1 }
        clock.advance(by: Double(wait) / speed - 0.001)
        #expect(try await api.deliveries()[0].attempts.count == attempt + 1)
        clock.advance(by: 0.001)
      }
      let lost = try await api.deliveries { $0[0].state == "lost" }[0]
      #expect(lost.attempts.map(\.status) == Array(repeating: 503, count: 5))
      #expect(lost.attempts.map(\.result).allSatisfy { $0 == "refused with 503" })
      let starts = lost.attempts.compactMap { ISO8601.date($0.startedAt) }
      #expect(
        starts.map { $0.timeIntervalSince(TestClock.start) }
          == [0, 10, 110, 1_110, 11_110].map { ($0 / speed).rounded(.down) })
      clock.advance(by: 1_000_000)
      #expect(try await api.deliveries()[0] == lost)
    }
  }

  @Test("lastFailureAt moves at every failed attempt, or only at the last one, as was chosen")
  func failureMark() async throws {
    for mark in Assumptions.FailureMark.allCases {
      try await withScript([OutcomeRule(.unreachable)], mark: mark) { api, clock in
        _ = try await api.subscribe(Self.url)
        try await api.emit("invoices.paid")
        var times: [String?] = []
        for (attempt, wait) in [10.0, 100, 1_000, 10_000, 0].enumerated() {
          _ = try await api.deliveries { $0[0].attempts.count == attempt + 1 }
          times.append(try await api.list()[0].lastFailureAt)
          clock.advance(by: wait)
        }
        #expect(times.last == "2026-03-18T18:09:15Z")
        #expect(Set(times.dropLast()).count == (mark == .everyAttempt ? 4 : 1))
        #expect((times[0] == nil) == (mark == .lastAttempt))
      }
    }
  }

  @Test("A receiver that times out fails after 10 s, and the next attempt comes 10 s after that")
  func timeOut() async throws {
    try await withScript([OutcomeRule(.timeOut, attempts: 1...1)]) { api, clock in
      _ = try await api.subscribe(Self.url)
      try await api.emit("invoices.paid")
      _ = try await api.deliveries { $0[0].state == "under-way" }
      clock.advance(by: 10)
      let failed = try await api.deliveries { $0[0].state == "waiting" }[0]
      #expect(failed.attempts.map(\.result) == ["no answer within 10 s"])
      #expect(failed.attempts.map(\.seconds) == [10])
      #expect(failed.nextAttemptAt == "2026-03-18T15:04:25Z")
      clock.advance(by: 10)
      #expect(try await api.deliveries { $0[0].state == "delivered" }[0].attempts.count == 2)
    }
  }

  @Test("Switching off stops new deliveries; those on their way go on")
  func switchedOff() async throws {
    try await withScript([OutcomeRule(.unreachable, attempts: 1...1)]) { api, clock in
      let made = try await api.subscribe(Self.url)
      try await api.emit("invoices.paid")
      _ = try await api.deliveries { $0[0].state == "waiting" }
      let off = #"{"url":"\#(Self.url)","isActive":false,"subscribedEvents":["invoices.paid"]}"#
      #expect(try await api.send(.PUT, "/webhook-subscriptions/\(made.id)", off).status == 200)
      #expect(try await api.emit("invoices.paid").text.contains("nobody is told"))
      clock.advance(by: 10)
      let seen = try await api.deliveries { $0[0].state == "delivered" }
      #expect(seen.count == 1)
    }
  }

  @Test("With a deleted subscription go the deliveries that were on their way")
  func deleted() async throws {
    try await withScript([OutcomeRule(.unreachable)]) { api, clock in
      let made = try await api.subscribe(Self.url)
      try await api.emit("invoices.paid")
      _ = try await api.deliveries { $0[0].state == "waiting" }
      #expect(try await api.send(.DELETE, "/webhook-subscriptions/\(made.id)").status == 204)
      let gone = try await api.deliveries()
      #expect(gone.map(\.state) == ["cancelled"])
      clock.advance(by: 100_000)
      #expect(try await api.deliveries() == gone)
    }
  }

  @Test("Events of a script happen at their times, and receivers fail in the time that it says")
  func script() async throws {
    let events = [EventSchedule(EventType("invoices.paid"), first: 5, every: 10, times: 3, resourceID: 40)]
    let rules = [OutcomeRule(.answer(status: 500), during: 10..<20)]
    try await withScript(rules, events: events) { api, clock in
      _ = try await api.subscribe(Self.url)
      #expect(try await api.deliveries() == [])
      for (seconds, state) in [(5.0, "delivered"), (10, "waiting"), (10, "delivered")] {
        let before = try await api.deliveries().count
        clock.advance(by: seconds)
        #expect(try await api.deliveries { $0.count == before + 1 && $0[0].attempts.count == 1 }[0].state == state)
      }
      #expect(
        try await api.deliveries { $0.allSatisfy { $0.state == "delivered" } }.map(\.resource.id) == [42, 41, 40])
      clock.advance(by: 1_000)
      #expect(try await api.deliveries().count == 3)
    }
  }

  @Test("Off means that nobody is told")
  func off() async throws {
    try await withScript(settings: DeliverySettings(mode: .off)) { api, _ in
      _ = try await api.subscribe(Self.url)
      #expect(try await api.emit("invoices.paid").text.contains("Deliveries are off"))
      #expect(try await api.deliveries() == [])
    }
  }
}
