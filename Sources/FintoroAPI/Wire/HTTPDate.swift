import Foundation

/// The date of an HTTP header: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  static func date(_ text: String) -> Date? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: parts[2]) else { return nil }
    let time = parts[4].split(separator: ":").map { Int($0) }
    guard time.count == 3, let day = Int(parts[1]), let year = Int(parts[3]), let hour = time[0],
      let minute = time[1], let second = time[2], (1...31).contains(day), (1970...9999).contains(year),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    return calendar.date(
      from: DateComponents(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second))
  }

  private static let months: [Substring] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static let calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()
}
