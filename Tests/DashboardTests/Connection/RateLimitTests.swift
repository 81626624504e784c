import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import Testing

/// A 429 is about all requests: whichever it answers, none is sent before its time.
@Suite struct RateLimitTests {
  private static let key = IdempotencyKey(rawValue: "k")
  private static let until = Fixture.now.addingTimeInterval(40)
  private static let limit = Failure(.rateLimited, status: 429, retryAt: until, isFintorosAnswer: true)
  /// A proxy's: what it means for the write is not known, what it means for the next request is.
  private static let foreign = Failure(.rateLimited, status: 429, retryAt: until)

  /// Every answer that can be a 429, in the state that waits for it.
  private static let answers: [(name: String, state: State)] = [
    ("the list", Fixture.board(Fixture.wide).after(.listFailed(limit, at: Fixture.now, random: 0))),
    ("whoami", Fixture.board(Fixture.wide).after(.companyFailed(limit))),
    (
      "reading for an edit", Fixture.onERP(Fixture.wide).pressing("e").after(.subscriptionRead(id: 801, .failed(limit)))
    ),
    ("reading nobody waits for", Fixture.onERP(Fixture.wide).after(.subscriptionRead(id: 801, .failed(limit)))),
    ("an edit", Fixture.reviewing(Fixture.wide).pressing("y").after(.editFinished(id: 801, .refused(limit)))),
    (
      "an edit's reading back",
      Fixture.reviewing(Fixture.wide).pressing("y").after(.editFinished(id: 801, .unknown(foreign, now: nil)))
    ),
    ("a delete", deleting.pressing("Enter").after(.deleteFinished(id: 801, .refused(limit)))),
    ("a delete, lost", deleting.pressing("Enter").after(.deleteFinished(id: 801, .unknown(foreign)))),
    ("a rotation", RotateTests.sent(Fixture.wide).after(.rotateFinished(id: 801, .refused(limit)))),
    ("a rotation, lost", RotateTests.sent(Fixture.wide).after(.rotateFinished(id: 801, .lost(foreign)))),
    ("a create", waiting(limit)),
    ("one of the marked", MarkedTests.marked().pressing("Enter y").after(.markedChanged(802, .failed(limit)))),
    (
      "one of the marked, lost",
      MarkedTests.marked().pressing("Enter y").after(.markedChanged(802, .edited(.unknown(foreign, now: nil))))
    ),
  ]

  /// Every state from which one key would send something, and the key.
  private static let keys: [(name: String, state: State, key: Key)] = [
    ("r", Fixture.board(Fixture.wide), "r"), ("e", Fixture.onERP(Fixture.wide), "e"),
    ("p", Fixture.onERP(Fixture.wide), "p"), ("z twice", Fixture.board(Fixture.wide).pressing("z").at(30), "z"),
    ("saving", Fixture.reviewing(Fixture.wide), "y"), ("deleting", deleting, .enter),
    ("rotating", RotateTests.asking(Fixture.wide).typing("ERP sync"), .enter),
    ("creating", FormTests.filled(Fixture.wide), .enter),
    ("the marked", MarkedTests.marked().pressing("Enter"), "y"),
    ("adopting", PendingTests.open(Fixture.wide).pressing("Down a").typing("ERP sync"), .enter),
    (
      "sending a create again",
      waiting(Failure(.connectionLost)).pressing("Esc").after(
        .pendingCreatesFound([FoundCreate(key: key, label: "ERP sync")])
      ).pressing("P"), "r"
    ),
  ]

  private static let deleting = Fixture.onERP(Fixture.wide).pressing("D").typing("ERP sync")

  private static func waiting(_ failure: Failure) -> State {
    FormTests.filled(Fixture.wide).pressing("Enter").after(
      .createFinished(number: 1, .kept(key, failure), at: Fixture.now, random: 0))
  }

  @Test("Whichever request was answered with a 429, all of them stop until its time", arguments: answers.map(\.name))
  func anyAnswer(name: String) throws {
    var state = try #require(Self.answers.first { $0.name == name }?.state)
    #expect(state.header.contains("rate-limited until 14:10:40"))
    for second in 1..<40 {
      let effects = state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(Double(second))))
      #expect(effects.filter(\.asksFintoro) == [])
    }
    // Nothing is forgotten either: with its time the list is asked for again.
    var asked: [Effect] = []
    for second in 40...60 { asked += state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(Double(second)))) }
    #expect(asked.contains(.loadList))
  }

  @Test("Whatever is about to be sent by a key is not sent while a 429 holds, and says so", arguments: keys.map(\.name))
  func anyKey(name: String) throws {
    let (_, free, key) = try #require(Self.keys.first { $0.name == name })
    var unlimited = free
    #expect(unlimited.effects(of: .keyPressed(key)).contains { $0.asksFintoro })
    var state = free.after(.companyFailed(Self.limit))
    #expect(state.effects(of: .keyPressed(key)).filter(\.asksFintoro) == [])
    #expect(name == "z twice" || state.words.contains("nothing is sent until 14:10:40"))
    #expect(state.custody.writes == [] && state.creates.allSatisfy { $0.key != nil })
  }

  @Test("Creates that a former run left are not sent either, and found again by the next list")
  func orphans() {
    let found = Action.pendingCreatesFound([FoundCreate(key: Self.key, label: "Night")])
    var state = Fixture.board(Fixture.wide).after(.companyFailed(Self.limit))
    #expect(state.effects(of: found) == [])
    state = state.at(41)
    #expect(state.effects(of: Fixture.answer(asked: 41, received: 41)).contains(.findPendingCreates))
    #expect(state.effects(of: found) == [.resumeCreate(number: 1, Self.key)])
  }

  @Test(
    "A time that no answer named is not told as one; what is absurd is waited for an hour at the most",
    arguments: [
      (nil, "◌ rate-limited · next 2 s"), (-500, "◌ rate-limited · next 2 s"), (0, "◌ rate-limited · next 2 s"),
      (90, "◌ rate-limited until 14:11:30"), (86_400, "◌ rate-limited until 15:10:00"),
    ] as [(Double?, String)])
  func times(retryIn: Double?, told: String) {
    var state = Fixture.board(Fixture.wide).after(Fixture.failure(.rateLimited, retryIn: retryIn))
    #expect(state.header.contains(told))
    #expect(state.effects(of: .clockTicked(Fixture.now.addingTimeInterval(3_600))) == [.loadList])
  }

  @Test("A good answer that was under way does not lift a 429")
  func goodAnswer() {
    let state = Fixture.board(Fixture.wide).at(18).after(.companyFailed(Self.limit))
      .after(Fixture.answer(asked: 17, received: 18))
    #expect(state.header.contains("rate-limited until 14:10:40"))
    #expect(state.connection.isLive(at: state.now))
    var later = state
    #expect(later.effects(of: .clockTicked(Fixture.now.addingTimeInterval(39))) == [])
  }
}
