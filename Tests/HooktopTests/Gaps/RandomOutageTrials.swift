import FintoroWebhooks
import Foundation
import History
import Synchronization
import Testing

@testable import FintoroAPI
@testable import FintoroSandbox
@testable import hooktop

/// Random outages of a day, from the server's side and from hooktop's: the server's log is the truth. Twenty seeds in every
/// run, 200 with `HOOKTOP_ALL_TRIALS=1`.
@Suite("Random outages, tried")
struct RandomOutageTrials {
  private static let seeds = ProcessInfo.processInfo.environment["HOOKTOP_ALL_TRIALS"] == "1" ? 200 : 20

  @Test("Every lost delivery lies in one gap, and every trouble and recovery that could be seen is seen once")
  func days() async throws {
    var all = OutageDay.Figures()
    for seed in 1...Self.seeds { all.add(try await OutageDay(seed: seed).judged()) }
    print(
      """
      \(Self.seeds) seeds: \(all.lost) lost deliveries in \(all.gaps) gaps; \(all.troubles) troubles and \
      \(all.recoveries) recoveries long enough to be seen
      minutes in gaps \(Int(all.gapSeconds / 60)), without a trouble in them \(Int(all.surplusSeconds / 60))
      """)
    // A trial that tries nothing must not pass.
    #expect(all.lost > Self.seeds && all.troubles > Self.seeds * 5)
  }
}

/// One day of a sandbox on a clock of its own, polled and remembered as the board does.
private struct OutageDay {
  struct Figures {
    var lost = 0
    var gaps = 0
    var troubles = 0
    var recoveries = 0
    var gapSeconds = 0.0
    /// Of them those in which no endpoint failed.
    var surplusSeconds = 0.0

    mutating func add(_ other: Figures) {
      lost += other.lost
      gaps += other.gaps
      troubles += other.troubles
      recoveries += other.recoveries
      gapSeconds += other.gapSeconds
      surplusSeconds += other.surplusSeconds
    }
  }

  private struct Span {
    var isTrouble: Bool
    var from: Date
    var to: Date

    func meets(_ other: Span) -> Bool { from < other.to && other.from < to }
    func shared(_ start: Date, _ end: Date) -> Double { max(0, min(to, end).timeIntervalSince(max(from, start))) }
  }

  private static let start = Date(timeIntervalSince1970: 1_773_846_000)
  /// After the last outage the last retries need three hours.
  private static let length = RandomOutageScenario.length + 4 * 3_600
  private static let key = CompanyKey(origin: "https://sandbox.example", companyID: 15)

  private let seed: Int
  private let poll: Double
  private let clock = ManualClock(start)
  private let sandbox: SandboxStore
  private let history: HistoryStore
  private var watches: [Int: GapWatch] = [:]
  private var book = GapBook()
  /// By subscription, from the server's own times.
  private var truth: [Int: [Span]] = [:]

  init(seed: Int) throws {
    self.seed = seed
    poll = [60, 120, 180][seed % 3]
    history = try HistoryStore.inMemory()
    sandbox = SandboxStore(
      SandboxConfiguration(scenario: .randomOutage(seed: seed), clock: { [clock] in clock.now }),
      random: SandboxRandom(seed: UInt64(seed)))
  }

  func judged() async throws -> Figures {
    var day = self
    try await day.run()
    return try await day.judge()
  }

  private mutating func run() async throws {
    let end = Self.start + Self.length
    var nextPoll = Self.start
    while clock.now < end {
      var next = await sandbox.dueWork().next
      while let due = next, due <= clock.now { next = await sandbox.dueWork().next }
      await noteTruth()
      if nextPoll <= clock.now {
        try await look()
        nextPoll += poll
      }
      let due = next.map { Date(timeIntervalSince1970: $0.timeIntervalSince1970.rounded(.up)) } ?? end
      clock.set(min(due, nextPoll, end))
    }
  }

  private mutating func noteTruth() async {
    for stored in await sandbox.list(.acme) {
      let isTrouble =
        stored.lastFailureAt.map { failure in stored.lastSuccessAt.map { failure >= $0 } ?? true } ?? false
      var spans = truth[stored.id] ?? []
      if !spans.isEmpty { spans[spans.count - 1].to = clock.now }
      if spans.last?.isTrouble != isTrouble {
        spans.append(Span(isTrouble: isTrouble, from: clock.now, to: clock.now))
      }
      truth[stored.id] = spans
    }
  }

  /// What one poll sees, by the server's bytes and the client's reading of them.
  private mutating func look() async throws {
    let body = SubscriptionJSON.list(await sandbox.list(.acme))
    let list = try WireList.subscriptions(in: RawResponse(status: 200, headers: [:], body: body))
    try history.record(list, of: Self.key, at: clock.now, pause: 3 * poll)
    for subscription in list.subscriptions where watches[subscription.id]?.lastSeen != subscription {
      watches[subscription.id, default: GapWatch()].take(ObservedSubscription(at: clock.now, subscription))
      for gap in watches[subscription.id]?.gaps ?? [] {
        _ = book.take(gap, requestID: nil) { GapSubject(subscription) }
      }
    }
  }

  private func judge() async throws -> Figures {
    var figures = Figures()
    let histories = try history.histories(of: Self.key, now: clock.now)
    let deliveries = await sandbox.book.deliveries.values
    let forgotten = await sandbox.book.forgotten
    #expect(forgotten == 0)
    let open = deliveries.count { !$0.isFinished }
    #expect(open == 0, "seed \(seed)")
    for history in histories {
      let gaps = history.gaps()
      // What was noticed poll by poll, and what the history says afterwards.
      let noted = book.records.map(\.gap).filter { $0.subscriptionID == history.id }
      #expect(noted.map(\.id) == gaps.map(\.id), "seed \(seed)")
      for delivery in deliveries where delivery.subscriptionID == history.id && delivery.state == .lost {
        figures.lost += 1
        let at = delivery.event.occurredAt
        let found = noted.count { $0.possiblyFrom <= at && at <= $0.endedAt ?? .distantFuture }
        #expect(found == 1, "seed \(seed), subscription \(history.id): lost \(at) lies in \(found) gaps")
      }
      let spans = truth[history.id] ?? []
      judge(spans, seen(history), &figures)
      figures.gaps += noted.count
      for gap in noted {
        let end = gap.endedAt ?? clock.now
        figures.gapSeconds += end.timeIntervalSince(gap.possiblyFrom)
        let inTrouble = spans.filter(\.isTrouble).reduce(0) { $0 + $1.shared(gap.possiblyFrom, end) }
        figures.surplusSeconds += end.timeIntervalSince(gap.possiblyFrom) - inTrouble
      }
    }
    return figures
  }

  /// Troubles longer than a poll and recoveries longer than two must be seen, once.
  private func judge(_ spans: [Span], _ seen: [Span], _ figures: inout Figures) {
    for span in spans {
      let least = span.isTrouble ? poll : 2 * poll
      guard span.to.timeIntervalSince(span.from) > least, span.to < clock.now else { continue }
      if span.isTrouble { figures.troubles += 1 } else { figures.recoveries += 1 }
      let found = seen.count { $0.isTrouble == span.isTrouble && $0.meets(span) }
      #expect(found == 1, "seed \(seed): \(span) was seen \(found) times")
    }
  }

  /// The states of the history, as trouble and none.
  private func seen(_ history: SubscriptionHistory) -> [Span] {
    history.stateSpans(until: clock.now).reduce(into: []) { spans, state in
      let isTrouble = state.state.weight == .critical
      if spans.last?.isTrouble == isTrouble {
        spans[spans.count - 1].to = state.to
      } else {
        spans.append(Span(isTrouble: isTrouble, from: state.from, to: state.to))
      }
    }
  }
}

/// Stands still until it is set.
private final class ManualClock: Sendable {
  private let moment: Mutex<Date>

  init(_ date: Date) { moment = Mutex(date) }

  var now: Date { moment.withLock { $0 } }

  func set(_ date: Date) { moment.withLock { $0 = date } }
}
