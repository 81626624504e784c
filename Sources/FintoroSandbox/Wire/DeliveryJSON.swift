import FintoroWebhooks
import Foundation

/// A delivery as the log shows it.
enum DeliveryJSON {
  static func shown(_ delivery: Delivery) -> JSON {
    let event = delivery.event
    return .object([
      ("id", .text(delivery.id)),
      ("subscriptionId", .integer(delivery.subscriptionID)),
      ("type", .text(event.type.rawValue)),
      ("resource", .object([("type", .text(event.resourceType)), ("id", .integer(event.resourceID))])),
      ("occurredAt", .text(ISO8601.text(event.occurredAt))),
      ("simulated", .bool(delivery.isSimulated)),
      ("state", .text(delivery.state.rawValue)),
      ("nextAttemptAt", .optional(delivery.nextAttemptAt.map(ISO8601.text))),
      ("attempts", .array(delivery.attempts.enumerated().map { shown($0.element, number: $0.offset + 1) })),
    ])
  }

  private static func shown(_ attempt: Attempt, number: Int) -> JSON {
    let seconds = attempt.endedAt.timeIntervalSince(attempt.startedAt)
    return .object([
      ("number", .integer(number)),
      ("startedAt", .text(ISO8601.text(attempt.startedAt))),
      ("seconds", .number((seconds * 1_000).rounded() / 1_000)),
      ("status", attempt.result.status.map(JSON.integer) ?? .null),
      ("result", .text(attempt.result.sentence)),
    ])
  }
}

extension Delivery {
  fileprivate var nextAttemptAt: Date? {
    if case .waiting(let due) = progress { due } else { nil }
  }
}
