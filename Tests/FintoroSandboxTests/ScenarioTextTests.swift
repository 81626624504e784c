import FintoroSandbox
import Testing

@Suite("Scenarios by name")
struct ScenarioTextTests {
  @Test(
    "A scenario is read from its text",
    arguments: [
      ("demo", .demo), ("empty", .empty), ("busy", .busy), ("outage", .outage), ("hostile", .hostile),
      ("newer-server", .newerServer), ("huge=1000", .huge(count: 1000)), ("huge", .huge(count: 10_000)),
      ("random-outage", .randomOutage(seed: 1)), ("random-outage=7", .randomOutage(seed: 7)),
    ] as [(String, Scenario)])
  func text(text: String, scenario: Scenario) throws {
    #expect(try Scenario(text) == scenario)
  }

  @Test("How many the huge scenario has may be said apart from its name")
  func count() throws {
    #expect(try Scenario("huge", count: 7) == .huge(count: 7))
    #expect(throws: ScenarioTextError.self) { try Scenario("demo", count: 7) }
    #expect(throws: ScenarioTextError.self) { try Scenario("random-outage", count: 7) }
    #expect(throws: ScenarioTextError.self) { try Scenario("huge", count: 100_001) }
  }

  @Test(
    "Another text is refused with what was expected",
    arguments: [
      ("", "expected demo, empty, busy"), ("Demo", "expected demo, empty"), ("huge=0", "from 1 to 100000"),
      ("huge=x", "from 1 to 100000"),
      ("random-outage=0", "expected a seed from 1 to 1000000"), ("demo=1", "takes no count"),
      ("newer-events", "or a TOML file"),
    ])
  func wrongText(text: String, expected: String) throws {
    let error = try #require(throws: ScenarioTextError.self) { try Scenario(text) }
    #expect(error.description.hasPrefix("The sandbox scenario \"\(text)\" cannot be used: "))
    #expect(error.description.contains(expected))
  }

  @Test("Every scenario has a line of help")
  func help() {
    let lines = Scenario.help.split(separator: "\n")
    #expect(lines.map { $0.prefix { $0 != " " } } == NamedScenario.table.map { $0.name[...] })
    #expect(lines.allSatisfy { $0.count > 30 && $0.count <= 100 })
  }
}
