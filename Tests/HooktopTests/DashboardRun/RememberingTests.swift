import Dashboard
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing
import TestSupport

@testable import hooktop

/// What is chosen by keys is there at the next start: the whole program, with a config on the disk.
@Suite("What was chosen is remembered")
struct RememberingTests {
  /// The program is waited for until it has ended by itself: what waits here is not shown any more.
  private static let leaving: [ScriptedTerminal.Step] = [.keys("q"), .waitFor("the end")]

  /// A account of "acme" out of a config with three profiles, in a folder that goes afterwards.
  private func onThreeProfiles(_ body: (Account, TemporaryFolder) async throws -> Void) async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let folder = try TemporaryFolder()
    try await body(try await ThreeProfiles.account(server, folder, start: "acme"), folder)
    await server.stop()
  }

  @Test("Times, order, columns and theme are in the config when the board is left; comments and the rest stay")
  func remembered() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let folder = try TemporaryFolder()
    let byHand =
      "# By hand.\ntheme = \"dark\"  # for the night\nmouse = true\n\n" + ThreeProfiles.config(server, folder)
    try folder.write(byHand, to: "config/config.toml", mode: 0o640)
    let played = try await ThreeProfiles.play(
      [
        .waitFor("ERP sync"), .keys("t s Down Down Space C Down Space Enter T Down Enter"), .waitFor("Theme "),
      ] + Self.leaving, server, folder)
    #expect(played.missed == nil)
    let text = try #require(folder.text("config/config.toml"))
    let config = try ConfigFile.read(folder.paths)
    #expect(!config.look.usesRelativeTimes && config.look.order.text.hasPrefix("-"))
    #expect(config.look.columns != BoardColumns.default)
    let theme = try #require(config.theme)
    #expect(theme != "dark" && text.contains("theme = \"\(theme)\"  # for the night"))
    let lines = text.split(separator: "\n")
    for line in byHand.split(separator: "\n") where !line.hasPrefix("theme") { #expect(lines.contains(line)) }
    #expect(mode(folder.join("config/config.toml")) == 0o640)

    let again = try await ThreeProfiles.play(
      [.waitFor("ERP sync"), .keys("s"), .waitFor("now, reversed"), .keys("Esc")] + Self.leaving, server, folder)
    #expect(again.missed == nil)
    #expect(folder.text("config/config.toml") == text)
    await server.stop()
  }

  @Test("A key that somebody else changed meanwhile keeps what they wrote")
  func changedMeanwhile() async throws {
    try await onThreeProfiles { account, folder in
      let setup = DashboardSetup(account: account, isDemo: false)
      let before = try #require(folder.text("config/config.toml"))
      // After the board has read it: another board's order, and a comment.
      try folder.write("# new\nsort = \"-name\"\n\n" + before, to: "config/config.toml")
      let played = try await ThreeProfiles.play([.waitFor("ERP sync"), .keys("t")] + Self.leaving, setup)
      #expect(played.missed == nil)
      #expect(folder.text("config/config.toml") == "# new\nsort = \"-name\"\ntimes = \"exact\"\n\n" + before)
    }
  }

  @Test("It is kept also where the profile on the screen has no token to be read")
  func noToken() async throws {
    try await onThreeProfiles { account, folder in
      try FileManager.default.removeItem(atPath: folder.join("beta.token"))
      let played = try await ThreeProfiles.play(
        [
          .waitFor("ERP sync"), .keys("o /"), .type("beta"), .keys("Enter Enter"),
          .waitFor("No list of subscriptions yet"), .keys("t"),
        ] + Self.leaving, DashboardSetup(account: account, isDemo: false))
      #expect(played.missed == nil)
      #expect(try ConfigFile.read(folder.paths).look.usesRelativeTimes == false)
    }
  }

  @Test("Without a config none is made: one sentence says so, and not at every key")
  func noConfig() async throws {
    try await onThreeProfiles { account, folder in
      try FileManager.default.removeItem(atPath: folder.join("config/config.toml"))
      let played = try await ThreeProfiles.play(
        [
          .waitFor("ERP sync"), .keys("t"), .waitFor("no ~/config/config.toml"), .keys("s"),
          .waitFor("Sort by"), .keys("Down Enter"), .waitFor("sorted by ID"),
        ] + Self.leaving, DashboardSetup(account: account, isDemo: false))
      #expect(played.missed == nil)
      #expect(folder.text("config/config.toml") == nil)
    }
  }

  @Test("A demo leaves the config alone and says that the choice ends with it")
  func demo() async throws {
    try await onThreeProfiles { account, folder in
      let before = folder.text("config/config.toml")
      let played = try await ThreeProfiles.play(
        [.waitFor("ERP sync"), .keys("t"), .waitFor("settings are not saved")] + Self.leaving,
        DashboardSetup(account: account, isDemo: true))
      #expect(played.missed == nil)
      #expect(folder.text("config/config.toml") == before)
    }
  }
}
