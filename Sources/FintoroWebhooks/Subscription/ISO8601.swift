public import Foundation

/// The API's way of writing times: `2026-03-18T15:04:05Z`, an offset instead of `Z` and fractional seconds allowed.
public enum ISO8601 {
  /// Nil for anything else, and for what no calendar has: a time is never guessed.
  ///
  /// Foundation's own reading takes the 30th of February and text behind the time.
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
