import FintoroWebhooks
import Testing

@Suite("Health state")
struct HealthStateTests {
  @Test(
    "Each state has its word, weight and symbol",
    arguments: [
      (HealthState.failing, "failing", HealthWeight.critical, "✖"), (.neverOK, "never ok", .critical, "✗"),
      (.recovered, "recovered", .warning, "◐"), (.silent, "silent", .warning, "?"), (.odd, "odd", .notice, "!"),
      (.disabled, "disabled", .notice, "‖"), (.new, "new", .notice, "○"), (.quiet, "quiet", .notice, "·"),
      (.ok, "ok", .good, "✔"),
    ])
  func facts(_ state: HealthState, _ word: String, _ weight: HealthWeight, _ symbol: String) {
    #expect(state.word == word)
    #expect(state.weight == weight)
    #expect(String(state.symbol) == symbol)
  }

  @Test("No two states share a word or a symbol")
  func distinct() {
    #expect(HealthState.allCases.count == 9)
    #expect(Set(HealthState.allCases.map(\.word)).count == 9)
    #expect(Set(HealthState.allCases.map(\.symbol)).count == 9)
  }

  @Test("Weights rise from good over notice and warning to critical")
  func weights() {
    #expect(HealthWeight.allCases.sorted() == [.good, .notice, .warning, .critical])
    #expect(HealthWeight.allCases.sorted().map(\.word) == ["good", "notice", "warning", "critical"])
  }
}
