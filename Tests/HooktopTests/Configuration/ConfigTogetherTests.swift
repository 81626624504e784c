import Dashboard
import Files
import Foundation
import Testing
import TestSupport

@testable import hooktop

@Suite("Several hooktops at one config")
struct ConfigTogetherTests {
  @Test("Boards that write at the same time undo none of each other's keys")
  func together() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "# mine\n\n[profiles.a]\nbase_url = \"https://a.sk\"\ntoken_file = \"~/t\"\n", to: "config/config.toml")
    let paths = folder.paths
    try await withThrowingTaskGroup(of: Void.self) { group in
      for id in 1...40 {
        group.addTask {
          try await BlockingWork.run {
            _ = try ConfigFile.change(
              [ConfigChange(["profiles", "a", "quiet_days", String(id)], .number(id))], paths, unique: "w\(id)")
          }
        }
      }
      try await group.waitForAll()
    }
    let days = try ConfigFile.read(paths).profile(named: "a")?.quietDays
    #expect(days == Dictionary(uniqueKeysWithValues: (1...40).map { ($0, $0) }))
    #expect(folder.text("config/config.toml")?.hasPrefix("# mine\n") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.join("config")) == ["config.toml"])
  }

  @Test("What the config says already is not written again")
  func same() throws {
    let folder = try TemporaryFolder()
    try folder.write("times = \"exact\"\n", to: "config/config.toml")
    func number() throws -> NSNumber? {
      try FileManager.default.attributesOfItem(atPath: folder.join("config/config.toml"))[.systemFileNumber]
        as? NSNumber
    }
    let before = try number()
    let exact = ConfigChange(["times"], .text("exact"))
    #expect(try ConfigFile.change([exact], folder.paths, unique: "x") == ConfigOutcome(saved: [exact]))
    #expect(try before != nil && number() == before)
  }
}
