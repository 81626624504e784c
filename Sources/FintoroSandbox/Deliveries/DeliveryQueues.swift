import Foundation
import NIOCore

/// What is to happen when, for as many as there are.
///
/// One queue for each length of waiting: within it, what was put in first is due first, so nothing is ever sorted.
struct DueQueues: Sendable {
  struct Entry: Hashable, Sendable {
    var due: Date
    var number: Int
  }

  private var queues: [CircularBuffer<Entry>]

  init(count: Int) {
    queues = Array(repeating: CircularBuffer(), count: count)
  }

  /// The earliest; nil where nothing waits.
  var next: Date? { queues.compactMap { $0.first?.due }.min() }

  mutating func add(_ number: Int, due: Date, to queue: Int) {
    queues[queue].append(Entry(due: due, number: number))
  }

  /// Takes out what is due, the shortest waits first.
  mutating func take(at now: Date, most: Int) -> [(number: Int, queue: Int)] {
    var taken: [(number: Int, queue: Int)] = []
    for queue in queues.indices {
      while taken.count < most, let entry = queues[queue].first, entry.due <= now {
        queues[queue].removeFirst()
        taken.append((entry.number, queue))
      }
    }
    return taken
  }
}

/// Which attempts over HTTP may start: so many at once in all, so many to one subscription, and the subscriptions in
/// turn, so that a receiver that hangs holds up nobody but itself.
struct DeliveryLanes: Sendable {
  static let maxTotal = 256
  static let maxPerLane = 16

  private var inAll = 0
  private var running: [Int: Int] = [:]
  private var waiting: [Int: CircularBuffer<Int>] = [:]
  /// Lanes in which something waits and may start.
  private var open: CircularBuffer<Int> = []

  mutating func add(_ number: Int, lane: Int) {
    waiting[lane, default: []].append(number)
    if waiting[lane]?.count == 1, running[lane, default: 0] < Self.maxPerLane { open.append(lane) }
  }

  /// The next that may start now; it counts as running until `ended`.
  mutating func start() -> (number: Int, lane: Int)? {
    guard inAll < Self.maxTotal, let lane = open.popFirst(), let number = waiting[lane]?.popFirst() else { return nil }
    inAll += 1
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
    inAll -= 1
    running[lane] = count > 1 ? count - 1 : nil
    if count == Self.maxPerLane, waiting[lane] != nil { open.append(lane) }
  }
}
