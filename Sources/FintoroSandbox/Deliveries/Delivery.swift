import FintoroWebhooks
import Foundation

/// An event on its way to one subscription.
struct Delivery: Hashable, Sendable, Codable {
  enum Progress: Hashable, Sendable, Codable {
    case waiting(until: Date)
    case underWay(since: Date)
    case delivered
    /// All five attempts failed. Contract: it is never tried again.
    case lost
    /// The subscription was deleted meanwhile.
    case cancelled
  }

  /// In the order in which deliveries were made, from 1.
  let number: Int
  /// The body's `id` and the header `webhook-id`, the same at every attempt.
  let id: String
  let subscriptionID: Int
  let event: DomainEvent
  let isSimulated: Bool
  private(set) var attempts: [Attempt] = []
  private(set) var progress: Progress

  init(number: Int, id: String, subscriptionID: Int, event: DomainEvent, isSimulated: Bool, at now: Date) {
    self.number = number
    self.id = id
    self.subscriptionID = subscriptionID
    self.event = event
    self.isSimulated = isSimulated
    progress = .waiting(until: now)
  }

  /// Whether nothing more will become of it.
  var isOver: Bool {
    switch progress {
    case .waiting, .underWay: false
    case .delivered, .lost, .cancelled: true
    }
  }

  mutating func start(at now: Date) {
    progress = .underWay(since: now)
  }

  /// Writes down what became of the attempt under way.
  /// - Parameter speed: the waits of the schedule are divided by it.
  mutating func end(_ result: Attempt.Result, at now: Date, speed: Double) {
    guard case .underWay(let since) = progress else { return }
    attempts.append(Attempt(startedAt: since, endedAt: now, result: result))
    if result.isSuccess {
      progress = .delivered
    } else if attempts.count < DeliverySchedule.attempts {
      progress = .waiting(until: now + DeliverySchedule.wait(after: attempts.count) / speed)
    } else {
      progress = .lost
    }
  }

  mutating func cancel() {
    if !isOver { progress = .cancelled }
  }

  /// An attempt whose end nobody saw is made again: a receiver may get a delivery twice, never not at all.
  mutating func resume(at now: Date) {
    if case .underWay = progress { progress = .waiting(until: now) }
  }
}

extension DeliverySchedule {
  /// Seconds from the end of a failed attempt, counted from 1, to the next one.
  static func wait(after attempt: Int) -> Double {
    Double(attemptOffsets[attempt] - attemptOffsets[attempt - 1])
  }
}
