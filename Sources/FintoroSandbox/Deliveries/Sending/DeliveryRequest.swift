import FintoroWebhooks

/// An attempt that is to be made over HTTP: all of it, so that the sender asks nobody.
struct DeliveryRequest: Sendable {
  let delivery: Delivery
  /// As the subscription has them at this attempt; a rotated secret or a new URL counts from the next attempt on.
  let url: String
  let secret: SigningSecret
}
