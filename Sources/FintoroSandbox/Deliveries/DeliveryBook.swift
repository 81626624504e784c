import FintoroWebhooks
import struct Foundation.Date
import NIOCore

/// Every delivery that is remembered, and which of them are due. Pure: time, ids and outcomes come in as arguments.
struct DeliveryBook: Sendable {
  /// Events are refused that would make more open deliveries than this.
  static let maxOpen = 100_000
  /// How many finished deliveries are remembered: the latest.
  static let maxFinished = 10_000

  private(set) var deliveries: [Int: Delivery] = [:]
  /// How many finished deliveries were forgotten.
  private(set) var forgotten = 0
  private var nextNumber = 1
  private var finished: CircularBuffer<Int> = []
  /// A queue for each attempt, and one for time-outs.
  private var queues = DueQueues(count: DeliverySchedule.attempts + 1)
  private static let timeOuts = DeliverySchedule.attempts

  var openCount: Int { deliveries.count - finished.count }
  var nextDue: Date? { queues.next }

  /// The first attempt is due at once.
  mutating func add(_ event: DomainEvent, to subscriptionID: Int, id: String, isSimulated: Bool, at now: Date)
    -> Delivery
  {
    let delivery = Delivery(
      number: nextNumber, id: id, subscriptionID: subscriptionID, event: event, isSimulated: isSimulated, at: now)
    nextNumber += 1
    deliveries[delivery.number] = delivery
    queues.add(delivery.number, due: now, to: 0)
    return delivery
  }

  /// Work that is due.
  enum Due: Hashable, Sendable {
    /// The delivery's next attempt.
    case attempt(Int)
    /// The time-out of the attempt under way.
    case timeOut(Int)
  }

  mutating func takeDue(at now: Date, limit: Int) -> [Due] {
    queues.take(at: now, limit: limit).compactMap { number, queue in
      guard let delivery = deliveries[number], !delivery.isFinished else { return nil }
      return queue == Self.timeOuts ? .timeOut(number) : .attempt(number)
    }
  }

  mutating func start(_ number: Int, at now: Date) -> Delivery? {
    guard var delivery = deliveries[number], !delivery.isFinished else { return nil }
    delivery.start(at: now)
    deliveries[number] = delivery
    return delivery
  }

  /// Ends the attempt under way at that time.
  mutating func scheduleTimeOut(_ number: Int, at moment: Date) {
    queues.add(number, due: moment, to: Self.timeOuts)
  }

  /// - Returns: the delivery afterwards; nil where it was finished before.
  mutating func end(_ number: Int, _ result: Attempt.Result, at now: Date, speed: Double) -> Delivery? {
    guard var delivery = deliveries[number], !delivery.isFinished else { return nil }
    delivery.end(result, at: now, speed: speed)
    deliveries[number] = delivery
    if case .waiting(let due) = delivery.progress {
      queues.add(number, due: due, to: delivery.attempts.count)
    } else {
      noteFinished(number)
    }
    return delivery
  }

  /// Cancels the open deliveries of a subscription that was deleted.
  mutating func cancel(subscriptionID: Int) {
    let numbers = deliveries.values.filter { $0.subscriptionID == subscriptionID && !$0.isFinished }.map(\.number)
    for number in numbers.sorted() {
      deliveries[number]?.cancel()
      noteFinished(number)
    }
  }

  private mutating func noteFinished(_ number: Int) {
    finished.append(number)
    while finished.count > Self.maxFinished, let oldest = finished.popFirst() {
      deliveries[oldest] = nil
      forgotten += 1
    }
  }
}

// Over a restart.
extension DeliveryBook {
  struct Saved: Hashable, Sendable, Codable {
    var deliveries: [Delivery]
    var forgotten: Int
    var nextNumber: Int
  }

  var saved: Saved {
    Saved(
      deliveries: deliveries.values.sorted { $0.number < $1.number }, forgotten: forgotten, nextNumber: nextNumber)
  }

  init(_ saved: Saved, at now: Date) {
    forgotten = saved.forgotten
    nextNumber = max(saved.nextNumber, (saved.deliveries.map(\.number).max() ?? 0) + 1)
    var open: [(due: Date, delivery: Delivery)] = []
    for var delivery in saved.deliveries {
      delivery.resume(at: now)
      deliveries[delivery.number] = delivery
      if case .waiting(let due) = delivery.progress {
        open.append((due, delivery))
      } else {
        finished.append(delivery.number)
      }
    }
    for (due, delivery) in open.sorted(by: { $0.due < $1.due }) {
      queues.add(delivery.number, due: due, to: min(delivery.attempts.count, DeliverySchedule.attempts - 1))
    }
  }
}
