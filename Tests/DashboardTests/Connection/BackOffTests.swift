import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import TestSupport
import Testing

/// How often Fintoro is asked when it does not answer well.
@Suite struct BackOffTests {
  /// Seconds from the beginning of each try to that of the next.
  private func waits(_ kind: Failure.Kind, inUse: Bool = false, random: Double = 1) -> [Double] {
    var connection = Connection(startedAt: Fixture.now)
    var now = Fixture.now
    return (0..<12).map { _ in
      if inUse { connection.noteKeyPress(at: now) }
      connection.started(at: now)
      connection.failed(Failure(kind, status: 500), at: now, now: now, random: random)
      let next = connection.nextTryAt ?? .distantPast
      defer { now = next }
      return next.timeIntervalSince(now).rounded()
    }
  }

  @Test("Where no request gets through it is tried again soon, then later and later, never later than five minutes")
  func unreachable() {
    let waits = waits(.unreachable(.refused))
    #expect(waits.prefix(6) == [2, 4, 8, 16, 32, 64])
    #expect(waits.last == 300)
  }

  @Test("A request that got through has cost a part of the budget: soon once, then no sooner than any other would be")
  func costly() {
    #expect(waits(.server, random: 0).prefix(7) == [2, 59, 6, 54, 24, 48, 96])
    #expect(waits(.timedOut(seconds: 30), inUse: true, random: 0).prefix(6) == [2, 3, 6, 50, 24, 48])
    #expect(waits(.server).last == 300)
  }

  @Test(
    "No minute sees more than two requests at rest and four in use, however Fintoro answers", arguments: [false, true])
  func bounded(inUse: Bool) {
    var state = Fixture.board(Fixture.wide)
    var random = SeededGenerator(seed: 7)
    var asked: [Double] = []
    for second in 0..<3_600 {
      var effects = state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(Double(second))))
      if inUse { effects += state.effects(of: .keyPressed(.down)) }
      guard effects.contains(.loadList) else { continue }
      asked.append(Double(second))
      let kinds: [Failure.Kind] = [.server, .connectionLost, .unreadable(problem: "HTML"), .unauthenticated]
      let kind = kinds.randomElement(using: &random) ?? .server
      state = state.after(
        Bool.random(using: &random)
          ? Fixture.failure(kind, at: Double(second))
          : Fixture.answer(asked: Double(second), received: Double(second)))
    }
    #expect(asked.count > 10)
    for start in asked { #expect(asked.count { $0 >= start && $0 < start + 60 } <= (inUse ? 4 : 2)) }
  }

  @Test("A refresh key that is held down while Fintoro fails asks once in two seconds")
  func heldKey() {
    var state = Fixture.board(Fixture.wide)
    var asked = 0
    for tenth in 0..<100 {
      let at = Double(tenth) / 10
      let effects =
        state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(at))) + state.effects(of: .keyPressed("r"))
      guard effects.contains(.loadList) else { continue }
      asked += 1
      state = state.after(Fixture.failure(.server, at: at))
    }
    #expect((4...7).contains(asked))
    #expect(state.screenText.contains("tried a moment ago"))
  }

  @Test("Somebody who is impatient does not make the board wait longer")
  func impatient() {
    var state = Fixture.board(Fixture.wide).at(18).after(Fixture.failure(.unreachable(.refused), at: 18))
    for second in stride(from: 21.0, to: 60, by: 3) {
      state = state.at(second)
      if !state.connection.isLoading { state = state.pressing("r") }
      state = state.after(Fixture.failure(.unreachable(.refused), at: second))
    }
    #expect((state.connection.nextTryAt?.timeIntervalSince(state.now) ?? 99) <= 32)
  }

  @Test("Ten companies on the overview are each asked within a budget of their own; a 429 of one stops that one alone")
  func overview() {
    let names = (0..<10).map { "company-\($0)" }
    var companies = Companies(names.map { Fixture.company($0, Fixture.wide) }, current: names[0])
    var asked: [CompanyState.ID: [Double]] = [:]
    var waiting = companies.start() + companies.effects(of: "o")
    for second in 0..<600 {
      let at = Double(second)
      for effect in waiting where effect.effect == .loadList {
        asked[effect.company, default: []].append(at)
        let isLimited = effect.company == names[3]
        companies = companies.after(
          isLimited ? Fixture.failure(.rateLimited, at: at, retryIn: 240) : Fixture.answer(asked: at, received: at),
          of: effect.company)
      }
      let next = Fixture.now.addingTimeInterval(at + 1)
      waiting = update(&companies, AddressedAction(.clockTicked(next), to: .everybody)) + companies.effects(of: "Down")
    }
    for name in names.dropFirst() where name != names[3] {
      let times = asked[name] ?? []
      #expect((18...21).contains(times.count))
      for start in times { #expect(times.count { $0 >= start && $0 < start + 60 } <= 2) }
    }
    // The one that is looked at hears the keys.
    #expect((30...41).contains(asked[names[0]]?.count ?? 0))
    #expect(asked[names[3]] == [0, 240, 480])
    #expect(companies.screenText.contains("429") || companies.screenText.contains("rate-limited until"))
  }
}
