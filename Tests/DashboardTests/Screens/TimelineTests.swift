import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite("The timelines of the detail")
struct TimelineTests {
  private let detail = Fixture.onERP(Fixture.wide).pressing("Enter").knowingPast()

  @Test("The detail asks for the past of its subscription once, and shows both timelines")
  func asks() {
    var board = Fixture.onERP(Fixture.wide)
    let effects = board.effects(of: .keyPressed(.enter))
    #expect(effects.contains { if case .loadPast([801], _) = $0 { true } else { false } })
    #expect(!board.words.contains("last 24 h"))
    #expect(detail.words.contains("last 24 h") && detail.words.contains("last 30 d"))
  }

  @Test("The cursor begins at now and says how long each state lasted in its bucket")
  func newest() {
    #expect(detail.words.contains("14:00 – 14:20: ✖ failing 10 min"))
  }

  @Test("To the left are earlier buckets, with the times of the changes in them")
  func left() {
    let began = detail.pressing("Left Left Left Left Left Left").words
    #expect(began.contains("12:00 – 12:20: ✖ failing"))
    #expect(began.contains("12:07:10 ✔ ok → ✖ failing"))
    #expect(detail.pressing("Left Left Right Right").words == detail.words)
  }

  @Test("H goes to the timeline of 30 days, in which a weekend was not watched")
  func month() {
    let days = detail.pressing("H" + String(repeating: " Left", count: 47)).words
    #expect(days.contains("not watched 8 h 00 min"))
  }

  @Test("Where nothing is remembered there is no timeline, and the left arrow leads back as it always did")
  func off() {
    let off = Fixture.board(Fixture.wide).after(.historyOff(problem: "History is off: the disk is full.")).pressing(
      "Enter")
    #expect(!off.words.contains("last 24 h"))
    #expect(off.pressing("Left").screen == .board)
  }

  @Test("In a small window the timelines scroll into sight when the cursor moves")
  func small() {
    let small = Fixture.onERP(Size(columns: 60, rows: 16)).pressing("Enter").knowingPast()
    #expect(small.pressing("Left").words.contains("▲"))
  }
}
