import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// Clocks that jump, and clocks that differ.
@Suite struct ClockTests {
  private static let back = -3_600.0

  @Test("After a night asleep the list is stale with its age, and asked for at once")
  func slept() {
    var state = Fixture.board(Fixture.wide)
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(8 * 3_600))) == [.loadList])
    #expect(state.header.contains("stale · 8 h old (the answer is late) · asking…"))
    #expect(!state.connection.isLive(at: state.now))
    #expect(state.log.entries.count == 1)
  }

  @Test("A clock that is set back makes nothing wait longer: creates, drafts, words, secrets, the marked, a 429")
  func setBack() {
    let key = IdempotencyKey(rawValue: "k")
    var create = FormTests.filled(Fixture.wide).pressing("Enter").after(
      .createFinished(number: 1, .kept(key, Failure(.connectionLost))))
    create = create.at(Self.back)
    #expect(create.effects(of: .clockTicked(create.now.addingTimeInterval(2))).contains(.resumeCreate(number: 1, key)))

    var typed = Fixture.board(Fixture.wide).after(.draftsLoaded(Drafts())).pressing("n").typing("ERP").at(Self.back)
    let effects = typed.effects(of: .clockTicked(typed.now.addingTimeInterval(1)))
    #expect(effects.contains { if case .saveDrafts = $0 { true } else { false } })

    let word = Fixture.board(Fixture.wide).pressing("z").at(Self.back)
    #expect(word.screenText.contains("Refreshing stopped"))
    #expect(!word.waiting(7).screenText.contains("Refreshing stopped"))

    let secret = SecretTests.shown(nil, Fixture.wide).at(Self.back)
    #expect(secret.waiting(2).pressing("Enter").modal == nil)

    let limit = Failure(.rateLimited, status: 429, retryAt: Fixture.now.addingTimeInterval(40))
    var marked = MarkedTests.marked().pressing("Enter y").after(.markedChanged(802, .failed(limit))).at(Self.back)
    #expect(marked.header.contains("rate-limited until 13:10:40"))
    let due = marked.effects(of: .clockTicked(marked.now.addingTimeInterval(40)))
    #expect(due.contains { if case .changeMarked(802, _, _) = $0 { true } else { false } })
  }

  @Test("After a clock was set back the log does not tell of the future")
  func log() {
    let state = Fixture.board(Fixture.wide).at(18).after(Fixture.failure(.unreachable(.refused), at: 18)).at(Self.back)
    #expect(state.log.entries.allSatisfy { $0.at <= state.now })
    #expect(state.log.watchingSince.map { $0 <= state.now } == true)
  }

  @Test("An answer from before the clock was set back does not put the next try off")
  func answerFromTheFuture() {
    let state = Fixture.board(Fixture.wide).at(18).at(Self.back).after(Fixture.answer(asked: 18, received: 18))
    #expect(state.header.contains("● live now"))
    let failed = Fixture.board(Fixture.wide).at(18).at(Self.back).after(Fixture.failure(.unreachable(.refused), at: 18))
    #expect(failed.header.contains("offline since 13:10:00 (connection refused) · next 2 s"))
  }

  @Test(
    "Where the server's clock is another the board says by how much, whatever it claims",
    arguments: [
      (7_200.0, "Fintoro's clock is 2 h ahead"), (-7_200, "Fintoro's clock is 2 h behind"),
      (-56 * 365 * 86_400, "Fintoro's clock is 20440 d behind"), (299, nil), (0, nil),
    ] as [(Double, String?)])
  func skew(seconds: Double, told: String?) {
    let state = Fixture.start(Fixture.wide).after(Fixture.answer(asked: 0, received: 0, serverDate: seconds))
    let isTold = state.screenText.contains("Fintoro's clock")
    #expect(isTold == (told != nil))
    if let told { #expect(state.screenText.contains(told)) }
    // The header counts by this machine's clock alone.
    #expect(state.header.contains("● live now"))
  }
}
