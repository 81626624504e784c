import FintoroWebhooks

/// A rotate as a person asked for it.
struct RotateRequest: Equatable, Sendable {
  var id: Int
  /// Absolute, without `~`.
  var secretPath: String
  var format: SecretFormat = .raw
}
