import Dashboard
import FintoroAPI
import FintoroWebhooks
import Foundation
import History
import TerminalUI
import TestSupport
import Testing

@testable import hooktop

@Suite("The past as it was drawn live")
struct PastBoardTests {
  fileprivate static let start = Date(timeIntervalSince1970: 1_795_500_000)
  private static let key = CompanyKey(origin: "https://app.fintoro.sk", companyID: 15)
  private static let size = Size(columns: 150, rows: 40)
  /// Moments that are compared.
  private static let count = ProcessInfo.processInfo.environment["HOOKTOP_ALL_TRIALS"] == "1" ? 1_000 : 300

  @Test("Rows, states, GIVES UP, strips and gaps are those that were drawn at each moment", arguments: [UInt64(1), 2])
  func sameAsLive(seed: UInt64) async throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: seed)
    var run = try Run(folder)
    var world = SimulatedHooks(at: Self.start)
    var now = Self.start
    var live = try Self.board(at: now)
    var drawn: [Moment] = []
    for _ in 0..<(Self.count / 2) {
      // Mostly the next poll; sometimes hooktop was not running for a while.
      let isPause = Int.random(in: 0..<25, using: &random) == 0
      if isPause { run = try Run(folder) }
      now.addTimeInterval(isPause ? Double(Int.random(in: 300..<40_000, using: &random)) : 30)
      world.pass(to: now, using: &random)
      let answer = Answer(
        SubscriptionList(world.subscriptions.map { .readable($0) }),
        context: AnswerContext(receivedAt: now, serverDate: now))
      live = Self.update(Self.update(live, .clockTicked(now)), .listLoaded(answer))
      _ = await run.recorder.watch(answer)
      guard case .gaps(let gaps)? = await run.keeper.take(answer) else {
        Issue.record("no gaps at \(now)")
        return
      }
      live = Self.update(live, .gapsFound(gaps))
      if let record = gaps.randomElement(using: &random), Int.random(in: 0..<6, using: &random) == 0 {
        let state = live.list.subscription(record.gap.subscriptionID)?.health.state
        let decisions: [GapDecision] = [
          .done(.fetched), .done(.nothingToFetch), .undone, .acknowledge(state: state), .unacknowledge,
        ]
        let decision = decisions[Int.random(in: 0..<decisions.count, using: &random)]
        let kept = try await run.keeper.decide(decision, about: [record.id], at: now)
        live = Self.update(live, .gapsDecided(decision, .kept(kept)))
      }
      drawn.append(Moment(live, at: now))
    }
    let blank = try Self.board(at: now.addingTimeInterval(600))
    var different = 0
    for moment in drawn {
      let board = try #require(try await run.recorder.look(.at(moment.at)))
      let present = Self.update(blank, .pastFound(.at(moment.at), board))
      let then = Moment(present, at: moment.at)
      if then != moment, different < 3 {
        different += 1
        Issue.record("\(moment.at): \(moment.differences(to: then))")
      }
    }
    let gaps = Set(drawn.flatMap { $0.gaps.records.map(\.id) })
    let decided = drawn.count { $0.gaps.records.contains { $0.tick != nil || $0.acknowledgement != nil } }
    #expect(gaps.count > 20 && decided > drawn.count / 4)
    print("looking back: \(drawn.count) moments with \(gaps.count) gaps compared, seed \(seed)")
  }

  /// What is compared of a moment.
  private struct Moment: Equatable {
    var at: Date
    var rows: [String]
    var marks: [Set<RowMark>]
    var gaps: OpenGaps

    init(_ state: State, at date: Date) {
      (at, rows, gaps) = (date, PastBoardTests.rows(state), state.world.gaps)
      marks = (state.list.rows ?? []).map(\.marks)
    }

    func differences(to other: Moment) -> String {
      let rows = zip(rows, other.rows).filter { $0 != $1 }.map { "\($0)\n\($1)" }.joined(separator: "\n")
      let (own, others) = (gaps.records, other.gaps.records)
      return
        "\(rows)\nonly live: \(own.filter { !others.contains($0) })\nonly then: \(others.filter { !own.contains($0) })"
    }
  }

  /// What one run of hooktop has.
  private struct Run {
    let recorder: HistoryRecorder
    let keeper: GapKeeper

    init(_ folder: TemporaryFolder) throws {
      let history = OpenHistory(.file(folder.paths.history), now: { PastBoardTests.start })
      let keys = CompanyKeys(
        baseURL: try BaseURL("https://app.fintoro.sk/api/public/v1"), profile: nil, paths: folder.paths)
      recorder = HistoryRecorder(history, keys: keys, refreshSeconds: 30)
      keeper = GapKeeper(history, keys: keys, person: "jano")
    }
  }

  @Test("Steps go through every change once, back and forth")
  func steps() throws {
    let store = try HistoryStore.inMemory()
    var random = SeededGenerator(seed: 7)
    var world = SimulatedHooks(at: Self.start)
    var now = Self.start
    for _ in 0..<200 {
      now.addTimeInterval(30)
      world.pass(to: now, using: &random)
      try store.record(
        SubscriptionList(world.subscriptions.map { .readable($0) }), of: Self.key, at: now, pause: 90)
    }
    let limits: (Int) -> HealthLimits = { _ in HealthLimits() }
    var back: [Date] = []
    while let board = try store.look(.before(back.last ?? now.addingTimeInterval(1)), of: Self.key, limits: limits) {
      back.append(board.at)
    }
    #expect(back.count > 10 && back == back.sorted(by: >))
    #expect(back.last == Self.start.addingTimeInterval(30))
    var forth: [Date] = [try #require(back.last)]
    while let board = try store.look(
      .after(forth[forth.count - 1], until: now), of: Self.key, limits: limits)
    {
      forth.append(board.at)
    }
    #expect(forth == back.reversed())
  }

  private static func board(at now: Date) throws -> State {
    let themes = try ThemeLibrary.embedded().themes
    var state = State(
      session: Session(profile: "prod", baseURL: "https://app.fintoro.sk", isDemo: false), themes: themes,
      theme: themes[0], now: now, zone: .gmt, size: size)
    _ = state.start()
    return state
  }

  private static func update(_ state: State, _ action: Action) -> State {
    var state = state
    _ = Dashboard.update(&state, action)
    return state
  }

  /// The table of the board without the cursor and what stands before names: what is new hides other marks there.
  fileprivate static func rows(_ state: State) -> [String] {
    FrameText.lines(view(state, size)).split(separator: "\n", omittingEmptySubsequences: false).dropFirst(1)
      .prefix(2 + (state.list.rows?.count ?? 0)).map {
        String($0).replacing("▸", with: " ").replacing(/[•-](?=Hook|new)/, with: " ")
      }
  }
}

/// Eight subscriptions to which anything can happen.
private struct SimulatedHooks {
  private(set) var subscriptions: [Subscription]
  /// No id is used again.
  private var lastID = 808

  init(at start: Date) {
    subscriptions = (801...808).map { id in
      Subscription(
        id: id, companyID: 15, name: "Hook \(id)", url: "https://h\(id).acme.sk/in",
        subscribedEvents: [EventType("invoices.paid")], lastSuccessAt: Timestamp(start.addingTimeInterval(-600)),
        createdAt: Timestamp(start.addingTimeInterval(-864_000)),
        updatedAt: Timestamp(start.addingTimeInterval(-864_000)))
    }
  }

  mutating func pass(to now: Date, using random: inout SeededGenerator) {
    for index in subscriptions.indices {
      let recently = Timestamp(now.addingTimeInterval(-Double(Int.random(in: 1..<25, using: &random))))
      switch Int.random(in: 0..<60, using: &random) {
      case 0...3: subscriptions[index].lastFailureAt = recently
      case 4...25: subscriptions[index].lastSuccessAt = recently
      case 26:
        subscriptions[index].isActive.toggle()
        subscriptions[index].updatedAt = recently
      case 27:
        subscriptions[index].name = "Hook \(Int.random(in: 10..<99, using: &random))"
        subscriptions[index].updatedAt = recently
      default: break
      }
    }
    if Int.random(in: 0..<120, using: &random) == 0, subscriptions.count > 3 { subscriptions.removeLast() }
    if Int.random(in: 0..<120, using: &random) == 0, subscriptions.count < 9 {
      lastID += 10
      subscriptions.append(
        Subscription(
          id: lastID, companyID: 15, url: "https://new.acme.sk/in", subscribedEvents: [],
          createdAt: Timestamp(now.addingTimeInterval(-5)), updatedAt: Timestamp(now.addingTimeInterval(-5))))
    }
  }
}
