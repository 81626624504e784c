import FintoroWebhooks
import Foundation
import Synchronization

@testable import FintoroAPI
@testable import FintoroSandbox

/// A day of the sandbox's random outages on a clock of its own, polled as a board or a watcher does.
struct OutageDay {
  /// A time in which one endpoint's deliveries failed, or were accepted, by the server's own times.
  struct Span {
    var isTrouble: Bool
    var from: Date
    var to: Date

    func meets(_ other: Span) -> Bool { from < other.to && other.from < to }
    func shared(_ start: Date, _ end: Date) -> Double { max(0, min(to, end).timeIntervalSince(max(from, start))) }
  }

  private static let start = Date(timeIntervalSince1970: 1_773_846_000)
  /// After the last outage the last retries need three hours.
  private static let length = RandomOutageScenario.length + 4 * 3_600

  /// Seconds from one poll to the next.
  let poll: Double
  let sandbox: SandboxStore
  /// What was the case, by subscription.
  private(set) var truth: [Int: [Span]] = [:]
  private let clock = ManualClock(start)
  private var nextLook = start

  init(seed: Int) {
    poll = [60, 120, 180][seed % 3]
    sandbox = SandboxStore(
      SandboxConfiguration(scenario: .randomOutage(seed: seed), clock: { [clock] in clock.now }),
      random: SandboxRandom(seed: UInt64(seed)))
  }

  var now: Date { clock.now }

  /// Goes on to the next poll.
  /// - Returns: what it sees, by the server's bytes and the client's reading of them; nil where the day is over.
  mutating func nextPoll() async throws -> SubscriptionList? {
    let end = Self.start + Self.length
    while clock.now < end {
      var next = await sandbox.dueWork().next
      while let due = next, due <= clock.now { next = await sandbox.dueWork().next }
      await noteTruth()
      if nextLook <= clock.now {
        nextLook += poll
        // An actor that nobody else waits for gives no thread away, and a day is long for those that share it.
        await Task.yield()
        let body = SubscriptionJSON.list(await sandbox.list(.acme))
        return try WireList.subscriptions(in: RawResponse(status: 200, headers: [:], body: body))
      }
      let due = next.map { Date(timeIntervalSince1970: $0.timeIntervalSince1970.rounded(.up)) } ?? end
      clock.set(min(due, nextLook, end))
    }
    return nil
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
}

/// Stands still until it is set.
private final class ManualClock: Sendable {
  private let moment: Mutex<Date>

  init(_ date: Date) { moment = Mutex(date) }

  var now: Date { moment.withLock { $0 } }

  func set(_ date: Date) { moment.withLock { $0 = date } }
}
