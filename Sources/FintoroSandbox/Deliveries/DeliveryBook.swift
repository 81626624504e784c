import FintoroWebhooks
import struct Foundation.Date
import NIOCore

/// Every delivery that is known, with what is due next. Pure: time, ids and outcomes come in as arguments.
struct DeliveryBook: Sendable {
  /// No event is taken in while so many deliveries are not over.
  static let maxOpen = 100_000
  /// So many that are over are remembered, the latest.
  static let maxFinished = 10_000

  private(set) var deliveries: [Int: Delivery] = [:]
  /// How many are not remembered any more.
  private(set) var forgotten = 0
  private var nextNumber = 1
  private var over: CircularBuffer<Int> = []
  /// A queue for each attempt, and one for attempts that only time ends.
  private var queues = DueQueues(count: DeliverySchedule.attempts + 1)
  private static let ending = DeliverySchedule.attempts

  var openCount: Int { deliveries.count - over.count }
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

  /// What is due now.
  enum Due: Hashable, Sendable {
    /// The next attempt of that delivery.
    case attempt(Int)
    /// The end of the attempt under way, which nothing but time ends.
    case timeOut(Int)
  }

  mutating func takeDue(at now: Date, most: Int) -> [Due] {
    queues.take(at: now, most: most).compactMap { number, queue in
      guard let delivery = deliveries[number], !delivery.isOver else { return nil }
      return queue == Self.ending ? .timeOut(number) : .attempt(number)
    }
  }

  mutating func start(_ number: Int, at now: Date) -> Delivery? {
    guard var delivery = deliveries[number], !delivery.isOver else { return nil }
    delivery.start(at: now)
    deliveries[number] = delivery
    return delivery
  }

  /// The attempt under way ends by itself at that time.
  mutating func letTimeOut(_ number: Int, at moment: Date) {
    queues.add(number, due: moment, to: Self.ending)
  }

  /// - Returns: the delivery as it stands now; nil where it was over before.
  mutating func end(_ number: Int, _ result: Attempt.Result, at now: Date, speed: Double) -> Delivery? {
    guard var delivery = deliveries[number], !delivery.isOver else { return nil }
    delivery.end(result, at: now, speed: speed)
    deliveries[number] = delivery
    if case .waiting(let due) = delivery.progress {
      queues.add(number, due: due, to: delivery.attempts.count)
    } else {
      isOver(number)
    }
    return delivery
  }

  /// The subscription is gone, and with it what was on its way.
  mutating func cancel(subscriptionID: Int) {
    let numbers = deliveries.values.filter { $0.subscriptionID == subscriptionID && !$0.isOver }.map(\.number)
    for number in numbers.sorted() {
      deliveries[number]?.cancel()
      isOver(number)
    }
  }

  private mutating func isOver(_ number: Int) {
    over.append(number)
    while over.count > Self.maxFinished, let oldest = over.popFirst() {
      deliveries[oldest] = nil
      forgotten += 1
    }
  }
}

// Over a restart.
extension DeliveryBook {
  struct Kept: Hashable, Sendable, Codable {
    var deliveries: [Delivery]
    var forgotten: Int
    var nextNumber: Int
  }

  var kept: Kept {
    Kept(
      deliveries: deliveries.values.sorted { $0.number < $1.number }, forgotten: forgotten, nextNumber: nextNumber)
  }

  init(_ kept: Kept, at now: Date) {
    forgotten = kept.forgotten
    nextNumber = max(kept.nextNumber, (kept.deliveries.map(\.number).max() ?? 0) + 1)
    var open: [(due: Date, delivery: Delivery)] = []
    for var delivery in kept.deliveries {
      delivery.resume(at: now)
      deliveries[delivery.number] = delivery
      if case .waiting(let due) = delivery.progress {
        open.append((due, delivery))
      } else {
        over.append(delivery.number)
      }
    }
    for (due, delivery) in open.sorted(by: { $0.due < $1.due }) {
      queues.add(delivery.number, due: due, to: min(delivery.attempts.count, DeliverySchedule.attempts - 1))
    }
  }
}
