import FintoroWebhooks
import Foundation

/// The meaning of a response's headers. Contract: without them the request budget is unknown, never guessed.
struct ResponseHeaders {
  private let values: [String: String]

  init(_ values: [String: String]) {
    self.values = values
  }

  func context(askedAt: Date, receivedAt: Date) -> AnswerContext {
    AnswerContext(
      receivedAt: receivedAt, askedAt: askedAt, cacheAge: cacheAge,
      serverDate: values["date"].flatMap(HTTPDate.date),
      // Request ids are short. A long value is cut, because it would fill the screen.
      requestID: values["x-request-id"].flatMap { $0.isEmpty ? nil : String($0.prefix(200)) }, rateLimit: rateLimit)
  }

  /// RFC 9111: whole seconds. A cache that keeps an answer for longer than a year is not believed.
  private var cacheAge: Double {
    guard let text = values["age"], let seconds = Int(text), (0...31_536_000).contains(seconds) else { return 0 }
    return Double(seconds)
  }

  private var rateLimit: RateLimit? {
    guard let limit = values["x-ratelimit-limit"].flatMap({ Int($0) }),
      let remaining = values["x-ratelimit-remaining"].flatMap({ Int($0) }), limit >= 0, remaining >= 0
    else { return nil }
    return RateLimit(limit: limit, remaining: remaining)
  }

  /// `Retry-After` by this machine's clock: seconds, or a date of the server's clock.
  func retryAfter(_ context: AnswerContext) -> Date? {
    guard let text = values["retry-after"] else { return nil }
    if let seconds = Double(text), seconds >= 0 { return bounded(seconds, context) }
    return HTTPDate.date(text).map { local($0, context) }
  }

  /// `X-RateLimit-Reset`, Unix time of the server's clock, by this machine's clock.
  func rateLimitReset(_ context: AnswerContext) -> Date? {
    values["x-ratelimit-reset"].flatMap(Double.init).map { local(Date(timeIntervalSince1970: $0), context) }
  }

  private func local(_ date: Date, _ context: AnswerContext) -> Date {
    bounded(date.timeIntervalSince(context.serverDate ?? context.receivedAt), context)
  }

  /// Limited to the next 24 hours: a wrong header must not silence a client for ever.
  private func bounded(_ seconds: Double, _ context: AnswerContext) -> Date {
    context.receivedAt.addingTimeInterval(min(max(seconds.isNaN ? 0 : seconds, 0), 86_400))
  }
}

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
