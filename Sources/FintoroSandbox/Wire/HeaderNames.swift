import HTTPTypes

/// The headers of the contract that HTTP itself does not have.
extension HTTPField.Name {
  static let requestID = named("X-Request-Id")
  static let rateLimit = named("X-RateLimit-Limit")
  static let rateLimitRemaining = named("X-RateLimit-Remaining")
  static let rateLimitReset = named("X-RateLimit-Reset")
  static let idempotencyKey = named("Idempotency-Key")
  static let idempotencyStatus = named("Idempotency-Status")

  private static func named(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is not a header's name") }
    return name
  }
}
