import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("Pending create")
struct PendingCreateTests {
  typealias Outcome = PendingCreate.Outcome
  typealias Verdict = PendingCreate.Verdict

  /// What was known of the sends before this one.
  private static let nothingLost: [[Outcome]] = [
    [], [.notSent], [.refused(status: 422)], [.notSent, .refused(status: 401)],
  ]
  private static let oneLost: [[Outcome]] = [
    [.unknown], [.notSent, .unknown], [.unknown, .refused(status: 422)], [.unknown, .unknown, .notSent],
  ]

  /// Statuses of an answer in Fintoro's own JSON, with what each means: before anything was lost, and after.
  private static let answers: [(statuses: [Int], before: Verdict, after: Verdict)] = [
    (
      [400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 415, 418, 421, 422, 423, 424, 426, 428, 431, 451, 499],
      .retire, .keepAndTell
    ),
    ([407, 408, 409, 425, 429], .keep, .keep),
    ([500, 501, 502, 503, 504, 507, 511, 599], .keep, .keep),
    ([300, 301, 302, 303, 304, 307, 308], .keep, .keep),
    ([100, 200, 201, 202, 204, 206, 299], .keep, .keep),
  ]

  private func sends(_ outcomes: [Outcome]) -> [PendingCreate.Send] {
    outcomes.map { PendingCreate.Send(at: now, outcome: $0) }
  }

  @Test("Every status in Fintoro's JSON has its verdict, with and without an earlier send whose answer was lost")
  func fintorosAnswers() {
    for row in Self.answers {
      for status in row.statuses {
        let failure = Failure(.unexpectedStatus, status: status, isFintorosAnswer: true)
        for earlier in Self.nothingLost {
          #expect(PendingCreate.verdict(earlier: sends(earlier), failure: failure) == row.before, "\(status)")
        }
        for earlier in Self.oneLost {
          #expect(PendingCreate.verdict(earlier: sends(earlier), failure: failure) == row.after, "\(status)")
        }
      }
    }
  }

  @Test("An answer that is not Fintoro's JSON settles nothing, whatever its status")
  func foreignAnswers() {
    for status in 100..<600 {
      let failure = Failure(.unreadable(problem: "a page"), status: status, isFintorosAnswer: false)
      for earlier in Self.nothingLost + Self.oneLost {
        #expect(PendingCreate.verdict(earlier: sends(earlier), failure: failure) == .keep)
      }
      #expect(PendingCreate.outcome(of: failure) == .unknown)
    }
  }

  @Test("Only a 4xx can retire an entry, and never after a lost answer")
  func onlyFourHundreds() {
    for status in 100..<600 {
      let failure = Failure(.unexpectedStatus, status: status, isFintorosAnswer: true)
      if !(400..<500).contains(status) { #expect(PendingCreate.verdict(earlier: [], failure: failure) == .keep) }
      for earlier in Self.oneLost {
        #expect(PendingCreate.verdict(earlier: sends(earlier), failure: failure) != .retire)
      }
    }
  }

  @Test(
    "Without an answer the entry is kept, before and after a lost one",
    arguments: [
      .unreachable(.nameNotFound), .unreachable(.refused), .unreachable(.tls), .unreachable(.other),
      .timedOut(seconds: 30), .connectionLost, .cancelled, .unreadable(problem: "cut"), .notSent(problem: "no journal"),
    ] as [Failure.Kind])
  func noAnswer(_ kind: Failure.Kind) {
    for earlier in Self.nothingLost + Self.oneLost {
      #expect(PendingCreate.verdict(earlier: sends(earlier), failure: Failure(kind)) == .keep)
    }
  }

  @Test("The kinds that stand for a refusal retire like their status")
  func kinds() {
    let refusals: [(Failure.Kind, Int)] = [
      (.unauthenticated, 401), (.forbidden, 403), (.notFound, 404), (.invalid(fields: ["url": ["no"]]), 422),
      (.idempotencyConflict, 422),
    ]
    for (kind, status) in refusals {
      let failure = Failure(kind, status: status, isFintorosAnswer: true)
      #expect(PendingCreate.verdict(earlier: [], failure: failure) == .retire)
      #expect(PendingCreate.verdict(earlier: sends([.unknown]), failure: failure) == .keepAndTell)
      #expect(PendingCreate.outcome(of: failure) == .refused(status: status))
    }
  }

  @Test("A send is written down as not sent only when no byte left, as refused only when that is settled")
  func outcomes() {
    let notSent: [Failure.Kind] = [.unreachable(.refused), .unreachable(.tls), .notSent(problem: "no journal")]
    for kind in notSent { #expect(PendingCreate.outcome(of: Failure(kind)) == .notSent) }
    let unknown: [Failure.Kind] = [.timedOut(seconds: 5), .connectionLost, .cancelled, .unreadable(problem: "cut")]
    for kind in unknown { #expect(PendingCreate.outcome(of: Failure(kind)) == .unknown) }
    for status in [200, 201, 302, 407, 408, 409, 425, 429, 500, 503] {
      let failure = Failure(.unexpectedStatus, status: status, isFintorosAnswer: true)
      #expect(PendingCreate.outcome(of: failure) == .unknown, "\(status)")
    }
  }

  @Test("A refusal that was written down never makes a later refusal keep the entry; a lost answer always does")
  func writtenDown() {
    var numbers = SeededGenerator(seed: 2)
    let refused = Failure(.forbidden, status: 403, isFintorosAnswer: true)
    let failures = [
      refused, Failure(.connectionLost), Failure(.unreachable(.refused)),
      Failure(.server, status: 500, isFintorosAnswer: true),
    ]
    for _ in 0..<1_000 {
      let past = (0..<Int.random(in: 0...4, using: &numbers)).compactMap { _ in failures.randomElement(using: &numbers)
      }
      let isLost = past.contains { $0.kind == .connectionLost || $0.kind == .server }
      let verdict = PendingCreate.verdict(earlier: sends(past.map(PendingCreate.outcome)), failure: refused)
      #expect(verdict == (isLost ? .keepAndTell : .retire))
    }
  }

  @Test(
    "An entry is sent up to 55 minutes of age; older, or made in the clock's future, it is compared instead",
    arguments: [
      (0, .send), (1, .send), (55 * 60 - 1, .send), (55 * 60, .send), (55 * 60 + 0.001, .compare(.keyExpired)),
      (55 * 60 + 1, .compare(.keyExpired)), (86_400, .compare(.keyExpired)), (-0.001, .compare(.clockSetBack)),
      (-1, .compare(.clockSetBack)), (-86_400, .compare(.clockSetBack)),
    ] as [(Double, PendingCreate.NextStep)])
  func nextStep(_ age: Double, _ step: PendingCreate.NextStep) {
    #expect(PendingCreate.fixture(startedAt: now - age).nextStep(now: now) == step)
  }

  @Test("An entry's age counts from its start, not from its last send")
  func ageFromStart() {
    var create = PendingCreate.fixture(startedAt: now - 56 * 60)
    create.sends = [PendingCreate.Send(at: now - 1, outcome: .unknown)]
    #expect(create.nextStep(now: now) == .compare(.keyExpired))
  }

  @Test("A key counts as expired after 55 minutes")
  func lifetime() {
    #expect(IdempotencyKey.assumedLifetime == 3_300)
    #expect(IdempotencyKey(rawValue: "a b").description == "a b")
  }
}
