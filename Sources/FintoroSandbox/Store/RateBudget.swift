import Foundation

/// What a request was told about the company's budget.
struct RateBudget: Hashable, Sendable {
  let limit: Int
  let remaining: Int
  /// Nil when the request may go on.
  let refusal: Refusal?

  struct Refusal: Hashable, Sendable {
    /// Whole seconds until a new window is sure to have begun.
    let retryAfter: Int
    /// Unix time of that moment.
    let resetAt: Int

    init(resetAt: Date, _ now: Date) {
      retryAfter = max(1, Int(resetAt.timeIntervalSince(now).rounded(.up)))
      self.resetAt = Int(resetAt.timeIntervalSince1970.rounded(.up))
    }
  }
}
