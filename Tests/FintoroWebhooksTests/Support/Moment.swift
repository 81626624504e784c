import FintoroWebhooks
import Foundation

/// A time of the tests, as the API writes it. What the tests write wrong ends the test run.
func moment(_ text: String, _ location: StaticString = #fileID, line: UInt = #line) -> Date {
  guard let date = ISO8601.date(text) else { fatalError("\(text) is no time", file: location, line: line) }
  return date
}

extension Date {
  static func + (date: Date, seconds: Double) -> Date { date.addingTimeInterval(seconds) }
  static func - (date: Date, seconds: Double) -> Date { date.addingTimeInterval(-seconds) }

  /// The neighbouring moments that a `Date` can tell from this one.
  var justBefore: Date { Date(timeIntervalSinceReferenceDate: timeIntervalSinceReferenceDate.nextDown) }
  var justAfter: Date { Date(timeIntervalSinceReferenceDate: timeIntervalSinceReferenceDate.nextUp) }
}
