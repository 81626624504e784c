import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import TestSupport
import Testing

/// Rows that did not change are drawn from the frame before. Nobody may ever see that.
@Suite struct DrawnRowsTests {
  private static let sizes = [Fixture.narrow, Fixture.wide, Size(columns: 200, rows: 60), Size(columns: 60, rows: 16)]

  private static let keys: [Key] = [
    .down, .down, .up, "j", "k", "x", "H", "*", " ", "t", "s", "z", .escape, .enter, "r", "T", "?", "D", "A", .pageDown,
  ]

  private func action(_ state: State, using random: inout SeededGenerator) -> Action {
    switch Int.random(in: 0..<12, using: &random) {
    case 0...5: return .keyPressed(Self.keys.randomElement(using: &random) ?? .down)
    case 6: return .clockTicked(state.now.addingTimeInterval(Double.random(in: 0...3, using: &random)))
    case 7: return .clockTicked(state.now.addingTimeInterval(Double.random(in: -50...4_000, using: &random)))
    case 8: return .resized(Self.sizes.randomElement(using: &random) ?? Fixture.wide)
    case 9: return .gapsFound(Bool.random(using: &random) ? GapTests.records : [])
    case 10: return .listFailed(Failure(.server, status: 500), at: state.now, random: 0.5)
    default:
      let list = Fixture.subscriptions.prefix(Int.random(in: 3...9, using: &random)).map { one -> ListedSubscription in
        var one = one
        if Bool.random(using: &random) {
          one.lastSuccessAt = Timestamp(state.now - Double.random(in: -5...90, using: &random))
        }
        return .readable(one)
      }
      let context = AnswerContext(receivedAt: state.now, askedAt: state.now, serverDate: state.now)
      return .listLoaded(Answer(SubscriptionList(list), context: context))
    }
  }

  @Test(
    "Whatever happens, a frame made from the one before is the one made from nothing",
    arguments: 1...4 as ClosedRange<UInt64>)
  func same(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var state = Fixture.board(Fixture.wide)
    var memory: (any Sendable)?
    for step in 0..<120 {
      _ = update(&state, action(state, using: &random))
      let drawn = drawing(state, state.size, memory)
      memory = drawn.memory
      #expect(drawn.frame == view(state, state.size), "step \(step)")
    }
  }

  @Test("A second passes, and the age of each row is the one of now")
  func ages() {
    let state = Fixture.board(Fixture.wide)
    var memory = drawing(state, state.size).memory
    for second in 1...60 {
      let later = state.at(Double(second))
      let drawn = drawing(later, later.size, memory)
      memory = drawn.memory
      #expect(drawn.frame == view(later, later.size))
    }
  }
}
