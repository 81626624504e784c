import Foundation

/// A company's budget of requests in the current 60 seconds. Contract: one window for all tokens of a company.
struct RateWindow: Hashable, Sendable {
  static let seconds = 60.0

  let limit: Int
  private var startedAt: Date?
  private var taken = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// Counts a request in, where the budget still allows one; a refused request costs nothing.
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
