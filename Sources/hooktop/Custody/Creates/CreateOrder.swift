import FintoroWebhooks

/// What a person asked to be created, and where its secret is to be kept.
struct CreateOrder: Equatable, Sendable {
  var input: SubscriptionInput
  var destination: SecretDestination
  var format: SecretFormat = .raw
  /// The caller's own key, for one whose disk does not survive; nil makes a new one.
  var key: IdempotencyKey?

  init(
    input: SubscriptionInput, destination: SecretDestination, format: SecretFormat = .raw, key: IdempotencyKey? = nil
  ) {
    self.input = input
    self.destination = destination
    self.format = format
    self.key = key
  }

  /// - Parameter secretPath: absolute, without `~`.
  init(input: SubscriptionInput, secretPath: String, format: SecretFormat = .raw) {
    self.init(input: input, destination: .file(secretPath), format: format)
  }
}
