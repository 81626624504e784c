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
  public static let memory: Double = 60 * 86_400
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
  /// Busy hours of silence up to which everything is usual; so long a one as `usual` was seen on two days.
  let limit: Double
  let usual: Double
  private let hours: BusyHours

  /// Nil where too little was seen.
  /// - Parameters:
  ///   - successes: in order.
  ///   - watched: in order, none touching another.
  public init?(_ successes: [SeenSuccess], watched: [WatchedSpan], calendar: WorkCalendar, until now: Date) {
    let start = now.addingTimeInterval(-Self.memory)
    let seen = successes.filter { $0.at >= start && $0.at <= now }
    guard seen.count > Self.leastCount else { return nil }
    var table = HourTable(from: start, to: now, calendar: calendar)
    table.watch(watched)
    for success in seen { table.note(success.at) }
    guard table.watchedDays >= Self.leastDays else { return nil }
    let hours = table.busyHours
    let silences = Silences(seen, watched: watched, timeline: BusyTimeline(table, hours))
    guard silences.whole.count >= Self.leastCount else { return nil }
    (self.calendar, self.hours) = (calendar, hours)
    (count, days) = (silences.whole.count, table.watchedDays)
    usualOnWorkingDays = silences.middle(onDaysOff: false)
    usualOnDaysOff = silences.middle(onDaysOff: true)
    (usual, limit) = (silences.usual, silences.limit(watchedHours: table.watchedHours))
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

/// The share of hours in which a delivery was seen, by kind of day and hour.
struct BusyHours: Hashable {
  /// By hour: working days, then days off.
  fileprivate var byKind = [Double](repeating: 0, count: 48)
  /// By hour of the week from Monday; nil where too few were watched.
  fileprivate var byWeekday = [Double?](repeating: nil, count: 168)

  /// A time hour by hour, each with its share.
  func shares(
    from start: Date, to end: Date, _ calendar: WorkCalendar
  ) -> some Sequence<(start: Date, end: Date, share: Double)> {
    var known: (day: Int, isOff: Bool)?
    return sequence(state: start) { at in
      guard at < end else { return nil }
      let start = at
      at = min(end, Date(timeIntervalSince1970: (at.timeIntervalSince1970 / 3_600).rounded(.down) * 3_600 + 3_600))
      let day = calendar.day(of: start)
      let isOff = known.flatMap { $0.day == day ? $0.isOff : nil } ?? calendar.isDayOff(day)
      known = (day, isOff)
      let share = share(hour: calendar.hour(of: start), weekday: calendar.weekday(day), isDayOff: isOff)
      return (start, at, share)
    }
  }

  /// A holiday is like other days off, not like other days of its name.
  func share(hour: Int, weekday: Int, isDayOff: Bool) -> Double {
    let ownWeekday = isDayOff == (weekday >= 5) ? byWeekday[weekday * 24 + hour] : nil
    return ownWeekday ?? byKind[(isDayOff ? 24 : 0) + hour]
  }
}

/// Every hour of the time that counts: whether it was watched, and whether a delivery came in it.
private struct HourTable {
  let first: Int
  var cells: [Cell]

  struct Cell {
    let hour: Int
    let weekday: Int
    let isDayOff: Bool
    let day: Int
    /// 0...1.
    var watched = 0.0
    var isBusy = false
  }

  init(from start: Date, to end: Date, calendar: WorkCalendar) {
    first = Self.index(start)
    var known: (day: Int, isOff: Bool)?
    cells = (first...max(first, Self.index(end))).map { hour in
      let date = Date(timeIntervalSince1970: Double(hour) * 3_600)
      let day = calendar.day(of: date)
      let isOff = known.flatMap { $0.day == day ? $0.isOff : nil } ?? calendar.isDayOff(day)
      known = (day, isOff)
      return Cell(hour: calendar.hour(of: date), weekday: calendar.weekday(day), isDayOff: isOff, day: day)
    }
  }

  static func index(_ date: Date) -> Int { Int((date.timeIntervalSince1970 / 3_600).rounded(.down)) }

  func place(_ date: Date) -> Int? {
    let place = Self.index(date) - first
    return cells.indices.contains(place) ? place : nil
  }

  mutating func watch(_ spans: [WatchedSpan]) {
    for span in spans {
      let last = min(Self.index(span.to) - first, cells.count - 1)
      for place in max(0, Self.index(span.from) - first)..<max(0, last + 1) where cells.indices.contains(place) {
        let start = Double(first + place) * 3_600
        let from = max(span.from.timeIntervalSince1970, start)
        let to = min(span.to.timeIntervalSince1970, start + 3_600)
        cells[place].watched += max(0, to - from) / 3_600
      }
    }
  }

  mutating func note(_ success: Date) {
    if let place = place(success) { cells[place].isBusy = true }
  }

  var watchedHours: Double { cells.reduce(0) { $0 + min(1, $1.watched) } }
  var watchedDays: Int { Set(cells.lazy.filter { $0.watched > 0.5 }.map(\.day)).count }

  /// An hour that was not watched says nothing, not even that no delivery came.
  var busyHours: BusyHours {
    var seen = [(all: Double, busy: Double)](repeating: (0, 0), count: 48)
    var ofWeekday = [(all: Double, busy: Double)](repeating: (0, 0), count: 168)
    for cell in cells where cell.watched > 0.5 {
      let kind = (cell.isDayOff ? 24 : 0) + cell.hour
      seen[kind] = (seen[kind].all + 1, seen[kind].busy + (cell.isBusy ? 1 : 0))
      // Holidays say nothing of other days of their name.
      if cell.isDayOff == (cell.weekday >= 5) {
        let place = cell.weekday * 24 + cell.hour
        ofWeekday[place] = (ofWeekday[place].all + 1, ofWeekday[place].busy + (cell.isBusy ? 1 : 0))
      }
    }
    var hours = BusyHours()
    // One more quiet hour than was seen: what was seen seldom is not relied on.
    for (place, count) in seen.enumerated() { hours.byKind[place] = count.busy / (count.all + 1) }
    for (place, count) in ofWeekday.enumerated() where count.all >= Double(Rhythm.weekdayCount) {
      hours.byWeekday[place] = count.busy / (count.all + 1)
    }
    return hours
  }
}

/// Busy hours since the beginning of a table, at any moment of it.
private struct BusyTimeline {
  let table: HourTable
  private let shares: [Double]
  private let sums: [Double]

  init(_ table: HourTable, _ hours: BusyHours) {
    self.table = table
    shares = table.cells.map { hours.share(hour: $0.hour, weekday: $0.weekday, isDayOff: $0.isDayOff) }
    sums = shares.reduce(into: [0]) { sums, share in sums.append(sums[sums.count - 1] + share) }
  }

  func busy(at date: Date) -> Double {
    guard let place = table.place(date) else { return date < start ? 0 : sums[sums.count - 1] }
    return sums[place] + shares[place] * (date.timeIntervalSince(start) / 3_600 - Double(place))
  }

  private var start: Date { Date(timeIntervalSince1970: Double(table.first) * 3_600) }

  func cell(_ date: Date) -> HourTable.Cell? { table.place(date).map { table.cells[$0] } }
}

/// The silences between accepted deliveries.
private struct Silences {
  /// Busy hours of those that were watched from end to end, in order of length.
  private(set) var whole: [Double] = []
  /// The longest of each day, the longest first; also what is certain of those that were watched in part.
  private var longest: [Double] = []
  private var seconds: [Bool: [Double]] = [:]

  init(_ successes: [SeenSuccess], watched: [WatchedSpan], timeline: BusyTimeline) {
    var longestByDay: [Int: Double] = [:]
    var span = 0
    for (success, next) in zip(successes, successes.dropFirst()) where next.at > success.at {
      while span < watched.count - 1, watched[span].to < success.seenAt { span += 1 }
      guard span < watched.count, let cell = timeline.cell(success.at) else { continue }
      let isWhole = watched[span].from <= success.seenAt && next.seenAt <= watched[span].to
      // Up to the end of what was watched nothing came: that much is certain.
      let end = isWhole ? next.at : min(next.at, max(success.at, watched[span].to))
      let busy = timeline.busy(at: end) - timeline.busy(at: success.at)
      longestByDay[cell.day] = max(longestByDay[cell.day] ?? 0, busy)
      guard isWhole else { continue }
      whole.append(busy)
      seconds[cell.isDayOff, default: []].append(next.at.timeIntervalSince(success.at))
    }
    whole.sort()
    longest = longestByDay.values.sorted(by: >)
  }

  func middle(onDaysOff: Bool) -> Double? {
    guard let all = seconds[onDaysOff]?.sorted(), all.count >= 5 else { return nil }
    return all[all.count / 2]
  }

  /// So long a silence was seen on two days: it is usual. One alone may have been an outage.
  var usual: Double { longest.count > 1 ? longest[1] : whole[whole.count - 1] }

  /// Longer than this is expected less than once a quarter.
  func limit(watchedHours: Double) -> Double {
    let mean = whole.reduce(0, +) / Double(whole.count)
    let variance = whole.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(whole.count)
    let inQuarter = Double(whole.count) * 91 * 24 / max(1, watchedHours)
    // Deliveries that come by chance alone are silent for so long e⁻¹ times a quarter; regular ones never.
    let byChance = mean + variance.squareRoot() * log(max(1, inQuarter))
    // What came before, with room for a little more.
    let first = longest.first ?? usual
    return max(min(byChance, 2 * usual), 1.5 * usual, first <= 1.5 * usual ? 1.2 * first : 0)
  }
}
