import FintoroSandbox
import Testing

@Suite("The hostile and the newer scenario")
struct HostileScenarioTests {
  @Test("Names, reasons and event types hold what a terminal must not be shown, and come over HTTP unharmed")
  func hostile() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .hostile)) { (_, api) async throws in
      let list = try await api.list()
      let seeds = Scenario.hostile.subscriptions.sorted { $0.id < $1.id }
      #expect(list.map(\.name) == seeds.map(\.name))
      #expect(list.map(\.disabledReason) == seeds.map(\.past.reason))
      let scalars = list.compactMap(\.name).joined().unicodeScalars
      for scalar: Unicode.Scalar in [
        "\u{0}", "\u{7}", "\u{1B}", "\u{9B}", "\u{7F}", "\u{202E}", "\u{200B}", "\u{2028}",
      ] {
        #expect(scalars.contains(scalar), "\(scalar.value)")
      }
      #expect(list.contains { $0.name?.unicodeScalars.count == 255 })
      #expect(list.contains { $0.url.count == 2048 })
      #expect(list.last?.id == 9_007_199_254_740_991)
      #expect(try await api.create().read(SeenSubscription.self).id < 2000)
    }
  }

  @Test("The newer server has event types and fields that no contract has")
  func newer() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .newerServer)) { (_, api) async throws in
      #expect(try await api.list().flatMap(\.subscribedEvents).contains("tasks.done"))
      for path in ["/whoami", "/webhook-subscriptions", "/webhook-subscriptions/801"] {
        #expect(try await api.get(path).text.contains(#""apiVersion":2"#))
      }
    }
  }
}
