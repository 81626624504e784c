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
