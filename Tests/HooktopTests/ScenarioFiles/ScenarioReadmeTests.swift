import FintoroSandbox
import Foundation
import Testing

@testable import hooktop

@Suite("The scenario file in README")
struct ScenarioReadmeTests {
  @Test("README's example can be used as it stands")
  func example() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../README.md")
    let readme = try String(contentsOf: file.standardized, encoding: .utf8)
    let start = try #require(readme.range(of: "```toml\nbase = "))
    let text = readme[start.lowerBound...].dropFirst("```toml\n".count).components(separatedBy: "```")[0]
    let scenario = try ScenarioFileReader.parse(text, shownPath: "own.toml")
    #expect(scenario.subscriptions.first?.id == 900)
    #expect(scenario.subscriptions.count == Scenario.demo.subscriptions.count + 1)
    #expect(scenario.script.events.count == 1 && scenario.script.outcomes.count == 1)
    #expect(scenario.faults == [try Fault("429=7 x3")])
    #expect(scenario.assumptions.lastFailureAt == .everyAttempt)
  }
}
