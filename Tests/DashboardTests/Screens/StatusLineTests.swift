import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// Lines at the bottom go when what they speak of is gone.
@Suite struct StatusLineTests {
  private static let line = "Old CRM is disabled already"

  /// A line on the board that goes by itself.
  private func told() -> State {
    var state = Fixture.board(Fixture.wide)
    state.message = StatusMessage(Self.line, .plain, shownAt: state.now, seconds: 6)
    return state
  }

  @Test("No line follows into another screen or dialog", arguments: ["Enter", "v", "n", "b", "?", "S", "T", "D"])
  func goesOn(keys: String) {
    #expect(told().screenText.contains(Self.line))
    #expect(!told().pressing(keys).screenText.contains(Self.line))
  }

  @Test("None comes back from a screen or dialog either", arguments: ["Enter", "?", "v"])
  func comesBack(keys: String) {
    var state = Fixture.board(Fixture.wide).pressing(keys)
    state.message = StatusMessage(Self.line, .plain, shownAt: state.now, seconds: 6)
    #expect(!state.pressing("Esc").screenText.contains(Self.line))
  }

  @Test("What a step itself has to say stays, and so does what must not be missed")
  func stays() {
    let saved = Fixture.reviewing(Fixture.wide).pressing("y").after(.editFinished(id: 801, .done(Fixture.erp)))
    #expect(saved.message != nil)
    var state = Fixture.board(Fixture.wide)
    state.message = StatusMessage(Self.line, .bad, shownAt: state.now, seconds: nil)
    #expect(state.pressing("v").screenText.contains(Self.line))
  }

  @Test("What a create learns of the network stands in the header at once, and the list is asked")
  func createLearns() {
    let refused = Failure(.unreachable(.refused))
    var state = FormTests.filled(Fixture.wide).pressing("Enter").after(
      .createFinished(number: 1, .kept(.init(rawValue: "k"), refused, mustTell: false), at: Fixture.now, random: 0))
    #expect(state.header.contains("offline since 14:10:00 (connection refused)"))
    #expect(state.effects(of: .clockTicked(Fixture.now)).contains(.loadList))
    let back = state.after(Fixture.answer(asked: 0, received: 0))
    #expect(back.header.contains("● live"))
  }

  @Test("What an edit learns of the network stands in the header at once; an answer takes it back")
  func editLearns() {
    let state = Fixture.onERP(Fixture.wide).pressing("e").after(
      .subscriptionRead(id: 801, .failed(Failure(.unreachable(.nameNotFound)))))
    #expect(state.header.contains("offline since 14:10:00 (name not found)"))
    let read = state.pressing("e").after(.subscriptionRead(id: 801, .read(Fixture.erp)))
    #expect(read.header.contains("● live"))
  }

  @Test("A list that works again wakes a create that waits")
  func wakes() {
    let refused = Failure(.unreachable(.refused))
    let waiting = FormTests.filled(Fixture.wide).pressing("Enter").after(
      .createFinished(number: 1, .kept(.init(rawValue: "k"), refused, mustTell: false), at: Fixture.now, random: 1))
    var away = waiting.after(.clockTicked(Fixture.now)).after(Fixture.failure(.unreachable(.refused)))
    #expect(away.effects(of: Fixture.answer(asked: 0, received: 0)).contains(where: resumes))
    #expect(!away.effects(of: Fixture.answer(asked: 0, received: 0)).contains(where: resumes))
  }

  @Test("A create that fails alone is not woken by the list that works, and its failures ask for few lists")
  func failsAlone() {
    let lost = Action.createFinished(
      number: 1, .kept(.init(rawValue: "k"), Failure(.connectionLost), mustTell: false), at: Fixture.now, random: 1)
    var state = FormTests.filled(Fixture.wide).pressing("Enter").after(lost)
    var lists = 0
    for _ in 0..<20 {
      lists += state.effects(of: .clockTicked(Fixture.now)).count { $0 == .loadList }
      #expect(!state.effects(of: Fixture.answer(asked: 0, received: 0)).contains(where: resumes))
      state = state.after(lost)
    }
    #expect(lists <= 4)
  }

  private func resumes(_ effect: Effect) -> Bool { if case .resumeCreate = effect { true } else { false } }

  @Test("The sheet's head and its lines name the same end of the window")
  func sheet() {
    let state = Fixture.board(Fixture.wide).at(7).pressing("Down b")
    #expect(state.screenText.contains("up to 14:10:07"))
    #expect(state.screenText.contains("14:10:07 +00:00"))
    #expect(!state.screenText.contains("from data of"))
    #expect(state.after(Fixture.failure(.unreachable(.refused), at: 7)).screenText.contains("from data of 14:09:48"))
  }

  @Test("The names of many marked ones end in a number, never within a name")
  func names() {
    let many = (1...40).map { number in
      Fixture.changed { ($0.id, $0.name) = (number, "Quotes bot \(number)") }
    }
    let text = Fixture.board(Fixture.wide, many).pressing("a m").words
    #expect(text.contains(/Quotes bot \d+ and \d+ more/))
    #expect(!text.contains("Q…"))
  }
}
