public import Foundation

/// A time as the API gave it. An unreadable one is kept as received and never guessed.
public enum Timestamp: Hashable, Sendable {
  /// The key was there and null: there is no such time yet.
  case never
  /// A readable ISO 8601 time; `raw` is its text as it came.
  case at(Date, raw: String)
  /// Something that is not an ISO 8601 time, as it came.
  case unreadable(String)
  /// The key was not in the answer at all.
  case absent

  /// Reads ISO 8601 with or without fractional seconds; anything else becomes `unreadable`.
  public init(iso8601 text: String) {
    self = ISO8601.date(text).map { .at($0, raw: text) } ?? .unreadable(text)
  }

  /// A time made here rather than received.
  public init(_ date: Date) {
    self = .at(date, raw: ISO8601.text(date))
  }

  public var date: Date? {
    if case .at(let date, _) = self { date } else { nil }
  }

  /// The text as it came; nil for null and for an absent key.
  public var raw: String? {
    switch self {
    case .at(_, let raw), .unreadable(let raw): raw
    case .never, .absent: nil
    }
  }
}

/// The API's way of writing times: `2026-03-18T15:04:05Z`, an offset instead of `Z` and fractional seconds allowed.
public enum ISO8601 {
  /// Nil for anything else and for dates that do not exist.
  ///
  /// Foundation's parser would accept the 30th of February, and text behind the time.
  public static func date(_ text: String) -> Date? {
    var reader = ISO8601Reader(text)
    return reader.date().map { Date(timeIntervalSince1970: $0) }
  }

  /// UTC, whole seconds.
  public static func text(_ date: Date) -> String {
    date.formatted(whole)
  }

  private static let whole = Date.ISO8601FormatStyle()
}

/// A strict parser of one ISO 8601 time: the whole text, fields in their bounds, an offset from UTC.
struct ISO8601Reader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  /// Seconds since 1970.
  mutating func date() -> Double? {
    guard let year = number(digits: 4), take("-"), let month = number(digits: 2, in: 1...12), take("-"),
      let day = number(digits: 2, in: 1...Self.days(in: month, of: year)), take("T") || take("t"),
      let hour = number(digits: 2, in: 0...23), take(":"), let minute = number(digits: 2, in: 0...59), take(":"),
      // 60 is a leap second; it reads as the second after it.
      let second = number(digits: 2, in: 0...60), let fraction = fraction(), let offset = offset(), rest.isEmpty
    else { return nil }
    let days = Self.days(before: year, month) + day - 1
    return Double(days * 86_400 + hour * 3_600 + minute * 60 + second - offset) + fraction
  }

  /// 0 without one; nil for a point without digits.
  private mutating func fraction() -> Double? {
    guard take(".") || take(",") else { return 0 }
    var value = 0.0
    var place = 0.1
    var isEmpty = true
    while let digit = digit() {
      value += Double(digit) * place
      place /= 10
      isEmpty = false
    }
    return isEmpty ? nil : value
  }

  /// `Z`, `+01:00`, `+0100` or `+01`, in seconds.
  private mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isEast = take("+")
    guard isEast || take("-"), let hours = number(digits: 2, in: 0...23) else { return nil }
    var minutes = 0
    if take(":") || !rest.isEmpty {
      guard let read = number(digits: 2, in: 0...59) else { return nil }
      minutes = read
    }
    return (isEast ? 1 : -1) * (hours * 3_600 + minutes * 60)
  }

  private mutating func number(digits count: Int, in bounds: ClosedRange<Int> = 0...9_999) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return bounds.contains(value) ? value : nil
  }

  private mutating func digit() -> Int? {
    guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
    rest.removeFirst()
    return Int(byte) - 0x30
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = rest.first, UInt32(byte) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// Days from 1970 to the first of a month, in the Gregorian calendar run backwards without end.
  private static func days(before year: Int, _ month: Int) -> Int {
    let past = year + 399  // Above 0 for every year, and 399 ends on a leap year's cycle.
    let years = past * 365 + past / 4 - past / 100 + past / 400
    let months = (1..<month).reduce(0) { $0 + days(in: $1, of: year) }
    return years + months - daysBefore1970
  }

  private static let daysBefore1970 = 2_369 * 365 + 2_369 / 4 - 2_369 / 100 + 2_369 / 400
}
