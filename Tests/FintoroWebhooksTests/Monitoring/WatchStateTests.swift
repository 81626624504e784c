import FintoroWebhooks
import Foundation
import Testing

@Suite("What a watcher tells, and when")
struct WatchStateTests {
  /// A watcher of one subscription, asked once a minute.
  struct Watched {
    var state = WatchState(key: "k")
    var now = Date(timeIntervalSince1970: 1_800_000_000)
    private var told = 0

    static let created = Timestamp(Date(timeIntervalSince1970: 1_790_000_000))

    init() {}

    /// - Returns: the notices that the answer brings, in short.
    mutating func answer(
      _ subscriptions: [Subscription], unreadable: [UnreadableSubscription] = [], gaps: [GapRecord] = []
    ) -> [String] {
      now += 60
      let list = SubscriptionList(
        subscriptions.map(ListedSubscription.readable) + unreadable.map(ListedSubscription.unreadable))
      state.take(
        list, at: ServerTime(now: now), gaps: Dictionary(grouping: gaps, by: \.gap.subscriptionID),
        limits: { _ in HealthLimits() }, zone: .gmt)
      return news()
    }

    mutating func noAnswer(after seconds: Double = 60) -> [String] {
      now += seconds
      state.noAnswer(at: now, patience: 600, reason: "refused")
      return news()
    }

    private mutating func news() -> [String] {
      defer { told = state.notices.count }
      return state.notices.dropFirst(told).map { notice in
        [notice.kind.rawValue, notice.subscription.map(String.init), notice.from, notice.to]
          .compactMap(\.self).joined(separator: " ")
      }
    }

    var failing: Subscription { subscription(success: 3_600, failure: 10) }
    var ok: Subscription { subscription(success: 5) }
    var disabled: Subscription { subscription(success: 3_600, isActive: false) }
    var silent: Subscription { subscription() }

    func subscription(success: Double? = nil, failure: Double? = nil, isActive: Bool = true) -> Subscription {
      func at(_ ago: Double?) -> Timestamp { ago.map { Timestamp(now.addingTimeInterval(60 - $0)) } ?? .never }
      return Subscription(
        id: 801, name: "ERP", url: "https://acme.sk/h", isActive: isActive,
        subscribedEvents: [EventType("invoices.paid")], lastSuccessAt: at(success), lastFailureAt: at(failure),
        createdAt: Self.created)
    }
  }

  @Test("Trouble is told after one bad answer, its end after two good ones, with how long it lasted")
  func trouble() {
    var watched = Watched()
    #expect(watched.answer([watched.ok]) == [])
    #expect(watched.answer([watched.failing]) == ["trouble 801 failing"])
    #expect(watched.answer([watched.failing]) == [])
    #expect(watched.answer([watched.ok]) == [])
    #expect(watched.answer([watched.ok]) == ["recovery 801 failing ok"])
    #expect(watched.state.notices.last?.lasted == 120)
    #expect(watched.answer([watched.ok]) == [])
  }

  @Test("A single good answer among bad ones ends nothing and begins nothing")
  func flapping() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    #expect(watched.answer([watched.failing]) == ["trouble 801 failing"])
    for _ in 0..<5 {
      #expect(watched.answer([watched.ok]) == [])
      #expect(watched.answer([watched.failing]) == [])
    }
  }

  @Test("What is in trouble at the first answer ever is marked, what comes later is not")
  func initial() {
    var watched = Watched()
    #expect(watched.answer([watched.failing]) == ["trouble 801 failing"])
    #expect(watched.state.notices[0].isInitial)
    var late = Watched()
    _ = late.answer([])
    #expect(late.answer([late.failing]) == ["trouble 801 failing"])
    #expect(!late.state.notices[0].isInitial)
  }

  @Test("Another trouble in place of one is told as well")
  func change() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    #expect(watched.answer([watched.failing]) == ["trouble 801 failing"])
    #expect(watched.answer([watched.disabled]) == ["trouble 801 failing disabled"])
    #expect(watched.answer([watched.failing]) == ["trouble 801 disabled failing"])
  }

  @Test("Disabled is trouble where it was active before, and not where it always was")
  func disabled() {
    var watched = Watched()
    #expect(watched.answer([watched.disabled]) == [])
    #expect(watched.answer([watched.disabled]) == [])
    #expect(watched.answer([watched.ok]) == [])
    #expect(watched.answer([watched.disabled]) == ["trouble 801 disabled"])
    #expect(watched.answer([watched.ok]) == [])
    #expect(watched.answer([watched.ok]) == ["recovery 801 disabled ok"])
  }

  @Test("That the retries are over is told once for a trouble")
  func gaveUp() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    let failing = watched.subscription(success: 3_600, failure: 10)
    #expect(watched.answer([failing]) == ["trouble 801 failing"])
    watched.now += 11_100
    #expect(watched.answer([failing]) == ["gave-up 801 failing failing"])
    #expect(watched.answer([failing]) == [])
  }

  @Test("What fails after the retries were over has retries of its own, and their end is told as well")
  func gaveUpAgain() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    for news in [["trouble 801 failing"], []] {
      let failing = watched.subscription(success: 90_000, failure: 10)
      #expect(watched.answer([failing]) == news)
      watched.now += 11_100
      #expect(watched.answer([failing]) == ["gave-up 801 failing failing"])
      #expect(watched.answer([failing]) == [])
    }
  }

  @Test("Silent is trouble; a time that cannot be believed is no evidence of anything")
  func silentAndOdd() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    #expect(watched.answer([watched.silent]) == ["trouble 801 silent"])
    for _ in 0..<3 { #expect(watched.answer([watched.subscription(success: -4_000)]) == []) }
    #expect(watched.answer([watched.ok]) == [])
    #expect(watched.answer([watched.ok]) == ["recovery 801 silent ok"])
  }

  @Test("One that was deleted in trouble is out of it; one that cannot be read is not")
  func deleted() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    #expect(watched.answer([watched.failing]) == ["trouble 801 failing"])
    let unreadable = UnreadableSubscription(position: 0, id: 801, problem: "`url` is missing")
    for _ in 0..<3 { #expect(watched.answer([], unreadable: [unreadable]) == []) }
    #expect(watched.answer([]) == [])
    #expect(watched.answer([]) == ["recovery 801 failing deleted"])
  }

  @Test("Without answers for some time it is blind, once, and says when it sees again")
  func blind() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    #expect(watched.noAnswer(after: 300) == [])
    #expect(watched.noAnswer(after: 300) == ["blind"])
    #expect(watched.noAnswer(after: 300) == [])
    #expect(watched.answer([watched.ok]) == ["sighted"])
    #expect(watched.state.notices.last?.lasted == 960)
    #expect(watched.noAnswer() == [])
  }

  @Test("Nobody is blind for the time in which nobody asked; waiting in vain goes on over a restart")
  func restarted() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    watched.now += 86_400
    watched.state.resume(at: watched.now)
    #expect(watched.noAnswer(after: 1) == [])
    #expect(watched.noAnswer(after: 300) == [])
    watched.state.resume(at: watched.now)
    #expect(watched.noAnswer(after: 299) == ["blind"])
  }

  @Test("Another company has troubles of its own: those of the one before do not end, and its own are initial")
  func otherCompany() {
    var watched = Watched()
    func of(_ company: Int, _ subscription: Subscription) -> Subscription {
      var subscription = subscription
      subscription.companyID = company
      return subscription
    }
    _ = watched.answer([of(15, watched.ok)])
    #expect(watched.answer([of(15, watched.failing)]) == ["trouble 801 failing"])
    #expect(watched.answer([of(16, watched.silent)]) == ["trouble 801 silent"])
    #expect(watched.state.notices.map(\.companyID) == [15, 16])
    #expect(watched.state.notices.map(\.isInitial) == [false, true])
    for _ in 0..<3 { #expect(watched.answer([of(16, watched.silent)]) == []) }
  }

  @Test("One that never had an answer is blind as well")
  func blindFromTheStart() {
    var watched = Watched()
    #expect(watched.noAnswer() == [])
    #expect(watched.noAnswer(after: 599) == [])
    #expect(watched.noAnswer(after: 1) == ["blind"])
  }

  @Test("An answer that changes nothing is not worth a write, a first good one after trouble is")
  func worthKeeping() {
    var watched = Watched()
    _ = watched.answer([watched.ok])
    var before = watched.state
    _ = watched.answer([watched.ok])
    #expect(!watched.state.isWorthKeeping(over: before))
    _ = watched.answer([watched.failing])
    before = watched.state
    _ = watched.answer([watched.ok])
    #expect(watched.state.isWorthKeeping(over: before))
  }

  @Test("Of one subscription the older notice is told first; a failed command waits, others do not wait for it")
  func due() throws {
    var watched = Watched()
    func other(_ subscription: Subscription) -> Subscription {
      var other = subscription
      other.id = 802
      return other
    }
    _ = watched.answer([watched.ok, other(watched.ok)])
    _ = watched.answer([watched.failing, other(watched.ok)])
    _ = watched.answer([watched.ok, other(watched.failing)])
    _ = watched.answer([watched.ok, other(watched.failing)])
    var state = watched.state
    let ids = state.notices.map(\.id)
    #expect(Set(ids).count == 3 && state.unprinted.count == 3)
    #expect(state.due(at: watched.now) == [])
    for id in ids { state.printed(id, needsCommand: true) }
    #expect(state.due(at: watched.now).map(\.subscription) == [801, 802])
    state.notTold(ids[0], at: watched.now, random: 0)
    #expect(state.due(at: watched.now).map(\.subscription) == [802])
    let next = try #require(state.nextDue(after: watched.now))
    #expect(state.due(at: next).map(\.id) == [ids[0], ids[1]])
    state.told(ids[0])
    #expect(state.due(at: next).map(\.id) == [ids[1], ids[2]])
  }
}
