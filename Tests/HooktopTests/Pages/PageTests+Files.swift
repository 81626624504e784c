import Dashboard
import FintoroSandbox
import Foundation
import TestSupport
import Testing

@testable import hooktop

extension PageTests {
  @Test("The config is read without complaint, has every key there is, and the values that hold without it")
  func config() throws {
    let blocks = KnownBlock.all { $0 == .config }
    #expect(blocks.map(\.block.page) == [Self.configuration])
    for known in blocks {
      let text = known.block.text
      let config = try ConfigReader.parse(text, paths: try TemporaryFolder().paths)
      let keys = Set(TOMLStatements(text).all.flatMap(\.path))
      for key in ConfigReader.rootKeys + ConfigReader.profileKeys { #expect(keys.contains(key), "\(key)") }
      #expect(config.preferences == Preferences() && config.look == BoardLook())
      #expect(config.theme == (try ThemeLibrary.embedded().themes.first?.name))
      let ranges = [Preferences.refreshRange, Preferences.quietRange].map { "\($0.lowerBound) to \($0.upperBound)" }
      for range in ranges { #expect(text.contains(range)) }
    }
  }

  @Test("The scenario is read without complaint, as it stands")
  func scenario() throws {
    let blocks = KnownBlock.all { $0 == .scenario }
    #expect(blocks.count == 1)
    for known in blocks {
      let scenario = try ScenarioFileReader.parse(known.block.text, shownPath: "own.toml")
      #expect(scenario.subscriptions.first?.id == 900)
      #expect(scenario.subscriptions.count == Scenario.demo.subscriptions.count + 1)
      #expect(scenario.script.events.count == 1 && scenario.script.outcomes.count == 1)
      #expect(scenario.faults == [try Fault("429=7 x3")])
      #expect(scenario.assumptions.lastFailureAt == .everyAttempt)
    }
  }

  @Test("The theme is read over its base")
  func theme() throws {
    let blocks = KnownBlock.all { $0 == .theme }
    #expect(blocks.count == 1)
    let embedded = try ThemeLibrary.embedded().themes
    for known in blocks {
      let theme = try ThemeFileReader.parse(known.block.text, name: "own", shownPath: "own.toml") { base in
        embedded.first { $0.name == base }
      }
      #expect(theme.name == "own")
    }
    let built = try Page(Self.configuration).prose.map(\.text).filter { $0.contains("are built in") }
    for theme in embedded { #expect(built.contains { $0.contains("`\(theme.name)`") }) }
  }

  @Test("The filter is one that the board reads")
  func filter() throws {
    let blocks = KnownBlock.all { $0 == .filter }
    #expect(blocks.count == 1)
    for known in blocks {
      #expect(BoardFilter.read(known.block.text.trimmingCharacters(in: .newlines)).problem == nil)
    }
  }
}
