import FintoroWebhooks
import Foundation
import History
import TestSupport
import Testing

@testable import FintoroSandbox

/// Random outages of a day, from the server's side and from hooktop's: the server's log is the truth. Twenty seeds in every
/// run, 200 with `HOOKTOP_ALL_TRIALS=1`.
@Suite("Gaps through random outages, tried")
struct GapOutageTrials {
  private static let seeds = ProcessInfo.processInfo.environment["HOOKTOP_ALL_TRIALS"] == "1" ? 200 : 20

  @Test("Every lost delivery lies in one gap, and every trouble and recovery that could be seen is seen once")
  func days() async throws {
    let all = try await onOwnQueue {
      var all = GapDay.Figures()
      for seed in 1...Self.seeds { all.add(try await GapDay(seed: seed).judged()) }
      return all
    }
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

/// One day of random outages, polled and remembered as the board does.
private struct GapDay {
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

  private static let key = CompanyKey(origin: "https://sandbox.example", companyID: 15)

  private typealias Span = OutageDay.Span

  private let seed: Int
  private var day: OutageDay
  private let history: HistoryStore
  private var watches: [Int: GapWatch] = [:]
  private var book = GapBook()
  private var lookedAt: Date?

  init(seed: Int) throws {
    self.seed = seed
    day = OutageDay(seed: seed)
    history = try HistoryStore.inMemory()
  }

  func judged() async throws -> Figures {
    var watched = self
    while let list = try await watched.day.nextPoll() { try watched.look(list) }
    return try await watched.judge()
  }

  private mutating func look(_ list: SubscriptionList) throws {
    try history.record(list, of: Self.key, at: day.now, pause: 3 * day.poll)
    for subscription in list.subscriptions where watches[subscription.id]?.lastSeen != subscription {
      watches[subscription.id, default: GapWatch()].take(
        ObservedSubscription(at: day.now, subscription), lastLookedAt: lookedAt)
      for gap in watches[subscription.id]?.gaps ?? [] {
        _ = book.take(gap, requestID: nil) { GapSubject(subscription) }
      }
    }
    lookedAt = day.now
  }

  private func judge() async throws -> Figures {
    var figures = Figures()
    let histories = try history.histories(of: Self.key, now: day.now)
    let deliveries = await day.sandbox.book.deliveries.values
    let forgotten = await day.sandbox.book.forgotten
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
      let spans = day.truth[history.id] ?? []
      judge(spans, seen(history), &figures)
      figures.gaps += noted.count
      for gap in noted {
        let end = gap.endedAt ?? day.now
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
      let least = span.isTrouble ? day.poll : 2 * day.poll
      guard span.to.timeIntervalSince(span.from) > least, span.to < day.now else { continue }
      if span.isTrouble { figures.troubles += 1 } else { figures.recoveries += 1 }
      let found = seen.count { $0.isTrouble == span.isTrouble && $0.meets(span) }
      #expect(found == 1, "seed \(seed): \(span) was seen \(found) times")
    }
  }

  /// The states of the history, as trouble and none.
  private func seen(_ history: SubscriptionHistory) -> [Span] {
    history.stateSpans(until: day.now).reduce(into: []) { spans, state in
      let isTrouble = state.state.weight == .critical
      if spans.last?.isTrouble == isTrouble {
        spans[spans.count - 1].to = state.to
      } else {
        spans.append(Span(isTrouble: isTrouble, from: state.from, to: state.to))
      }
    }
  }
}
