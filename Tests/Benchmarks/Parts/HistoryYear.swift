import FintoroWebhooks
import Foundation
import History

/// A year of 1,000 subscriptions, written into a history: how large it becomes, and how long what a board reads and writes
/// of it takes.
///
/// The year is filled by polls each minute, in memory where the machine has such a folder; what a poll each 15 s would see
/// besides is a twelfth of the deliveries in busy hours. The last hours are polled each 15 s on the disk, and these writes
/// are measured.
struct HistoryYear {
  let days: Int

  private static let count = 1_000
  private static let measured = 4 * 3_600.0
  /// A Tuesday, 15:00 UTC.
  private static let end = Date(timeIntervalSince1970: 1_795_532_400)
  private static let key = CompanyKey(origin: "https://app.fintoro.sk", companyID: 15)

  func run() throws {
    let name = "hooktop-year-\(UUID().uuidString)"
    let temporary = FileManager.default.temporaryDirectory.path
    let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : temporary
    let (filled, measured) = ("\(memory)/\(name)-filled", "\(temporary)/\(name)")
    defer { for folder in [filled, measured] { try? FileManager.default.removeItem(atPath: folder) } }
    var hooks = BusyHooks(Self.count)
    var now = Self.end.addingTimeInterval(-Double(days) * 86_400)
    let last = Self.end.addingTimeInterval(-Self.measured)
    _ = try write(&hooks, from: &now, to: last, poll: 60, HistoryStore.open("\(filled)/history.sqlite", now: now))
    try FileManager.default.copyItem(atPath: filled, toPath: measured)
    let file = "\(measured)/history.sqlite"
    let store = try HistoryStore.open(file, now: now)
    let writes = try write(&hooks, from: &now, to: Self.end, poll: 15, store).sorted()
    let bytes = (try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
    let (all, board) = (hooks.ids, Array(hooks.ids.prefix(40)))
    print("history of \(Self.count) subscriptions, \(days) days")
    line("database of a year", Double(bytes) / 1_048_576 * 365 / Double(days), "MiB (here \(bytes) bytes)")
    for span in StripSpan.allCases {
      line("strips, \(span.title)", try Self.median { keep(try Self.strips(store, board, span)) }, "ms, 40 rows")
    }
    line("one timeline", try Self.median { keep(try Self.strips(store, [board[7]], .days30)) }, "ms, 30 days")
    line("start", try Self.median { keep(try Self.recent(store, all, .hours3)) }, "ms, what a board reads of all")
    line("a write", writes[writes.count / 2] * 1_000, "ms, of \(writes.count)")
    line("99 % of writes", writes[writes.count * 99 / 100] * 1_000, "ms at most")
    line("opening", try Self.median { keep(try HistoryStore.open(file, now: Self.end)) }, "ms")
  }

  private func line(_ name: String, _ value: Double, _ unit: String) {
    let blanks = String(repeating: " ", count: max(0, 20 - name.count))
    print("  \(name)\(blanks)\(String(format: "%8.2f", value)) \(unit)")
  }

  /// - Returns: what each write took, in seconds.
  private func write(
    _ hooks: inout BusyHooks, from now: inout Date, to end: Date, poll: Double, _ store: HistoryStore
  ) throws -> [Double] {
    var times: [Double] = []
    while now < end {
      let list = hooks.list(at: now, after: poll)
      let at = now
      times.append(try Self.time { try store.record(list, of: Self.key, at: at, pause: 180) })
      now.addTimeInterval(poll)
    }
    return times
  }

  private static func recent(_ store: HistoryStore, _ ids: [Int], _ span: StripSpan) throws -> RecentHistory {
    let since = span.start(endingAt: end)
    return RecentHistory(
      reach: span, try store.histories(of: key, ids: ids, since: since, onlyStates: true, now: end),
      watched: try store.watched(of: key, since: since, now: end), until: end
    ) { _ in HealthLimits() }
  }

  private static func strips(_ store: HistoryStore, _ ids: [Int], _ span: StripSpan) throws -> [Strip] {
    let recent = try recent(store, ids, span)
    return ids.map { id in
      let subscription = Subscription(id: id, url: "", subscribedEvents: [])
      return recent.strip(of: subscription, cells: 36, endingAt: end)
    }
  }

  private static func time(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    let parts = (ContinuousClock.now - start).components
    return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
  }

  /// Of nine, in milliseconds.
  private static func median(_ work: () throws -> Void) rethrows -> Double {
    try (0..<9).map { _ in try time(work) }.sorted()[4] * 1_000
  }
}

/// Subscriptions that deliver about 50 times a working day, and fail for a while about once a month.
private struct BusyHooks {
  private var subscriptions: [Subscription]
  private var failsUntil: [Date?]
  private var random = Steps()

  var ids: [Int] { subscriptions.map(\.id) }

  init(_ count: Int) {
    let created = Timestamp(Date(timeIntervalSince1970: 1_700_000_000))
    subscriptions = (1...count).map { id in
      Subscription(
        id: id, companyID: 15, name: "Hook \(id)", url: "https://h\(id).acme.sk/in",
        subscribedEvents: [EventType("invoices.created"), EventType("invoices.paid")], createdAt: created,
        updatedAt: created)
    }
    failsUntil = Array(repeating: nil, count: count)
  }

  mutating func list(at now: Date, after seconds: Double) -> SubscriptionList {
    let day = (now.timeIntervalSince1970 / 86_400).rounded(.down)
    let isWork = (Int(day) + 4) % 7 < 5 && (7..<17).contains(Int(now.timeIntervalSince1970 / 3_600) % 24)
    let chance = isWork ? 50 / 36_000.0 * seconds : 3 / 86_400.0 * seconds
    for index in subscriptions.indices {
      if random.next() < seconds / (30 * 86_400) {
        failsUntil[index] = now.addingTimeInterval(600 + 7_200 * random.next())
      }
      guard random.next() < chance else { continue }
      let at = Timestamp(now.addingTimeInterval(-random.next() * seconds))
      if let until = failsUntil[index], now < until {
        subscriptions[index].lastFailureAt = at
      } else {
        subscriptions[index].lastSuccessAt = at
      }
    }
    return SubscriptionList(subscriptions.map { .readable($0) })
  }

  /// The same numbers in every run, from 0 up to 1.
  private struct Steps {
    private var state: UInt64 = 1

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
  }
}
