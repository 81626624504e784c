import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite struct SettingsTests {
  private static var board: State {
    var state = Fixture.board(Fixture.narrow)
    state.themes = [.roles, .plain]
    state.setUp(Preferences(), quietDays: [:])
    return state
  }

  @Test("Every change is seen at once, and Esc takes all of them back")
  func preview() {
    let changed = Self.board.pressing("S Right Down Right Down Right Down Right")
      .pressing("Up End Right Up Right Up Right Up Left Up Right")
    #expect(changed.theme.name == "plain")
    #expect(!changed.choices.look.usesRelativeTimes && changed.choices.look.order.text == "id")
    #expect(changed.choices.look.columns.contains(.id))
    #expect(changed.choices.preferences.refreshSeconds == 60 && changed.choices.preferences.quietDays == 3)
    #expect(changed.list.quiet.daysByID == [802: 1])
    #expect(changed.choices.preferences.terminal == TerminalPreferences(mouse: false, ascii: true))
    #expect(changed.pressing("Esc") == Self.board.pressing("Left"))
  }

  @Test("Enter saves what was changed, and only that")
  func save() {
    var state = Self.board.pressing("S End Up Up Right Up Up Right Right")
    #expect(
      state.effects(of: .keyPressed(.enter)) == [
        .saveSettings([
          ConfigChange(["refresh_seconds"], .number(120)),
          ConfigChange(["profiles", "prod", "quiet_days", "802"], .number(1)),
        ])
      ])
    #expect(state.after(.settingsSaved(.saved([], path: "~/c.toml"))).screenText.contains("Saved to ~/c.toml."))
    let failed = state.after(.settingsSaved(.failed([], problem: "~/c.toml, line 3, theme: expected a string.")))
    #expect(failed.screenText.contains("line 3") && failed.choices.preferences.refreshSeconds == 120)
  }

  @Test("What was saved only in part says what was not, and a file that is new says so")
  func outcomes() {
    let limit = ConfigChange(["profiles", "prod", "quiet_days", "802"], .number(1))
    let theme = ConfigChange(["theme"], .text("plain"))
    var state = Self.board.pressing("S Right End Up Up Right Enter").after(
      .settingsSaved(
        .init(
          saved: [theme], refused: [limit], path: "~/c.toml",
          problem: "~/c.toml, line 2, quiet_days.802: set it there by hand.")))
    for part in ["Saved to ~/c.toml, except", "line 2"] { #expect(state.words.contains(part)) }
    state = state.pressing("S")
    #expect(state.effects(of: .keyPressed(.enter)) == [.saveSettings([limit])])
    let new = Self.board.after(.settingsSaved(.saved([theme], path: "~/c.toml", isNewFile: true)))
    #expect(new.screenText.contains("a new file without a profile"))
  }

  @Test("A limit set back to that of all is taken out of the file")
  func remove() {
    var state = Self.board
    state.setUp(Preferences(), quietDays: [802: 1])
    state = state.pressing("S End Up Up Left")
    #expect(
      state.effects(of: .keyPressed(.enter)) == [
        .saveSettings([ConfigChange(["profiles", "prod", "quiet_days", "802"], nil)])
      ])
  }

  @Test("What was chosen outside of the settings is saved by them, too, and once saved it is not saved again")
  func chosenElsewhere() {
    var state = Self.board.pressing("t C Down Space Enter S")
    let changes = [
      ConfigChange(["times"], .text("exact")),
      ConfigChange(["columns"], .texts(["lastFailure", "givesUp", "events", "url"])),
    ]
    #expect(state.effects(of: .keyPressed(.enter)) == [.saveSettings(changes)])
    state = state.after(.settingsSaved(.saved(changes, path: "~/c.toml"))).pressing("S")
    #expect(state.effects(of: .keyPressed(.enter)).isEmpty)
  }

  @Test("Nothing changed is nothing written")
  func nothing() {
    var state = Self.board.pressing("S")
    #expect(state.effects(of: .keyPressed(.enter)).isEmpty)
    #expect(state.screenText.contains("Nothing to save"))
  }

  @Test("The demo saves nothing, and says so instead of a path")
  func demo() {
    var state = Self.board
    state.session.isDemo = true
    state = state.pressing("S Right")
    #expect(
      state.words.contains("Enter keep until the end") && state.words.contains("Enter keep Esc cancel ← → change"))
    #expect(state.effects(of: .keyPressed(.enter)).isEmpty)
    #expect(state.words.contains("Demo: settings are not saved."))
  }

  @Test("A quiet limit makes another state at once, for all or for one")
  func quiet() {
    func state(of id: Int, _ state: State) -> HealthState? { state.list.subscription(id)?.health.state }
    #expect(state(of: 808, Self.board) == .quiet)
    var patient = Preferences()
    patient.quietDays = 30
    var changed = Self.board
    changed.setUp(patient, quietDays: [809: 1])
    #expect(state(of: 808, changed) == .ok)
    changed.setUp(Preferences(), quietDays: [808: 60])
    #expect(state(of: 808, changed) == .ok)
  }

  @Test("A limit of its own holds also for a subscription that was read again")
  func readAgain() throws {
    var state = Self.board
    state.setUp(Preferences(), quietDays: [808: 60])
    let archive = try #require(Fixture.subscriptions.first { $0.id == 808 })
    let read = state.pressing("/").typing("archive").pressing("Enter e").after(
      .subscriptionRead(id: 808, .read(archive)))
    guard case .form = read.screen else {
      Issue.record("it was not read")
      return
    }
    #expect(read.list.subscription(808)?.health.state == .ok)
  }

  @Test("The chosen pace is the pace of polling, never faster than twice a minute")
  func pace() {
    var slow = Preferences()
    slow.refreshSeconds = 120
    var state = Fixture.start(Fixture.narrow)
    state.setUp(slow, quietDays: [:])
    let loaded = state.after(.listLoaded(Fixture.list([])))
    #expect(loaded.connection.nextTryAt == Fixture.context.receivedAt.addingTimeInterval(120))
    #expect(Preferences.refreshRange.lowerBound == Int(Connection.interval))
  }

  @Test("Mouse and signs are changed on the terminal at once")
  func terminal() {
    var state = Self.board.pressing("S End Up")
    #expect(state.effects(of: .keyPressed(.right)) == [.useTerminal(TerminalPreferences(mouse: false))])
    #expect(state.effects(of: .keyPressed(.escape)) == [.useTerminal(TerminalPreferences())])
  }
}
