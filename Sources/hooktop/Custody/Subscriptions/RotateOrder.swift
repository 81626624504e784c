import FintoroWebhooks

/// A rotate as a person asked for it.
struct RotateOrder: Equatable, Sendable {
  var id: Int
  /// Absolute, without `~`.
  var secretPath: String
  var format: SecretFormat = .raw
}
