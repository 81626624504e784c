import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// What people come for, with the keys it takes. Letters of names, URLs and filter words do not count.
@Suite("Jobs by keys") struct JobTests {
  private static let sizes = [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
    Size(columns: 200, rows: 60),
  ]

  @Test("What is wrong, until when and what to do are read without a key at every size", arguments: sizes)
  func atAGlance(size: Size) {
    let state = Fixture.board(size, Array(Fixture.subscriptions.prefix(3)))
    #expect(state.words.contains("✖ 1 failing"))
    #expect(state.words.contains("fix your endpoint"))
    // The deadlines of all that is retried.
    for deadline in ["17:09 in 2 h", "17:11 in 3 h", "15:16 in 1 h"] { #expect(state.words.contains(deadline)) }
    #expect(state.words.contains("osses possible from"))
  }

  @Test("Ten that a filter shows are disabled with six keys")
  func disableTen() {
    let crm = (1...10).map { number in
      Fixture.changed {
        ($0.id, $0.name) = (900 + number, "CRM \(number)")
      }
    }
    var keys = 0
    func press(_ names: String, _ state: State) -> State {
      keys += names.split(separator: " ").count
      return state.pressing(names)
    }
    var state = press("/", Fixture.board(Fixture.wide, Fixture.subscriptions + crm)).typing("crm -old")
    state = press("Enter a p Enter", state)
    #expect(state.words.contains("Disable 10 subscriptions"))
    #expect(state.effects(of: .keyPressed("y")).count == 1)
    keys += 1
    #expect(keys <= 6)
  }
}
