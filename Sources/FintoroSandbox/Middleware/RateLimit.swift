import Foundation
import HTTPTypes
import Hummingbird

/// Counts a company's requests and writes the budget on every answer. Contract: all tokens of a company share it.
struct RateLimitMiddleware: SandboxMiddleware {
  let store: SandboxStore

  func handle(_ request: Request, context: SandboxContext, next: Next) async throws -> Response {
    let budget = await store.takeRequest(try context.reader())
    guard budget.refusal == nil else { return APIError.tooManyRequests(budget).response(context.language) }
    var response = try await next(request, context)
    response.headers.append(contentsOf: budget.headers)
    return response
  }
}

/// A company's budget of requests in the current 60 seconds. Contract: one window for all tokens of a company.
struct RateWindow: Hashable, Sendable {
  static let seconds = 60.0

  let limit: Int
  private var startedAt: Date?
  private var taken = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Counts a request where the budget allows one; a refused request costs nothing.
  mutating func take(at now: Date) -> RateBudget {
    let start = current(at: now)
    guard taken < limit else { return RateBudget(limit: limit, remaining: 0, refusal: .init(resetAt: start + 60, now)) }
    taken += 1
    return RateBudget(limit: limit, remaining: limit - taken, refusal: nil)
  }

  /// A window starts with its first request; a clock that was set back starts a new one.
  private mutating func current(at now: Date) -> Date {
    if let startedAt, now >= startedAt, now < startedAt + Self.seconds { return startedAt }
    startedAt = now
    taken = 0
    return now
  }
}

/// A company's budget at one request.
struct RateBudget: Hashable, Sendable {
  let limit: Int
  let remaining: Int
  /// Nil when the request may go on.
  let refusal: Refusal?

  struct Refusal: Hashable, Sendable {
    /// Whole seconds until a new window has begun, rounded up.
    let retryAfter: Int
    /// Unix time of that moment.
    let resetAt: Int

    init(resetAt: Date, _ now: Date) {
      retryAfter = max(1, Int(resetAt.timeIntervalSince(now).rounded(.up)))
      self.resetAt = Int(resetAt.timeIntervalSince1970.rounded(.up))
    }
  }
}

extension RateBudget {
  /// Contract: the budget on every throttled answer, the time to wait only on 429.
  var headers: HTTPFields {
    var headers: HTTPFields = [.rateLimit: String(limit), .rateLimitRemaining: String(remaining)]
    if let refusal {
      headers[.retryAfter] = String(refusal.retryAfter)
      headers[.rateLimitReset] = String(refusal.resetAt)
    }
    return headers
  }
}
