import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import TestSupport
import Testing

/// Thousands of steps in any order: clocks that jump, keys, answers of every kind. What the header must never do.
@Suite struct StateWalkTests {
  private struct Walk {
    var state = Fixture.start(Fixture.narrow)
    var random: SeededGenerator
    /// When the list that is on the screen was asked for, by the machine's clock as it was corrected since.
    var listAskedAt: Date?
    var askedAt: Date?

    mutating func chance(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }

    mutating func step() -> [Effect] {
      let action = self.action()
      if case .clockTicked(let now) = action {
        let moved = now.timeIntervalSince(state.now)
        if moved < -1 {
          listAskedAt?.addTimeInterval(moved)
          askedAt?.addTimeInterval(moved)
        }
      }
      if case .listLoaded = action { listAskedAt = askedAt }
      let wasLoading = state.connection.isLoading
      let effects = state.effects(of: action)
      if effects.contains(.loadList) {
        askedAt = state.now
        // Only after a change may one be asked for while another is under way.
        #expect(!wasLoading || !action.isTickOrKey)
      }
      return effects
    }

    private mutating func action() -> Action {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...3: return .clockTicked(state.now.addingTimeInterval(chance(0...40)))
      case 4 where chance(0...1) < 0.3:
        return .clockTicked(state.now.addingTimeInterval(chance(-100_000...100_000)))
      case 5: return .keyPressed(["r", "z", .down, "r"].randomElement(using: &random) ?? "r")
      case 6: return .companyFailed(failure())
      case 7: return .deleteFinished(id: 1, .alreadyGone(secretFile: nil))
      default:
        guard state.connection.isLoading else { return .keyPressed("r") }
        return chance(0...1) < 0.5 ? loaded() : .listFailed(failure(), at: state.now, random: chance(0...0.99))
      }
    }

    private mutating func loaded() -> Action {
      let serverDate: Date? =
        [state.now, nil, .distantPast, .distantFuture, state.now.addingTimeInterval(-7_200)].randomElement(
          using: &random) ?? nil
      let context = AnswerContext(receivedAt: state.now, askedAt: askedAt, serverDate: serverDate)
      let count = Int.random(in: 0...9, using: &random)
      return .listLoaded(
        Answer(SubscriptionList(Fixture.subscriptions.prefix(count).map { .readable($0) }), context: context))
    }

    private mutating func failure() -> Failure {
      let kinds: [Failure.Kind] = [
        .rateLimited, .rateLimited, .server, .unauthenticated, .forbidden, .timedOut(seconds: 30), .connectionLost,
        .unreachable(.nameNotFound), .unreadable(problem: "HTML"), .cancelled, .notSent(problem: "no token"),
      ]
      let retryAt: Date? = chance(0...1) < 0.5 ? state.now.addingTimeInterval(chance(-1e9...1e9)) : nil
      return Failure(kinds.randomElement(using: &random) ?? .server, status: 500, retryAt: retryAt)
    }
  }

  @Test("No step of any walk makes the header lie", arguments: 1...8 as ClosedRange<UInt64>)
  func truth(seed: UInt64) {
    var walk = Walk(random: SeededGenerator(seed: seed))
    _ = walk.state.start()
    walk.askedAt = walk.state.now
    for _ in 0..<250 {
      let effects = walk.step()
      let (state, now) = (walk.state, walk.state.now)
      let (header, connection) = (state.header, walk.state.connection)
      if connection.isLimited(at: now) { #expect(effects.filter(\.asksFintoro) == []) }
      #expect(header.firstMatch(of: /-\d/) == nil, "\(header)")
      if header.contains("● live") {
        let age = walk.listAskedAt.map { now.timeIntervalSince($0) } ?? .infinity
        #expect(connection.failure == nil && age <= 2 * Connection.interval, "\(header), \(age) s old")
      }
      #expect((state.nextTick ?? .distantFuture) > now)
      if !connection.isLoading, !connection.isStopped {
        // Whatever happened, it goes on by itself.
        let wait = connection.nextTryAt?.timeIntervalSince(now) ?? .infinity
        #expect(wait <= RequestRetryPolicy.maxRetryAfter, "\(wait)")
      }
    }
  }
}

extension Action {
  fileprivate var isTickOrKey: Bool {
    switch self {
    case .clockTicked, .keyPressed: true
    default: false
    }
  }
}
