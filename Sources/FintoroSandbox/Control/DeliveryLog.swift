import FintoroWebhooks
import Foundation
import Hummingbird

/// `GET /_sandbox/deliveries`: the latest deliveries first, each with all its attempts.
struct DeliveryLogRoute: Sendable {
  let store: SandboxStore

  /// In every answer, so that nobody relies on the list.
  private static let note = "The real API has no list of deliveries and no log; this one is the sandbox's own."

  @Sendable func show(_ request: Request, _ context: SandboxContext) async throws -> Response {
    let (deliveries, forgotten) = await store.log(try Self.filter(request))
    return .json(
      200,
      .object([
        ("note", .text(Self.note)), ("forgotten", .integer(forgotten)),
        ("data", .array(deliveries.map(DeliveryJSON.shown))),
      ]))
  }

  private static func filter(_ request: Request) throws -> DeliveryFilter {
    var filter = DeliveryFilter()
    for (key, value) in request.uri.queryParameters {
      switch (String(key), String(value)) {
      case ("subscription", let text): filter.subscriptionID = try number(text, key, 1 ... .max)
      case ("limit", let text): filter.limit = try number(text, key, 1...DeliveryFilter.maxLimit)
      case ("state", let text):
        guard let state = Delivery.State(rawValue: text) else {
          throw problem("state takes \(Delivery.State.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        filter.state = state
      case (let other, _): throw problem("there is no filter \"\(other)\"; there are subscription, state and limit")
      }
    }
    return filter
  }

  private static func number(_ text: String, _ key: Substring, _ range: ClosedRange<Int>) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      let upTo = range.upperBound == .max ? "" : " to \(range.upperBound)"
      throw problem("\(key) takes a whole number from \(range.lowerBound)\(upTo)")
    }
    return number
  }

  private static func problem(_ clause: String) -> ControlProblem {
    ControlProblem(status: 422, sentence: "The deliveries cannot be listed: \(clause).")
  }
}

/// Which deliveries are listed.
struct DeliveryFilter: Hashable, Sendable {
  static let maxLimit = 1_000

  var subscriptionID: Int?
  var state: Delivery.State?
  var limit = 100

  func matches(_ delivery: Delivery) -> Bool {
    subscriptionID.map { $0 == delivery.subscriptionID } ?? true && state.map { $0 == delivery.state } ?? true
  }
}

extension DeliveryBook {
  /// The latest first.
  func log(_ filter: DeliveryFilter) -> [Delivery] {
    Array(deliveries.values.filter(filter.matches).sorted { $0.number > $1.number }.prefix(filter.limit))
  }
}

/// A delivery as JSON.
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
