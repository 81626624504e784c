import Dashboard
import FintoroWebhooks
import TerminalUI
import Testing

/// The choices of event types above the form.
@Suite struct PresetTests {
  private static let sizes = [Size(columns: 60, rows: 16), Fixture.narrow, Fixture.wide, Size(columns: 200, rows: 60)]

  private func form(_ keys: String, _ size: Size = Fixture.narrow) -> State {
    Fixture.board(size).pressing("n Shift-Tab " + keys)
  }

  private func events(_ keys: String) -> Set<EventType> { Set(form(keys).form?.events ?? []) }

  @Test("They stand above the name, at every size", arguments: sizes)
  func shown(size: Size) {
    let rows = Fixture.board(size).pressing("n").screenText.split(separator: "\n")
    let preset = rows.firstIndex { $0.contains("documents") && $0.contains("same as") }
    let name = rows.firstIndex { $0.contains(" Name") }
    #expect(preset.flatMap { preset in name.map { preset < $0 } } == true)
  }

  @Test("Each is chosen whole, added to the others, and taken away whole")
  func chosen() {
    let invoices = Set(EventPattern.types("invoices.*"))
    let paid = Set(EventPattern.types("*.paid"))
    #expect(events("Space") == invoices)
    #expect(events("Right Space") == paid)
    #expect(events("Space Right Space") == invoices.union(paid))
    #expect(events("Right Right Space") == Set(EventCatalogue.groups[3].types))
    #expect(events("Space Space").isEmpty)
    #expect(form("Space Right").screenText.contains("[-]"))
  }

  @Test("The same as another subscription takes exactly its event types, unknown ones too")
  func same() {
    let state = form("Space Right Right Right Enter")
    #expect(state.words.contains("The same events as"))
    #expect(Set(state.pressing("Enter").form?.events ?? []) == Set(Fixture.subscriptions[1].subscribedEvents))
    #expect(state.pressing("End Enter").form?.events.contains("future-things.created") == true)
    #expect(state.pressing("Esc").form?.events == EventPattern.types("invoices.*"))
  }

  @Test("An edit is not offered its own events")
  func edit() {
    let state = Fixture.editing().pressing("Shift-Tab Right Right Right Enter")
    #expect(!state.screenText.contains("ERP sync  ") && state.screenText.contains("BI export"))
  }
}

/// How many keys the jobs take. Letters of names, URLs and filter words do not count.
@Suite struct KeyCountTests {
  private struct Job {
    var state: State
    var keys = 0

    mutating func press(_ names: String) {
      state = state.pressing(names)
      keys += names.split(separator: " ").count
    }

    mutating func type(_ text: String) { state = state.typing(text) }

    mutating func typeNameAndURL() {
      type("ERP")
      press("Tab")
      type("erp.acme.sk/in")
    }
  }

  private static let wanted = Set(EventPattern.types("invoices.*") + EventPattern.types("*.paid"))

  /// Whether Enter, which counts as well, sends a create for all invoices and everything paid.
  private func creates(_ job: Job) -> Bool {
    var state = job.state.after(.secretFileProposed(SecretFileCheck(path: "~/e.secret", problem: nil)))
    return state.effects(of: .keyPressed(.enter)).contains {
      if case .create(_, let input, _) = $0 { Set(input.subscribedEvents) == Self.wanted } else { false }
    }
  }

  @Test("All invoices and everything paid, by the choices above the form", arguments: [Fixture.narrow, Fixture.wide])
  func presets(size: Size) {
    var job = Job(state: Fixture.board(size))
    job.press("n Shift-Tab Space Right Space Tab")
    job.typeNameAndURL()
    job.press("Tab Tab Tab Tab")
    #expect(creates(job))
    #expect(job.keys + 1 <= 14)
  }

  @Test("All invoices and everything paid, by patterns in the picker", arguments: [Fixture.narrow, Fixture.wide])
  func patterns(size: Size) {
    var job = Job(state: Fixture.board(size))
    job.press("n")
    job.typeNameAndURL()
    job.press(size == Fixture.narrow ? "Tab Tab Enter /" : "Tab Tab /")
    job.type("invoices.*, *.paid")
    job.press(size == Fixture.narrow ? "Space Enter Enter Tab Tab" : "Space Enter Enter Tab")
    #expect(creates(job))
    #expect(job.keys + 1 <= 14)
  }
}
