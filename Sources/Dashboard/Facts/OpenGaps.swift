public import FintoroWebhooks
public import struct Foundation.Date

/// The gaps of a company that are not closed, and those that a person closed a short time ago.
public struct OpenGaps: Equatable, Sendable {
  private var bySubscription: [Int: [GapRecord]]

  public init(_ records: [GapRecord] = []) {
    bySubscription = Dictionary(grouping: records, by: \.gap.subscriptionID)
  }

  /// The ids of subscriptions that have any.
  var ids: Dictionary<Int, [GapRecord]>.Keys { bySubscription.keys }

  /// By subscription, the oldest first of each.
  public var records: [GapRecord] { bySubscription.sorted { $0.key < $1.key }.flatMap(\.value) }

  /// Oldest first.
  public func of(_ id: Int) -> [GapRecord] { bySubscription[id] ?? [] }

  /// Why a subscription is in its state. What it says is to be fetched is what the sheet offers.
  public func reason(_ assessed: AssessedSubscription, at time: ServerTime, in zone: LocalZone) -> HealthReason {
    HealthReason(assessed, at: time, in: zone, gapFrom: of(assessed.id).fetchFrom(at: time.now))
  }

  /// Since when deliveries may be lost by the oldest that nobody has fetched, by subscription.
  public func fetchFrom(at now: Date) -> [Int: Date] { bySubscription.compactMapValues { $0.fetchFrom(at: now) } }

  /// Those that are not closed.
  func open(_ id: Int, at now: Date) -> [GapRecord] { of(id).filter { $0.standing(at: now) != .closed } }

  /// When time alone next closes one, or ends its silence; nil for never.
  func nextChange(after now: Date) -> Date? {
    bySubscription.values.joined().lazy.flatMap { [$0.isTicked ? $0.gap.decidedAt : nil, $0.acknowledgement?.until] }
      .compactMap(\.self).filter { $0 > now }.min()
  }

  /// Those that have ended and that nobody has fetched or silenced.
  func toFetch(_ id: Int, in state: HealthState?, at now: Date) -> [GapRecord] {
    of(id).filter { $0.standing(at: now) == .toFetch && !$0.isAcknowledged(in: state, at: now) }
  }

  /// What a row has by its gaps.
  public func marks(of id: Int, in state: HealthState?, at now: Date) -> Set<RowMark> {
    var marks: Set<RowMark> = []
    if !toFetch(id, in: state, at: now).isEmpty { marks.insert(.gap) }
    if of(id).areAcknowledged(in: state, at: now) { marks.insert(.acknowledged) }
    return marks
  }
}

/// What a row has besides its state: words of the filter `is:`.
public enum RowMark: String, CaseIterable, Hashable, Sendable {
  /// It has a gap to fetch.
  case gap
  /// Its open gaps are silenced.
  case acknowledged
  /// It is silent for longer than is usual.
  case overdue
}

extension World {
  /// `1 gap to fetch`; nil where there is none.
  var gapsToFetchText: String? {
    let (all, deleted) = (gapCounts.toFetch, gapCounts.ofDeleted)
    if all == 0 { return nil }
    return "\(all) \(all == 1 ? "gap" : "gaps") to fetch" + (deleted == 0 ? "" : ", \(deleted) of deleted")
  }

  /// Since when deliveries of a subscription may be lost, by the oldest gap that nobody has fetched.
  func gapFrom(_ id: Int) -> Date? { gaps.of(id).fetchFrom(at: serverTime.now) }

  func reason(_ assessed: AssessedSubscription) -> HealthReason { gaps.reason(assessed, at: serverTime, in: zone) }

  /// Whether all of a subscription's open gaps are silenced.
  func isAcknowledged(_ id: Int) -> Bool {
    gaps.of(id).areAcknowledged(in: list.lastReading(id)?.health.state, at: serverTime.now)
  }

  /// What each row has besides its state, by subscription, and what gaps come to. Goes through all gaps.
  func marked() -> (marks: [Int: Set<RowMark>], counts: GapCounts) {
    let now = serverTime.now
    var marks = Dictionary(uniqueKeysWithValues: list.overdue.map { ($0, Set([RowMark.overdue])) })
    var counts = GapCounts(at: now, dueAt: gaps.nextChange(after: now))
    for id in gaps.ids {
      let state = list.lastReading(id)?.health.state
      let own = gaps.marks(of: id, in: state, at: now)
      if own.contains(.gap) {
        let toFetch = gaps.toFetch(id, in: state, at: now).count
        counts.toFetch += toFetch
        if list.isGone(id) { counts.ofDeleted += toFetch }
      }
      if own.contains(.acknowledged), let state = list.subscription(id)?.health.state {
        counts.acknowledged[state, default: 0] += 1
      }
      if !own.isEmpty { marks[id, default: []].formUnion(own) }
    }
    return (marks, counts)
  }
}

/// What the open gaps of a company come to.
public struct GapCounts: Equatable, Sendable {
  public internal(set) var toFetch = 0
  /// How many of them are of subscriptions that are gone.
  public internal(set) var ofDeleted = 0
  /// How many subscriptions in each state have all their open gaps silenced.
  var acknowledged: [HealthState: Int] = [:]
  /// When they were counted, by the server's clock; nil if never.
  private var countedAt: Date?
  /// When time alone changes them, by the same clock; nil for never.
  private(set) var dueAt: Date?

  public init() {}

  init(at date: Date, dueAt: Date?) { (countedAt, self.dueAt) = (date, dueAt) }

  /// Also where the clock was set back.
  func isDue(at now: Date) -> Bool {
    countedAt.map { now < $0 } ?? true || dueAt.map { $0 <= now } ?? false
  }
}
