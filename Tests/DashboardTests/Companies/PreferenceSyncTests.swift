import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite("Choices on their way to the config")
struct ChoiceKeepingTests {
  /// Two companies, with what the config says of their settings.
  private static func companies(isDemo: Bool = false) -> Companies {
    let states = ["a", "b"].map { name -> State in
      var state = Fixture.company(name, Fixture.narrow)
      state.session.isDemo = isDemo
      state.themes = [.roles, .plain]
      state.setUp(Preferences(), quietDays: [:])
      return state
    }
    var companies = Companies(states, current: "a")
    _ = companies.start()
    return companies.after(.listLoaded(Fixture.list(Fixture.subscriptions.map { .readable($0) })), of: "a")
  }

  private static let exact = ConfigChange(["times"], .text("exact"))
  private static let relative = ConfigChange(["times"], .text("relative"))

  private static func kept(_ effects: [AddressedEffect]) -> [[ConfigChange]] {
    effects.compactMap { if case .savePreferences(let changes) = $0.effect { changes } else { nil } }
  }

  @Test(
    "What a key of the board chooses is written at once",
    arguments: [
      ("t", ConfigChange(["times"], .text("exact"))), ("s Down Down Space", ConfigChange(["sort"], .text("-state"))),
      ("C Down Space Enter", ConfigChange(["columns"], .texts(["lastFailure", "givesUp", "events", "url"]))),
      ("T Down Enter", ConfigChange(["theme"], .text("plain"))),
    ])
  func written(keys: String, change: ConfigChange) {
    var companies = Self.companies()
    #expect(Self.kept(companies.effects(of: keys)) == [[change]])
  }

  @Test(
    "Looking alone writes nothing", arguments: ["T Down", "T Down Esc", "C Space", "C Space Esc", "S Down Right", "x"])
  func preview(keys: String) {
    var companies = Self.companies()
    #expect(Self.kept(companies.effects(of: keys)) == [])
  }

  @Test("One write at a time: what is chosen meanwhile comes next, and only the newest of it")
  func oneAtATime() {
    var companies = Self.companies()
    #expect(Self.kept(companies.effects(of: "t t t s Down Enter")) == [[Self.exact]])
    let saved = AddressedAction(.preferencesSaved(.saved([Self.exact], path: "~/c.toml")), to: .company("a"))
    #expect(Self.kept(update(&companies, saved)) == [[ConfigChange(["sort"], .text("id"))]])
    companies = companies.pressing("t")
    let next = AddressedAction(
      .preferencesSaved(.saved([ConfigChange(["sort"], .text("id"))], path: "~/c.toml")), to: .company("a"))
    #expect(Self.kept(update(&companies, next)) == [[Self.relative]])
  }

  @Test("It is written once, whichever company is looked at when the answer comes")
  func otherCompany() {
    var companies = Self.companies().pressing("t o Down Enter")
    #expect(companies.state.session.profile == "b" && !companies.state.choices.look.usesRelativeTimes)
    let saved = AddressedAction(.preferencesSaved(.saved([Self.exact], path: "~/c.toml")), to: .company("a"))
    #expect(Self.kept(update(&companies, saved)) == [])
    #expect(Self.kept(companies.effects(of: "o Up Enter")) == [])
    #expect(Self.kept(companies.effects(of: "t")) == [[Self.relative]])
  }

  @Test("What cannot be kept is said once, holds all the same, and is tried again with the next choice")
  func refused() {
    var companies = Self.companies().pressing("t")
    func fail(_ changes: [ConfigChange]) {
      let action = Action.preferencesSaved(.failed(changes, problem: "~/c.toml cannot be written: no space left."))
      #expect(Self.kept(update(&companies, AddressedAction(action, to: .company("a")))) == [])
    }
    fail([Self.exact])
    #expect(companies.screenText.contains("no space left") && !companies.state.choices.look.usesRelativeTimes)
    companies.forgetMessage()
    #expect(Self.kept(companies.effects(of: "Down Up x x")) == [])
    let both = [Self.exact, ConfigChange(["sort"], .text("id"))]
    #expect(Self.kept(companies.effects(of: "s Down Enter")) == [both])
    fail(both)
    #expect(!companies.screenText.contains("no space left"))
  }

  @Test("Of what is kept only in part, what was kept is not written again")
  func partly() {
    var companies = Self.companies().pressing("t s Down Enter")
    let order = ConfigChange(["sort"], .text("id"))
    let result = SettingsSaveResult(
      saved: [Self.exact], refused: [order], path: "~/c.toml", problem: "~/c.toml, sort: set it there by hand.")
    #expect(Self.kept(update(&companies, AddressedAction(.preferencesSaved(result), to: .company("a")))) == [])
    #expect(companies.screenText.contains("set it there by hand"))
    #expect(Self.kept(companies.effects(of: "T Down Enter")) == [[ConfigChange(["theme"], .text("plain")), order]])
  }

  @Test("Settings wait for what is being written before them, and the newest stays")
  func settings() {
    var companies = Self.companies()
    #expect(Self.kept(companies.effects(of: "t")) == [[Self.exact]])
    #expect(companies.effects(of: "S Down Right Enter").isEmpty)
    let saved = AddressedAction(.preferencesSaved(.saved([Self.exact], path: "~/c.toml")), to: .company("a"))
    #expect(Self.kept(update(&companies, saved)) == [[Self.relative]])
    #expect(
      companies.effects(of: "S End Right Enter").map(\.effect) == [.useTerminal(TerminalPreferences(ascii: true))])
    let next = AddressedAction(.preferencesSaved(.saved([Self.relative], path: "~/c.toml")), to: .company("a"))
    let ascii = ConfigChange(["ascii"], .flag(true))
    #expect(update(&companies, next).map(\.effect) == [.saveSettings([Self.relative, ascii])])
  }

  @Test("Leaving waits for a write, so that the last choice is not lost")
  func leaving() {
    let left = Self.companies().pressing("t q")
    #expect(left.exitReason == nil && left.screenText.contains("Quitting once your settings"))
    #expect(left.after(.preferencesSaved(.saved([Self.exact], path: "~/c.toml")), of: "a").exitReason == .quit)
    #expect(left.after(.preferencesSaved(.failed([Self.exact], problem: "")), of: "a").exitReason == .quit)
    #expect(left.after(.signalled(15)).exitReason == .signal(15))
  }

  @Test("The demo writes nothing, and says once that the choice ends with it")
  func demo() {
    var companies = Self.companies(isDemo: true)
    #expect(Self.kept(companies.effects(of: "t")) == [])
    #expect(companies.screenText.contains("settings are not saved"))
    companies.forgetMessage()
    #expect(Self.kept(companies.effects(of: "t s Down Enter")) == [])
    #expect(!companies.screenText.contains("settings are not saved"))
    #expect(companies.pressing("q").exitReason == .quit)
  }

  @Test("A connection without a profile is called for where it comes from")
  func names() {
    func name(_ isDemo: Bool) -> String { Session(profile: nil, baseURL: "", isDemo: isDemo).name }
    #expect(name(true) == "demo" && name(false) == "environment")
  }
}

extension Companies {
  /// As time does.
  fileprivate mutating func forgetMessage() {
    self = after(.clockTicked(Fixture.now.addingTimeInterval(7)), to: .everybody)
  }
}
