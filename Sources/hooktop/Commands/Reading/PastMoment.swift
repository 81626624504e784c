import ArgumentParser
import FintoroWebhooks
import Foundation

/// A moment in the past as a person types it.
enum PastMoment {
  static let forms =
    "The forms are 90min, 24h, 7d, 2w (so long ago), 2026-11-20 and \"2026-11-20 14:00\" (your own zone), and "
    + "2026-11-20T14:00:00Z."

  /// The value of an option; refuses what is no time.
  static func read(_ text: String, of option: String, now: Date, zone: LocalZone) throws(ValidationError) -> Date {
    guard let moment = read(text, now: now, zone: zone) else {
      throw ValidationError("\(option) \(text) is no time. \(forms)")
    }
    return moment
  }

  static func read(_ text: String, now: Date, zone: LocalZone) -> Date? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if let seconds = ago(text) { return now.addingTimeInterval(-seconds) }
    if let date = ISO8601.date(text) { return date }
    let parts = text.split(separator: text.contains("T") ? "T" : " ", omittingEmptySubsequences: false)
    guard let day = parts.first, parts.count <= 2 else { return nil }
    let time = parts.count == 2 ? String(parts[1]) : "00:00"
    let whole = time.split(separator: ":").count == 2 ? "\(time):00" : time
    // The wall clock's time as if it were UTC; the offset of about that moment makes it the zone's.
    guard let wall = ISO8601.date("\(day)T\(whole)Z") else { return nil }
    let guess = wall.addingTimeInterval(-Double(zone.secondsFromGMT(for: wall)))
    return wall.addingTimeInterval(-Double(zone.secondsFromGMT(for: guess)))
  }

  /// A moment to come: so long from now, or a day or time.
  static func readAhead(_ text: String, now: Date, zone: LocalZone) -> Date? {
    guard let moment = read(text, now: now, zone: zone) else { return nil }
    let isSpan = ago(text.trimmingCharacters(in: .whitespaces)) != nil
    let ahead = isSpan ? now.addingTimeInterval(now.timeIntervalSince(moment)) : moment
    return ahead > now ? ahead : nil
  }

  private static func ago(_ text: String) -> Double? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units = ["min": 60.0, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
    guard digits.count <= 6, let count = Double(digits) else { return nil }
    let unit = text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces)
    return units[unit].map { $0 * count }
  }
}
