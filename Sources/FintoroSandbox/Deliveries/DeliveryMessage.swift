import FintoroWebhooks
import Foundation

/// The body and the headers of a delivery. Contract: "Deliveries".
struct DeliveryMessage: Hashable, Sendable {
  let body: [UInt8]
  let headers: [Header]

  struct Header: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// - Parameter now: the time of sending, different for each attempt.
  init(_ delivery: Delivery, secret: SigningSecret, at now: Date) {
    let event = delivery.event
    let resource = JSON.object([("type", .text(event.resourceType)), ("id", .integer(event.resourceID))])
    body =
      JSON.object([
        ("id", .text(delivery.id)), ("type", .text(event.type.rawValue)),
        ("occurredAt", .text(ISO8601.text(event.occurredAt))), ("resource", resource),
      ]).bytes
    headers = [
      Header(name: "Content-Type", value: "application/json"),
      Header(name: "User-Agent", value: "hooktop-sandbox"),
      Header(name: "webhook-id", value: delivery.id),
      Header(name: "webhook-timestamp", value: String(Int(now.timeIntervalSince1970))),
      Header(name: "webhook-signature", value: WebhookSignature.of(body, secret: secret)),
    ]
  }
}
