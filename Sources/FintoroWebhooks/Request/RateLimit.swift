/// The company's request budget as an answer told it. Contract: without the headers it is unknown, never guessed.
public struct RateLimit: Hashable, Sendable {
  /// Requests allowed in the current 60 s, for all tokens of the company together.
  public var limit: Int
  public var remaining: Int

  public init(limit: Int, remaining: Int) {
    self.limit = limit
    self.remaining = remaining
  }
}
