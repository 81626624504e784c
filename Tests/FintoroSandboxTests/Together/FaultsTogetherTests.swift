import TestSupport
import Testing

@testable import FintoroSandbox

@Suite("Faults and many requests at once")
struct FaultsTogetherTests {
  @Test("A fault meets exactly as many of them as it says", .timeLimit(.minutes(5)))
  func counted() async throws {
    let configuration = SandboxConfiguration(rateLimit: 1_000, scenario: .empty, faults: [try Fault("503 x5")])
    try await withSandbox(configuration) { _, api in
      let statuses = try await together(16) { _ in try await api.get("/whoami").status }
      #expect(statuses.count { $0 == 503 } == 5)
      #expect(statuses.count { $0 == 200 } == 11)
    }
  }

  @Test("All that are held up go on when the faults are cleared", .timeLimit(.minutes(5)))
  func cleared() async throws {
    let faults = FaultRegistry([try Fault("hold=600")], seed: 1)
    async let held: [Void] = together(100) { _ in
      let plan = await faults.take(method: "GET", path: "/whoami")
      try await faults.wait(seconds: plan.hold, unlessClearedSince: plan.clearings)
    }
    while await faults.entries.first?.met ?? 100 < 50 { await Task.yield() }
    await faults.clear()
    #expect(try await held.count == 100)
  }

  @Test(
    "One that a fault met is not held up when the faults were cleared before it came so far", .timeLimit(.minutes(5)))
  func clearedBefore() async throws {
    let faults = FaultRegistry([try Fault("hold=600")], seed: 1)
    let plan = await faults.take(method: "GET", path: "/whoami")
    await faults.clear()
    try await faults.wait(seconds: plan.hold, unlessClearedSince: plan.clearings)
  }
}
