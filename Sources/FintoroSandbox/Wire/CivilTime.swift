import struct Foundation.Date

/// A time in the calendar of UTC, to the second.
///
/// Computed here, because a list of 10,000 subscriptions has 40,000 times, and Foundation's formatting would take longer
/// than everything else.
struct CivilTime: Hashable, Sendable {
  let year: Int
  /// From 1.
  let month: Int
  /// From 1.
  let day: Int
  /// From 0, Sunday.
  let weekday: Int
  let hour: Int
  let minute: Int
  let second: Int

  init(_ date: Date) {
    let total = Int(date.timeIntervalSince1970.rounded(.down))
    let days = total.floored(by: 86_400)
    let rest = total - days * 86_400
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    // 1970-01-01 was a Thursday.
    weekday = (days + 4) - (days + 4).floored(by: 7) * 7
    // Years counted from March have their leap day at the end; 146,097 days are 400 years.
    let shifted = days + 719_468
    let era = shifted.floored(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `2026-03-18T15:04:05Z`
  var iso8601: String {
    let years = Self.twoDigits(year / 100) + Self.twoDigits(year % 100)
    return years + "-" + Self.twoDigits(month) + "-" + Self.twoDigits(day) + "T" + clock + "Z"
  }

  /// `Wed, 18 Mar 2026 15:04:05 GMT`, as headers have it.
  var http: String {
    "\(Self.days[weekday]), \(Self.twoDigits(day)) \(Self.months[month - 1]) \(year) \(clock) GMT"
  }

  private var clock: String {
    Self.twoDigits(hour) + ":" + Self.twoDigits(minute) + ":" + Self.twoDigits(second)
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension Int {
  /// Division that rounds down, for times before 1970.
  fileprivate func floored(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : (self + 1) / divisor - 1
  }
}
