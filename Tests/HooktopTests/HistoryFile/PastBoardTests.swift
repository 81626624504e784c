import Dashboard
import FintoroWebhooks
import Foundation
import History
import TerminalUI
import TestSupport
import Testing

@testable import hooktop

@Suite("The past as it was drawn live")
struct PastBoardTests {
  private static let start = Date(timeIntervalSince1970: 1_795_500_000)
  private static let key = CompanyKey(origin: "https://app.fintoro.sk", companyID: 15)
  private static let size = Size(columns: 150, rows: 40)
  /// Moments that are compared.
  private static let count = ProcessInfo.processInfo.environment["HOOKTOP_ALL_TRIALS"] == "1" ? 1_000 : 300

  @Test("Rows, states, GIVES UP and strips are those that were drawn at each moment", arguments: [UInt64(1), 2])
  func sameAsLive(seed: UInt64) async throws {
    try await onOwnThread { try Self.compareWithLive(seed: seed) }
  }

  private static func compareWithLive(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let store = try HistoryStore.inMemory()
    var world = SimulatedHooks(at: Self.start)
    var now = Self.start
    var live = try Self.board(at: now)
    var drawn: [(at: Date, rows: [String])] = []
    for _ in 0..<(Self.count / 2) {
      // Mostly the next poll; sometimes hooktop was not running for a while.
      let isPause = Int.random(in: 0..<25, using: &random) == 0
      now.addTimeInterval(isPause ? Double(Int.random(in: 300..<40_000, using: &random)) : 30)
      world.pass(to: now, using: &random)
      let list = SubscriptionList(world.subscriptions.map { .readable($0) })
      live = Self.update(live, .clockTicked(now))
      live = Self.update(
        live, .listLoaded(Answer(list, context: AnswerContext(receivedAt: now, serverDate: now))))
      try store.record(list, of: Self.key, at: now, pause: 90)
      drawn.append((now, Self.rows(live)))
    }
    let later = now.addingTimeInterval(600)
    let blank = try Self.board(at: later)
    var different = 0
    for (at, rows) in drawn {
      let board = try #require(try store.look(.at(at), of: Self.key) { _ in HealthLimits() })
      let present = Self.update(blank, .pastFound(.at(at), board))
      let then = Self.rows(present)
      if then != rows, different < 3 {
        different += 1
        Issue.record("\(at):\n\(rows.joined(separator: "\n"))\n\(then.joined(separator: "\n"))")
      }
    }
    print("looking back: \(drawn.count) moments compared, seed \(seed)")
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

  /// The table of the board without the cursor and the marks of what is new.
  private static func rows(_ state: State) -> [String] {
    FrameText.lines(view(state, size)).split(separator: "\n", omittingEmptySubsequences: false).dropFirst(1)
      .prefix(2 + (state.list.rows?.count ?? 0)).map { String($0).replacing("▸", with: " ").replacing("•", with: " ") }
  }
}

/// Eight subscriptions to which anything can happen.
private struct SimulatedHooks {
  private(set) var subscriptions: [Subscription]

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
      case 26: subscriptions[index].isActive.toggle()
      case 27: subscriptions[index].name = "Hook \(Int.random(in: 10..<99, using: &random))"
      default: break
      }
    }
    if Int.random(in: 0..<120, using: &random) == 0, subscriptions.count > 3 { subscriptions.removeLast() }
    if Int.random(in: 0..<120, using: &random) == 0, subscriptions.count < 9 {
      subscriptions.append(
        Subscription(
          id: (subscriptions.last?.id ?? 800) + 10, companyID: 15, url: "https://new.acme.sk/in", subscribedEvents: [],
          createdAt: Timestamp(now.addingTimeInterval(-5)), updatedAt: Timestamp(now.addingTimeInterval(-5))))
    }
  }
}
