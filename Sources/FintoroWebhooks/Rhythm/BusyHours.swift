import Foundation

/// The share of hours in which a delivery was seen, by kind of day and hour.
struct BusyHours: Hashable {
  /// By hour: working days, then days off.
  var byKind = [Double](repeating: 0, count: 48)
  /// By hour of the week from Monday; nil where too few were watched.
  var byWeekday = [Double?](repeating: nil, count: 168)

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
struct HourTable {
  private let first: Int
  /// The first that counts for what is usual.
  private let firstOfUsual: Int
  private(set) var cells: [Cell]

  struct Cell {
    let hour: Int
    let weekday: Int
    let isDayOff: Bool
    let day: Int
    /// 0...1.
    var watched = 0.0
    var isBusy = false
  }

  /// - Parameter lasting: the time up to its end that counts for what is usual, in seconds.
  init(from start: Date, to end: Date, lasting: Double, calendar: WorkCalendar) {
    first = Self.index(start)
    firstOfUsual = max(first, Self.index(end.addingTimeInterval(-lasting)))
    var known: (day: Int, isOff: Bool)?
    cells = (first...max(first, Self.index(end))).map { hour in
      let date = Date(timeIntervalSince1970: Double(hour) * 3_600)
      let day = calendar.day(of: date)
      let isOff = known.flatMap { $0.day == day ? $0.isOff : nil } ?? calendar.isDayOff(day)
      known = (day, isOff)
      return Cell(hour: calendar.hour(of: date), weekday: calendar.weekday(day), isDayOff: isOff, day: day)
    }
  }

  private static func index(_ date: Date) -> Int { Int((date.timeIntervalSince1970 / 3_600).rounded(.down)) }

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

  private var ofUsual: ArraySlice<Cell> { cells[min(cells.count, firstOfUsual - first)...] }
  var watchedDays: Int { Set(ofUsual.lazy.filter { $0.watched > 0.5 }.map(\.day)).count }

  /// Whether it counts for what is usual.
  func isOfUsual(_ date: Date) -> Bool { Self.index(date) >= firstOfUsual }

  /// When the table begins.
  var start: Date { Date(timeIntervalSince1970: Double(first) * 3_600) }

  /// An hour that was not watched says nothing, not even that no delivery came.
  var busyHours: BusyHours {
    var seen = [(all: Double, busy: Double)](repeating: (0, 0), count: 48)
    var ofWeekday = [(all: Double, busy: Double)](repeating: (0, 0), count: 168)
    for cell in ofUsual where cell.watched > 0.5 {
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
struct BusyTimeline {
  private let table: HourTable
  private let shares: [Double]
  private let sums: [Double]

  init(_ table: HourTable, _ hours: BusyHours) {
    self.table = table
    shares = table.cells.map { hours.share(hour: $0.hour, weekday: $0.weekday, isDayOff: $0.isDayOff) }
    sums = shares.reduce(into: [0]) { sums, share in sums.append(sums[sums.count - 1] + share) }
  }

  func busy(at date: Date) -> Double {
    guard let place = table.place(date) else { return date < table.start ? 0 : sums[sums.count - 1] }
    return sums[place] + shares[place] * (date.timeIntervalSince(table.start) / 3_600 - Double(place))
  }

  func cell(_ date: Date) -> HourTable.Cell? { table.place(date).map { table.cells[$0] } }
  func isOfUsual(_ date: Date) -> Bool { table.isOfUsual(date) }
}
