import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing
import TestSupport

@testable import hooktop

@Suite("Settings that cannot be saved to the config")
struct ConfigRefusalTests {
  private let folder: TemporaryFolder
  private static let theme = ConfigChange(["theme"], .text("light"))
  private static let acme = "acme = { base_url = \"https://app.fintoro.sk\", token_file = \"~/t\""

  init() throws { folder = try TemporaryFolder() }

  private func change(_ changes: [ConfigChange]) throws -> ConfigOutcome {
    try ConfigFile.change(changes, folder.paths, unique: "x")
  }

  @Test(
    "In a profile written as one value nothing is set or taken away; the sentence names line and key",
    arguments: [
      ("profiles = { \(acme) } }\n", 1, 30), ("[profiles]\n\(acme) }\n", 2, 30),
      ("[profiles]\n\(acme), quiet_days = { 808 = 3 } }\n", 2, nil),
    ])
  func inline(text: String, line: Int, days: Int?) throws {
    try folder.write(text, to: "config/config.toml")
    let limit = ConfigChange(["profiles", "acme", "quiet_days", "808"], days.map { .number($0) })
    let outcome = try change([limit])
    #expect(outcome.saved.isEmpty && outcome.refused.map(\.change) == [limit])
    let sentence = try #require(outcome.refused.first?.problem.sentence)
    for part in ["line \(line),", "profiles.acme.quiet_days.808", "by hand"] { #expect(sentence.contains(part)) }
    #expect(folder.text("config/config.toml") == text)
  }

  @Test("What can be saved is saved beside what cannot", arguments: [false, true])
  func partly(isLast: Bool) throws {
    let text = "[profiles]\n\(Self.acme) }\n"
    try folder.write(text, to: "config/config.toml")
    let limit = ConfigChange(["profiles", "acme", "quiet_days", "808"], .number(30))
    let outcome = try change(isLast ? [Self.theme, limit] : [limit, Self.theme])
    #expect(outcome.saved == [Self.theme] && outcome.refused.map(\.change) == [limit])
    #expect(folder.text("config/config.toml") == "theme = \"light\"\n\n" + text)
    // Where it stands now, not where it stood before.
    #expect(outcome.refused.first?.problem.sentence.contains("line 4,") == true)
  }

  @Test("In a new file a limit of a profile has no place: it is refused with why, and the rest saved")
  func noProfile() throws {
    let limit = ConfigChange(["profiles", "acme", "quiet_days", "808"], .number(30))
    let outcome = try change([Self.theme, limit])
    #expect(outcome.isNewFile && outcome.saved == [Self.theme])
    #expect(outcome.refused.first?.problem.sentence.contains("no such profile") == true)
    #expect(folder.text("config/config.toml") == "theme = \"light\"\n")
    try FileManager.default.removeItem(atPath: folder.paths.configFile)
    #expect(try !change([limit]).isNewFile)
    #expect(folder.text("config/config.toml") == nil)
  }

  @Test("A link that leads nowhere stays a link: nothing is saved, and the sentence says where it leads")
  func lostTarget() throws {
    try folder.makeFolder("config")
    let target = folder.join("dotfiles/hooktop.toml")
    try FileManager.default.createSymbolicLink(atPath: folder.paths.configFile, withDestinationPath: target)
    let error = #expect(throws: ConfigurationProblem.self) { try change([Self.theme]) }
    for part in ["is a link to ~/dotfiles/hooktop.toml", "not there"] {
      #expect(error?.sentence.contains(part) == true)
    }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.paths.configFile) == target)
    #expect(folder.text("dotfiles/hooktop.toml") == nil)
  }
}
