public import Foundation

/// An accepted delivery as hooktop saw it: the API tells the newest one alone, so each answer shows one at most.
public struct SeenSuccess: Hashable, Sendable {
  /// `lastSuccessAt`.
  public var at: Date
  /// When the answer came that showed it first.
  public var seenAt: Date

  public init(at date: Date, seenAt: Date) {
    at = date
    self.seenAt = seenAt
  }
}

/// When a subscription usually gets deliveries, from the accepted ones that were seen: working day or day off, by hour.
///
/// Silence is measured in busy hours: an hour in which deliveries always come counts whole, one in which they never
/// come not at all. So a night or a weekend makes a silence no longer, and pauses at any time of the week are alike.
public struct Rhythm: Hashable, Sendable {
  /// Days on which hooktop must have watched before it says anything.
  public static let leastDays = 14
  /// Silences that must have been seen.
  public static let leastCount = 20
  /// How far back successes count, in seconds: seasons change what is usual.
  static let memory: Double = 60 * 86_400
  /// How far back silences count that were called too long, in seconds: somewhat more than a quarter.
  public static let reach: Double = 100 * 86_400
  /// So many observations of an hour of a weekday, and it is known by itself.
  static let weekdayCount = 8

  public let calendar: WorkCalendar
  /// Silences that were seen from their beginning to their end.
  public let count: Int
  /// Days on which hooktop watched.
  public let days: Int
  /// The middle of the silences that began on working days, in seconds; nil where fewer than five were seen.
  public let usualOnWorkingDays: Double?
  /// The same for days off.
  public let usualOnDaysOff: Double?
  /// Busy hours of silence up to which everything is usual.
  let limit: Double
  let usual: Double
  private let hours: BusyHours

  /// Nil where too little was seen.
  /// - Parameters:
  ///   - successes: in order.
  ///   - watched: in order, none touching another.
  public init?(_ successes: [SeenSuccess], watched: [WatchedSpan], calendar: WorkCalendar, until now: Date) {
    let start = now.addingTimeInterval(-Self.reach)
    let seen = successes.filter { $0.at >= start && $0.at <= now }
    guard seen.count > Self.leastCount else { return nil }
    var table = HourTable(from: start, to: now, lasting: Self.memory, calendar: calendar)
    table.watch(watched)
    for success in seen { table.note(success.at) }
    guard table.watchedDays >= Self.leastDays else { return nil }
    let hours = table.busyHours
    let silences = Silences(
      seen, watched: watched, timeline: BusyTimeline(table, hours), today: calendar.day(of: now))
    guard silences.whole.count >= Self.leastCount else { return nil }
    (self.calendar, self.hours) = (calendar, hours)
    (count, days) = (silences.whole.count, table.watchedDays)
    usualOnWorkingDays = silences.middle(onDaysOff: false)
    usualOnDaysOff = silences.middle(onDaysOff: true)
    (usual, limit) = (silences.usual, silences.limit)
  }

  /// Whether enough was watched for any subscription to have one: asked before the successes of thousands are read.
  /// - Parameter watched: in order.
  public static func isPossible(watched: [WatchedSpan]) -> Bool {
    guard let first = watched.first, let last = watched.last else { return false }
    // So many days can begin with the end of one and end with the beginning of another.
    return last.to.timeIntervalSince(first.from) > Double(leastDays - 2) * 86_400
  }

  /// From when on a silence since this success is longer than any that is usual; nil for not within 60 days.
  public func dueAt(after success: Date) -> Date? {
    var left = limit
    for (start, end, share) in hours.shares(from: success, to: success.addingTimeInterval(Self.memory), calendar) {
      let busy = share * end.timeIntervalSince(start) / 3_600
      if busy >= left, share > 0 { return start.addingTimeInterval(left / share * 3_600) }
      left -= busy
    }
    return nil
  }

  /// Busy hours between two moments.
  public func busyHours(from start: Date, to end: Date) -> Double {
    hours.shares(from: start, to: end, calendar).reduce(0) {
      $0 + $1.share * $1.end.timeIntervalSince($1.start) / 3_600
    }
  }

  /// The longest silence that is usual, in busy hours: one as long was seen on two days.
  public var usualBusyHours: Double { usual }
}
