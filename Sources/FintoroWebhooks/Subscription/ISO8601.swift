public import Foundation

/// The API's way of writing times: `2026-03-18T15:04:05Z`, an offset instead of `Z` and fractional seconds allowed.
public enum ISO8601 {
  public static func date(_ text: String) -> Date? {
    // The plain form first: it is what the API sends, and a list may hold 50,000 of them.
    if let date = try? Date(text, strategy: whole) { return date }
    return try? Date(text, strategy: fractional)
  }

  /// UTC, whole seconds.
  public static func text(_ date: Date) -> String {
    date.formatted(whole)
  }

  private static let whole = Date.ISO8601FormatStyle()
  private static let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
