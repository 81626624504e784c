public import struct Foundation.Date

/// When people in a country work, and its time of day: deliveries follow both, and not the machine that hooktop runs on.
public enum WorkCalendar: String, CaseIterable, Hashable, Sendable {
  /// Slovakia, Europe/Bratislava.
  case sk
  /// Czechia, Europe/Prague.
  case cz
  /// Weekends alone, by the same clock.
  case none

  /// Days since 1970 by the country's clock.
  public func day(of date: Date) -> Int { Self.quotient(localSeconds(date), 86_400) }

  /// 0...23.
  func hour(of date: Date) -> Int {
    let seconds = localSeconds(date)
    return (seconds - Self.quotient(seconds, 86_400) * 86_400) / 3_600
  }

  private func localSeconds(_ date: Date) -> Int {
    let seconds = Int(max(-6e10, min(2.5e11, date.timeIntervalSince1970)).rounded(.down))
    return seconds + (Self.isSummer(seconds) ? 7_200 : 3_600)
  }

  /// Monday is 0.
  func weekday(_ day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  /// Saturdays, Sundays, and days off by the country's act.
  public func isDayOff(_ day: Int) -> Bool {
    if weekday(day) >= 5 { return true }
    let date = CivilDate(day: day)
    let easter = CivilDate.easterSunday(date.year)
    return daysOff.contains { $0.is(date, day: day, easter: easter) }
  }

  private var daysOff: [DayOff] {
    switch self {
    case .sk: DayOff.slovak
    case .cz: DayOff.czech
    case .none: []
    }
  }

  /// Directive 2000/84/EC: from the last Sunday of March to that of October, at 01:00 UTC. Both countries are one hour
  /// ahead of UTC, two in summer. Computed, because not every machine has a list of zones.
  private static func isSummer(_ seconds: Int) -> Bool {
    // A year has 31,556,952 s on average: a day or two of January and December may fall into the other year.
    let year = quotient(seconds, 31_556_952)
    guard summers.indices.contains(year) else { return false }
    return summers[year].contains(seconds)
  }

  /// Of 1970 to 2169.
  private static let summers = (1_970..<2_170).map { change($0, month: 3)..<change($0, month: 10) }

  private static func change(_ year: Int, month: Int) -> Int {
    let last = CivilDate(year: year, month: month, day: 31).dayNumber
    let sunday = last - (((last + 3) % 7 + 7) % 7 + 1) % 7
    return sunday * 86_400 + 3_600
  }

  /// Rounded down.
  private static func quotient(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }
}

/// A date of the Gregorian calendar.
struct CivilDate: Hashable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// - Parameter day: since 1970.
  init(day: Int) {
    // Years are counted from March, so that the leap day comes last; 400 years have 146,097 days.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    self.day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970.
  var dayNumber: Int {
    let year = month <= 2 ? self.year - 1 : self.year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// As a day since 1970, by the Gregorian computus.
  static func easterSunday(_ year: Int) -> Int {
    let golden = year % 19
    let century = year / 100
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30
    let moon = epact - epact / 28 * (1 - 29 / (epact + 1) * ((21 - golden) / 11))
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7
    let offset = moon - weekday
    let month = 3 + (offset + 40) / 44
    return CivilDate(year: year, month: month, day: offset + 28 - 31 * (month / 4)).dayNumber
  }
}

/// A day off by an act, in the years in which it is one. Rules for shops are not days off.
struct DayOff {
  enum Rule {
    case fixed(month: Int, day: Int)
    /// Days after Easter Sunday.
    case easter(Int)
  }

  let rule: Rule
  let years: ClosedRange<Int>
  /// Years in it in which it is a working day.
  let except: ClosedRange<Int>?

  private init(_ rule: Rule, _ years: ClosedRange<Int>, except: ClosedRange<Int>? = nil) {
    (self.rule, self.years, self.except) = (rule, years, except)
  }

  private static func on(
    _ day: Int, _ month: Int, _ years: ClosedRange<Int>, except: ClosedRange<Int>? = nil
  ) -> DayOff { DayOff(.fixed(month: month, day: day), years, except: except) }

  func `is`(_ date: CivilDate, day: Int, easter: Int) -> Bool {
    guard years.contains(date.year), except?.contains(date.year) != true else { return false }
    return switch rule {
    case .fixed(let month, let number): date.month == month && date.day == number
    case .easter(let offset): day == easter + offset
    }
  }

  /// Act 241/1993 Z. z., in force since 1994, with later ones beside their rows. 28 October never was a day off by it.
  static let slovak: [DayOff] = [
    on(1, 1, 1_994...9_999),  // § 1 a: the republic's foundation
    on(6, 1, 1_994...9_999),  // § 2 (2) a: Epiphany
    DayOff(.easter(-2), 1_994...9_999),  // § 2 (2) b: Good Friday
    DayOff(.easter(1), 1_994...9_999),  // § 2 (2) c: Easter Monday
    on(1, 5, 1_994...9_999),  // § 2 (2) d: Labour Day
    // § 2 (2) j: victory over fascism, by act 201/1996; not in 2026 by § 4b, act 261/2025
    on(8, 5, 1_997...9_999, except: 2_026...2_026),
    on(5, 7, 1_994...9_999),  // § 1 b: Cyril and Methodius
    on(29, 8, 1_994...9_999),  // § 1 c: the National Uprising
    on(1, 9, 1_994...2_023),  // § 1 d: Constitution Day; a working day by act 530/2023
    // § 2 (2) e: Our Lady of Sorrows; not in 2026 by § 4b, act 261/2025
    on(15, 9, 1_994...9_999, except: 2_026...2_026),
    on(30, 10, 2_018...2_018),  // act 281/2018: a hundred years of the Martin declaration, once
    on(1, 11, 1_994...9_999),  // § 2 (2) f: All Saints
    // § 1 e: freedom and democracy, by act 442/2001; a working day since 1 November 2025 by act 261/2025
    on(17, 11, 2_001...2_024),
    // § 2 (2) g, h, i: Christmas
    on(24, 12, 1_994...9_999), on(25, 12, 1_994...9_999), on(26, 12, 1_994...9_999),
  ]

  /// Act 245/2000 Sb., in force since 9 August 2000: its first whole year is 2001.
  static let czech: [DayOff] = [
    on(1, 1, 2_001...9_999),  // § 1 and § 2: the state's restoration, New Year
    DayOff(.easter(-2), 2_016...9_999),  // § 2: Good Friday, by act 359/2015 Sb.
    DayOff(.easter(1), 2_001...9_999),  // § 2: Easter Monday
    on(1, 5, 2_001...9_999),  // § 2: Labour Day
    on(8, 5, 2_001...9_999),  // § 1: Victory Day
    on(5, 7, 2_001...9_999), on(6, 7, 2_001...9_999),  // § 1: Cyril and Methodius, Jan Hus
    // § 1: statehood, independence, freedom and democracy
    on(28, 9, 2_001...9_999), on(28, 10, 2_001...9_999), on(17, 11, 2_001...9_999),
    // § 2: Christmas
    on(24, 12, 2_001...9_999), on(25, 12, 2_001...9_999), on(26, 12, 2_001...9_999),
  ]
}
