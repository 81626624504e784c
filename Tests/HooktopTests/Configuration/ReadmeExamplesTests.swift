import Foundation
import Testing
import TestSupport

@testable import hooktop

/// README's examples of TOML are read as they stand there.
@Suite("README's examples")
struct ReadmeExamplesTests {
  /// Every block of TOML.
  private static func examples() throws -> [String] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../README.md")
    let parts = try String(contentsOf: file.standardized, encoding: .utf8).components(separatedBy: "```toml\n")
    return parts.dropFirst().compactMap { $0.components(separatedBy: "```").first }
  }

  private static func isConfig(_ text: String) -> Bool { text.contains("[profiles.") }

  @Test("The config is read without complaint, and has every key there is")
  func config() throws {
    let configs = try Self.examples().filter(Self.isConfig)
    #expect(configs.count == 1)
    let text = configs.joined()
    let paths = try TemporaryFolder().paths
    let config = try ConfigReader.parse(text, paths: paths)
    #expect(config.profiles.count == 2 && config.theme != nil)
    let keys = Set(TOMLStatements(text).all.flatMap(\.path))
    for key in ConfigReader.rootKeys + ConfigReader.profileKeys { #expect(keys.contains(key), "\(key)") }
  }

  @Test("The scenario is read without complaint")
  func scenario() throws {
    let scenarios = try Self.examples().filter { !Self.isConfig($0) }
    #expect(scenarios.count == 1)
    for text in scenarios { _ = try ScenarioFileReader.parse(text, shownPath: "README.md") }
  }
}
