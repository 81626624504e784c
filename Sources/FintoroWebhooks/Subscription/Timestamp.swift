public import struct Foundation.Date

/// A time as the API gave it: what cannot be read is kept as it came, never guessed.
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
