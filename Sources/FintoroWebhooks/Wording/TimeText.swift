public import Foundation

/// Times and durations as text: short, unambiguous, in the person's own zone.
public enum TimeText {
  /// `8 s ago`, `4 min ago`, `2 h ago`, `3 d ago`. A time that is not past is `now`: clocks differ by a little.
  public static func age(of date: Date, at now: Date) -> String {
    let seconds = now.timeIntervalSince(date)
    return seconds < 1 ? "now" : "\(rough(seconds)) ago"
  }

  /// One unit, rounded down: `59 s`, `4 min`, `2 h`, `3 d`.
  public static func rough(_ seconds: Double) -> String {
    let whole = wholeSeconds(seconds)
    return switch whole {
    case ..<60: "\(whole) s"
    case ..<3_600: "\(whole / 60) min"
    case ..<172_800: "\(whole / 3_600) h"
    default: "\(whole / 86_400) d"
    }
  }

  /// Two units, rounded down: `42 s`, `4 min 10 s`, `3 h 06 min`, `2 d 4 h`.
  public static func duration(_ seconds: Double) -> String {
    let whole = wholeSeconds(seconds)
    return switch whole {
    case ..<60: "\(whole) s"
    case ..<600: "\(whole / 60) min \(twoDigits(whole % 60)) s"
    case ..<3_600: "\(whole / 60) min"
    case ..<172_800: "\(whole / 3_600) h \(twoDigits(whole / 60 % 60)) min"
    default: "\(whole / 86_400) d \(whole / 3_600 % 24) h"
    }
  }

  /// To the second, rounded up: `3:05:42`, `5:42`, `0:09`; 0:00 only when it is over.
  public static func countdown(_ seconds: Double) -> String {
    let whole = wholeSeconds(seconds.rounded(.up))
    let tail = ":\(twoDigits(whole % 60))"
    return whole < 3_600 ? "\(whole / 60)\(tail)" : "\(whole / 3_600):\(twoDigits(whole / 60 % 60))\(tail)"
  }

  /// `11:21`. Seconds are cut: what a bound says ends rather too early than too late.
  public static func minute(_ date: Date, in zone: LocalZone) -> String {
    let minutes = LocalSeconds(date, zone).ofDay / 60
    return "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }

  /// `11:21` today, the day alone on another one: `22 Nov`, `22 Nov 2025`.
  public static func minuteOrDay(_ date: Date, at now: Date, in zone: LocalZone) -> String {
    LocalSeconds(date, zone).day == LocalSeconds(now, zone).day
      ? minute(date, in: zone) : day(date, at: now, in: zone)
  }

  /// `22 Nov`, in another year `22 Nov 2025`.
  public static func day(_ date: Date, at now: Date, in zone: LocalZone) -> String {
    let (parts, today) = (components(date, zone), components(now, zone))
    let day = "\(parts.day ?? 0) \(months[((parts.month ?? 1) - 1) % 12])"
    return parts.year == today.year ? day : "\(day) \(parts.year ?? 0)"
  }

  /// `11:21` today, `22 Nov 11:21`, `22 Nov 2025 11:21` in another year; around a change of the clocks `11:21 +01:00`.
  public static func minute(_ date: Date, at now: Date, in zone: LocalZone) -> String {
    let (day, time) = (minuteOrDay(date, at: now, in: zone), minute(date, in: zone))
    return (day == time ? time : "\(day) \(time)") + offset(of: date, at: now, in: zone)
  }

  /// When the day of a moment began there: times are written as of that day.
  public static func dayBegan(_ date: Date, in zone: LocalZone) -> Date {
    date.addingTimeInterval(-Double(LocalSeconds(date, zone).ofDay))
  }

  /// When the text of `rough` changes next for what is left until a date; nil when nothing is left.
  public static func roughChanges(until date: Date, after now: Date) -> Date? {
    let left = date.timeIntervalSince(now)
    guard left > 0 else { return nil }
    let unit: Double = left < 60 ? 1 : left < 3_600 ? 60 : left < 172_800 ? 3_600 : 86_400
    // At the whole unit itself the text is still the same.
    return date.addingTimeInterval(0.001 - (left / unit).rounded(.down) * unit)
  }

  /// When the text of `age` changes next.
  public static func ageChanges(of date: Date, after now: Date) -> Date {
    let seconds = now.timeIntervalSince(date)
    let unit: Double = seconds < 60 ? 1 : seconds < 3_600 ? 60 : seconds < 172_800 ? 3_600 : 86_400
    let age = max(1, ((seconds / unit).rounded(.down) + 1) * unit)
    let change = date.addingTimeInterval(age)
    // Rounding can lose the last bit; the age would then still be below the next unit.
    return change.timeIntervalSince(date) < age
      ? Date(timeIntervalSinceReferenceDate: change.timeIntervalSinceReferenceDate.nextUp) : change
  }

  /// As short as the day allows: `14:05:42` today, `22 Nov 14:05:42`, `22 Nov 2025 14:05` in another year.
  ///
  /// Around a change of the clocks, a time with another offset than now's has it: `02:30:00 +01:00`.
  public static func clock(_ date: Date, at now: Date, in zone: LocalZone) -> String {
    let local = LocalSeconds(date, zone)
    let time = minute(date, in: zone)
    let seconds = ":\(twoDigits(local.ofDay % 60))"
    let offset = offset(of: date, at: now, in: zone)
    if local.day == LocalSeconds(now, zone).day { return time + seconds + offset }
    let (parts, today) = (components(date, zone), components(now, zone))
    let day = "\(parts.day ?? 0) \(months[((parts.month ?? 1) - 1) % 12])"
    return parts.year == today.year
      ? "\(day) \(time)\(seconds)\(offset)" : "\(day) \(parts.year ?? 0) \(time)\(offset)"
  }

  /// Empty where the time has the offset of now. Of the times behind us only those of the last day have theirs: nobody
  /// counts the hours from an older one.
  private static func offset(of date: Date, at now: Date, in zone: LocalZone) -> String {
    guard date > now.addingTimeInterval(-86_400), zone.secondsFromGMT(for: date) != zone.secondsFromGMT(for: now)
    else { return "" }
    return " " + offset(of: date, in: zone)
  }

  /// Everything, with the zone: `2026-11-22 14:05:42 +01:00`.
  public static func exact(_ date: Date, in zone: LocalZone) -> String {
    let parts = components(date, zone)
    return "\(fourDigits(parts.year))-\(twoDigits(parts.month))-\(twoDigits(parts.day)) "
      + "\(twoDigits(parts.hour)):\(twoDigits(parts.minute)):\(twoDigits(parts.second)) \(offset(of: date, in: zone))"
  }

  private static func offset(of date: Date, in zone: LocalZone) -> String {
    let offset = zone.secondsFromGMT(for: date)
    return "\(offset < 0 ? "-" : "+")\(twoDigits(abs(offset) / 3_600)):\(twoDigits(abs(offset) / 60 % 60))"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static let calendar = Calendar(identifier: .gregorian)

  private static func components(_ date: Date, _ zone: LocalZone) -> DateComponents {
    calendar.dateComponents(in: .gmt, from: Date(timeIntervalSince1970: LocalSeconds(date, zone).all))
  }

  /// A time as the seconds that a clock of the zone has counted. Within a day no calendar is needed, which takes longer
  /// than all else of a row.
  private struct LocalSeconds {
    /// Since the beginning of 1970 there.
    let all: Double

    init(_ date: Date, _ zone: LocalZone) {
      let date = min(max(date, firstDay), lastDay)
      all = date.addingTimeInterval(Double(zone.secondsFromGMT(for: date))).timeIntervalSince1970
    }

    /// Days since the beginning of 1970.
    var day: Int { Int((all / 86_400).rounded(.down)) }
    var ofDay: Int { Int(all.rounded(.down)) - day * 86_400 }
  }

  /// A calendar is certain for the years 1 to 9999; times outside are written as their ends.
  private static let firstDay = Date(timeIntervalSince1970: -62_135_510_400)
  private static let lastDay = Date(timeIntervalSince1970: 253_402_214_400)

  /// Rounded down, from 0 up to what an `Int` can hold.
  private static func wholeSeconds(_ seconds: Double) -> Int {
    seconds > 0 ? Int(min(seconds, 1e15)) : 0
  }

  private static func fourDigits(_ number: Int?) -> String {
    let text = String(number ?? 0)
    return String(repeating: "0", count: max(0, 4 - text.count)) + text
  }

  private static func twoDigits(_ number: Int?) -> String {
    let number = number ?? 0
    return number < 10 ? "0\(number)" : "\(number)"
  }
}
