import FintoroWebhooks
import Foundation

/// What the headers of an answer say. Contract: without them the budget is unknown, never guessed.
struct AnswerHeaders {
  private let values: [String: String]

  init(_ values: [String: String]) {
    self.values = values
  }

  func context(askedAt: Date, receivedAt: Date) -> AnswerContext {
    AnswerContext(
      receivedAt: receivedAt, askedAt: askedAt, serverDate: values["date"].flatMap(HTTPDate.date),
      // Support asks for a short name; what is longer than any name is cut, it would fill a screen.
      requestID: values["x-request-id"].flatMap { $0.isEmpty ? nil : String($0.prefix(200)) }, rateLimit: rateLimit)
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

  /// Between now and a day from now: a slip of the server must not silence a client for ever.
  private func bounded(_ seconds: Double, _ context: AnswerContext) -> Date {
    context.receivedAt.addingTimeInterval(min(max(seconds.isNaN ? 0 : seconds, 0), 86_400))
  }
}
