import Foundation
import NIOCore

/// When each delivery is due.
///
/// Each length of waiting has a queue of its own. Within it entries come in the order of their times, so nothing is
/// sorted.
struct DueQueues: Sendable {
  struct Entry: Hashable, Sendable {
    var due: Date
    var number: Int
  }

  private var queues: [CircularBuffer<Entry>]

  init(count: Int) {
    queues = Array(repeating: CircularBuffer(), count: count)
  }

  /// The earliest time; nil where nothing waits.
  var next: Date? { queues.compactMap { $0.first?.due }.min() }

  mutating func add(_ number: Int, due: Date, to queue: Int) {
    queues[queue].append(Entry(due: due, number: number))
  }

  /// Removes and returns what is due, shortest waits first.
  mutating func take(at now: Date, limit: Int) -> [(number: Int, queue: Int)] {
    var taken: [(number: Int, queue: Int)] = []
    for queue in queues.indices {
      while taken.count < limit, let entry = queues[queue].first, entry.due <= now {
        queues[queue].removeFirst()
        taken.append((entry.number, queue))
      }
    }
    return taken
  }
}

/// Which attempts over HTTP may start: a bounded number in all and for each subscription, subscriptions in turn. A
/// receiver that hangs delays only its own deliveries.
struct DeliveryLanes: Sendable {
  static let maxTotal = 256
  static let maxPerLane = 16

  private var total = 0
  private var running: [Int: Int] = [:]
  private var waiting: [Int: CircularBuffer<Int>] = [:]
  /// Lanes whose next attempt may start.
  private var open: CircularBuffer<Int> = []

  mutating func add(_ number: Int, lane: Int) {
    waiting[lane, default: []].append(number)
    if waiting[lane]?.count == 1, running[lane, default: 0] < Self.maxPerLane { open.append(lane) }
  }

  /// The next attempt that may start; it counts as running until `ended`.
  mutating func start() -> (number: Int, lane: Int)? {
    guard total < Self.maxTotal, let lane = open.popFirst(), let number = waiting[lane]?.popFirst() else { return nil }
    total += 1
    running[lane, default: 0] += 1
    if waiting[lane]?.isEmpty == true {
      waiting[lane] = nil
    } else if running[lane, default: 0] < Self.maxPerLane {
      open.append(lane)
    }
    return (number, lane)
  }

  mutating func ended(lane: Int) {
    guard let count = running[lane] else { return }
    total -= 1
    running[lane] = count > 1 ? count - 1 : nil
    if count == Self.maxPerLane, waiting[lane] != nil { open.append(lane) }
  }
}
