import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

@Suite("The past on the board")
struct PastTests {
  private static func large(_ count: Int) -> [Subscription] {
    (1...count).map { id in
      var subscription = Fixture.subscriptions[8]
      subscription.id = id
      return subscription
    }
  }

  private func asked(_ effects: [Effect]) -> [[Int]] {
    effects.compactMap { if case .loadPast(let ids, _) = $0 { ids } else { nil } }
  }

  @Test("H shows strips of 24 hours, then of 30 days, then of 3 hours again; the title says which")
  func spans() {
    let board = Fixture.board(Fixture.wide)
    #expect(board.words.contains("LAST 3 h"))
    #expect(board.pressing("H").words.contains("LAST 24 h"))
    #expect(board.pressing("H H").words.contains("LAST 30 d"))
    #expect(board.pressing("H H H").words.contains("LAST 3 h"))
  }

  @Test("One question brings the rows in sight and a page around them; steps within ask nothing")
  func asks() {
    var board = Fixture.board(Fixture.wide, Self.large(2_000))
    #expect(asked(board.effects(of: .keyPressed("j"))) == [])
    let first = asked(board.effects(of: .keyPressed("H")))
    #expect(first.count == 1)
    #expect((20...100).contains(first.first?.count ?? 0))
    #expect(asked(board.effects(of: .keyPressed("j"))) == [])
    let shown = Self.large(100).filter { first.first?.contains($0.id) == true }
    board = board.knowingPast(shown)
    for _ in 0..<5 { #expect(asked(board.effects(of: .keyPressed("j"))) == []) }
    let far = asked(board.effects(of: .keyPressed("G")))
    #expect(far.count == 1 && far.first?.contains(2_000) == true)
  }

  @Test("A change that this run sees stands in the last cell of what was read")
  func liveChange() {
    let ok = Fixture.subscriptions[8]
    let board = Fixture.board(Fixture.wide, [ok]).pressing("H").knowingPast([ok])
    #expect(board.screenText.contains("▁ "))
    var failing = ok
    failing.lastFailureAt = Timestamp(Fixture.now.addingTimeInterval(10))
    let later = board.at(15).after(Fixture.answer(asked: 15, received: 15, [failing]))
    #expect(later.screenText.contains("█ "))
  }

  @Test("Where nothing is remembered, H says why and the strips stay")
  func off() {
    let board = Fixture.board(Fixture.wide)
      .after(.historyTurnedOff(sentence: "History is turned off in ~/x (history = false)."))
      .pressing("H")
    #expect(board.words.contains("Only the last 3 h are known. History is turned off in ~/x (history = false)."))
    #expect(board.words.contains("LAST 3 h"))
  }

  @Test("However far one scrolls, the past of a few pages is kept")
  func bounded() {
    var board = Fixture.board(Fixture.wide, Self.large(2_000)).pressing("H")
    for _ in 0..<40 {
      for ids in asked(board.effects(of: .keyPressed(.pageDown))) {
        board = board.knowingPast(Self.large(2_000).filter { ids.contains($0.id) })
      }
    }
    #expect(board.world.past.loaded.count <= 1_000)
  }
}
