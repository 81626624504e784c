import FintoroWebhooks
import Foundation
import History
import TestSupport
import Testing

@Suite("What is read for strips alone")
struct StatesOnlyTests {
  @Test("Without the deliveries that change nothing the states are the same", arguments: 0..<30)
  func sameStates(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let store = try HistoryStore.inMemory()
    var subscription = Subscription.fixture()
    var seconds = 0.0
    for _ in 0..<300 {
      seconds += [15, 60, 3_600, 40_000, 200_000].randomElement(using: &random) ?? 15
      switch Int.random(in: 0..<12, using: &random) {
      case 0: subscription.lastFailureAt = Timestamp(start + seconds - 5)
      case 1: subscription.isActive.toggle()
      // A server's clock ahead of the answer's.
      case 2: subscription.lastSuccessAt = Timestamp(start + seconds + 400)
      case 3: break
      default: subscription.lastSuccessAt = Timestamp(start + seconds - 2)
      }
      try store.record([subscription], after: seconds)
    }
    let limits = HealthLimits(quiet: 86_400)
    func spans(onlyStates: Bool) throws -> [StateSpan] {
      let histories = try store.histories(of: acme, onlyStates: onlyStates, now: start)
      return histories.flatMap { $0.stateSpans(until: start + seconds, limits: limits) }
    }
    let all = try spans(onlyStates: false)
    #expect(all.count > 3)
    #expect(try spans(onlyStates: true) == all)
  }

  @Test("A delivery each poll makes an observation or two a day")
  func few() throws {
    let store = try HistoryStore.inMemory()
    for poll in 0..<2_880 {
      let seconds = Double(poll) * 60
      try store.record([.fixture(success: start + seconds - 3)], after: seconds)
    }
    let seen = try store.histories(of: acme, ids: [801], onlyStates: true, now: start)
    #expect((3...8).contains(seen.first?.observations.count ?? 0))
  }
}
