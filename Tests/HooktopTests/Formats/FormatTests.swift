import Dashboard
import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TerminalUI
import TestSupport
import Testing

@testable import hooktop

/// Reads what `Recorded/v1` holds. It is never recorded again: what is changed here, every user must change.
@Suite("Every later version reads what this one wrote")
struct FormatTests {
  static let baseURL = "http://127.0.0.1:8095/api/public/v1"

  @Test("The config that setup and the board wrote: two profiles, and every choice")
  func config() throws {
    let home = try RecordedHome()
    let config = try ConfigFile.read(home.paths)
    #expect(config.defaultProfile == "prod")
    #expect(config.theme == "night")
    #expect(config.preferences.refreshSeconds == 120)
    #expect(config.preferences.quietDays == 14)
    #expect(config.preferences.terminal.mouse == false)
    #expect(config.preferences.terminal.ascii)
    #expect(config.look.usesRelativeTimes == false)
    #expect(config.look.order.text == "state")
    #expect(config.look.columns == [.state, .name, .id, .lastSuccess, .lastFailure, .events])
    #expect(config.profiles.map(\.name) == ["beta", "prod"])
    for profile in config.profiles {
      #expect(profile.baseURL.text == Self.baseURL)
      #expect(profile.token == .file(home.folder.join("config/tokens/\(profile.name).token")))
    }
    #expect(config.profile(named: "prod")?.quietDays == [802: 2])
    #expect(config.profile(named: "beta")?.quietDays == [:])
  }

  @Test("The tokens that setup kept", arguments: [("prod", SandboxTokens.write), ("beta", SandboxTokens.secondWrite)])
  func tokens(profile: String, token: String) async throws {
    let home = try RecordedHome()
    let source = try ConnectionSource.resolve(
      .init(profile: profile), environment: [:], config: try ConfigFile.read(home.paths), paths: home.paths)
    let connection = try await source.connection(environment: [:], paths: home.paths)
    #expect(connection.token.reveal() == token)
  }

  @Test("A config that was written by hand, with every key there was")
  func configByHand() throws {
    let paths = Paths(home: "/home/ana", allUnder: "/home/ana/all")
    let config = try ConfigReader.parse(try RecordedHome.byHand("config.toml"), paths: paths)
    #expect(config.defaultProfile == "prod" && config.theme == "dark")
    #expect(config.look.usesRelativeTimes && config.look.order.text == "trouble")
    #expect(config.look.columns == [.state, .name, .lastSuccess, .lastFailure, .events, .url])
    #expect(config.preferences.refreshSeconds == 30 && config.preferences.quietDays == 7)
    #expect(config.preferences.terminal.mouse && config.preferences.terminal.ascii == false)
    let prod = try #require(config.profile(named: "prod"))
    #expect(prod.baseURL == .production)
    #expect(prod.token == .file("/home/ana/.config/hooktop/tokens/prod.token"))
    #expect(prod.settings.caFile == "/home/ana/company-ca.pem")
    #expect(prod.isReadOnly && prod.isDanger && prod.color == ProfileColor.color("red"))
    #expect(prod.quietDays == [801: 30])
    #expect(config.profile(named: "sandbox")?.token == .command(["pass", "show", "fintoro/sandbox"]))
  }

  @Test("A theme of one's own over one of the binary's")
  func theme() throws {
    let home = try RecordedHome()
    var library = try ThemeLibrary.embedded()
    let dark = try library.chosen("dark", environment: [:], configFile: "")
    try library.addOwn(home.paths)
    let night = try library.chosen(
      try ConfigFile.read(home.paths).theme, environment: [:], configFile: "config.toml")
    let screen = Color(red: 0x10, green: 0x14, blue: 0x18, ansi: 0)
    let selection = Color(red: 0x2A, green: 0x3A, blue: 0x4A, ansi: 4)
    #expect(
      night.style(.text)
        == Style(foreground: Color(red: 0xD0, green: 0xD8, blue: 0xE0, ansi: 7), background: screen, attributes: []))
    #expect(
      night.style(.critical)
        == Style(
          foreground: Color(red: 0xFF, green: 0x87, blue: 0x87, ansi: 9), background: screen,
          attributes: [.bold, .underline]))
    #expect(
      night.style(.critical, on: .selection)
        == Style(
          foreground: Color(red: 0xFF, green: 0xAF, blue: 0xAF, ansi: 9), background: selection, attributes: .bold))
    #expect(night.style(.good, on: .bar) == dark.style(.good, on: .bar))
  }

  @Test("The company that each profile belongs to")
  func pins() throws {
    let home = try RecordedHome()
    let pins = CompanyPins(paths: home.paths)
    #expect(try pins.pinned("prod", baseURL: Self.baseURL) == CompanyIdentity(name: "Acme s.r.o.", id: 15))
    #expect(try pins.pinned("beta", baseURL: Self.baseURL) == CompanyIdentity(name: "Beta Trading a.s.", id: 16))
  }

  @Test("What was typed and not sent: a new subscription, and an edit with what it began from")
  func drafts() throws {
    let home = try RecordedHome()
    let drafts = try DraftFile(profile: "prod", baseURL: Self.baseURL, paths: home.paths).read()
    let events = ["clients", "suppliers", "bank-accounts"].flatMap { resource in
      ["created", "updated", "deleted"].map { EventType("\(resource).\($0)") }
    }
    #expect(
      drafts.new
        == Draft(
          name: "Účtovníctvo – test", url: "https://erp.acme.sk/hooks", isActive: false, events: events,
          secretPath: "~/.local/share/hooktop/secrets/uctovnictvo-test.secret.own"))
    let base = SubscriptionInput(
      name: "BI export", url: "https://bi.acme.sk/in", isActive: true, subscribedEvents: [EventType("invoices.paid")])
    #expect(
      drafts.edits == [
        Draft(
          edited: .init(id: 802, base: base), name: "BI export 2", url: base.url, isActive: true,
          events: base.subscribedEvents)
      ])
  }

  @Test("The hints for a first run were seen")
  func tour() throws {
    let home = try RecordedHome()
    #expect(FileManager.default.fileExists(atPath: home.paths.tourSeen))
  }
}
