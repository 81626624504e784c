import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite("The log as history")
struct LogHistoryTests {
  @Test("The position counts what happened, neither headings nor the line that reads on")
  func position() {
    let log = Fixture.board(Size(columns: 80, rows: 40)).pressing("L").knowingEvents()
    let rows = log.screenText.split(separator: "\n")
    let events = rows.count { $0.firstMatch(of: /^ [ ▸] \d\d:\d\d:\d\d/) != nil }
    #expect(events > 0 && log.words.contains("1–\(events) of \(events) "))
  }

  private let log = WatchLogTests.changed(Fixture.wide).pressing("L").knowingEvents()

  private func asked(_ effects: [Effect]) -> [(reach: EarlierEvents.Reach, since: Date, until: Date)] {
    effects.compactMap {
      if case .loadEvents(let reach, let since, let until) = $0 { (reach, since, until) } else { nil }
    }
  }

  @Test("Opened, the log asks once for what happened from the beginning of yesterday to the start of this run")
  func asks() throws {
    var board = Fixture.board(Fixture.wide)
    let first = try #require(asked(board.effects(of: .keyPressed("L"))).first)
    #expect(first.reach == .yesterday)
    #expect(ISO8601.text(first.since) == "2026-03-17T00:00:00Z")
    #expect(first.until == Fixture.now)
    #expect(board.words.contains("Reading yesterday…"))
    #expect(asked(board.effects(of: .keyPressed("j"))).isEmpty)
    #expect(asked(board.pressing("Esc").knowingEvents().effectsOf("L")).isEmpty)
  }

  @Test("Days are headings, what this run saw stands above what an earlier one saw")
  func headings() throws {
    let text = log.screenText
    let places = [
      "Today", "14:15:42  ERP sync ✖ failing → ◐ recovered", "12:46:40  ERP sync rotated by hooktop",
      "Yesterday, 17 Mar",
    ]
    .map { text.range(of: $0)?.lowerBound }
    #expect(!places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(text.contains("12:07:10  ERP sync ✔ ok → ✖ failing"))
  }

  @Test("The cursor goes from row to row, over the headings, and Enter opens the subscription of a past row")
  func opened() {
    let down = log.pressing("/").typing("erp rotated").pressing("Enter Enter")
    #expect(down.words.contains("ERP sync 801"))
    #expect(down.pressing("Esc").context == .log)
  }

  @Test("The filter takes a name and a state, and Esc takes it away before it leaves")
  func filtered() {
    let byState = log.pressing("/").typing("state:failing").pressing("Enter")
    #expect(byState.screenText.contains("→ ✖ failing") && !byState.screenText.contains("rotated"))
    let byName = log.pressing("/").typing("erp").pressing("Enter")
    #expect(!byName.screenText.contains("BI export"))
    #expect(byName.pressing("Esc").context == .log)
    #expect(byName.pressing("Esc").screenText.contains("BI export"))
    #expect(byName.pressing("Esc Esc").context == .board)
    #expect(log.pressing("/").typing("nobody").words.contains("No match"))
  }

  @Test("The last row reads further back, up to all that is kept")
  func older() {
    var state = log.pressing("End")
    #expect(state.words.contains("Enter reads the last 7 days"))
    #expect(asked(state.effects(of: .keyPressed(.enter))).map(\.reach) == [.days7])
    #expect(state.words.contains("Reading the last 7 days…"))
    #expect(state.knowingEvents(.days7).pressing("End").words.contains("Enter reads the last 30 days"))
  }

  @Test("Where nothing is remembered the log says why and has what this run saw")
  func off() {
    let off = WatchLogTests.changed(Fixture.wide).after(.historyOff(problem: "History is off: the disk is full."))
      .pressing("L")
    #expect(off.words.contains("Seen by hooktop since 14:10:00. History is off: the disk is full."))
    #expect(off.screenText.contains("14:15:42  ERP sync ✖ failing → ◐ recovered"))
    #expect(!off.screenText.contains("Today"))
  }

  @Test("A rotation of this run stands in the log, although no list shows it")
  func rotation() {
    let rotated = RotateTests.sent(Fixture.wide).after(.rotateFinished(id: 801, RotateTests.rotated))
    #expect(rotated.log.entries.last?.event == .rotated(801, name: "ERP sync"))
  }
}

extension State {
  fileprivate func effectsOf(_ key: Key) -> [Effect] {
    var state = self
    return state.effects(of: .keyPressed(key))
  }
}
