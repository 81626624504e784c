import FintoroWebhooks
import Foundation

/// Where the cursor stands in the two timelines of the detail.
struct TimelineCursor: Equatable, Sendable {
  /// The timeline that it is in.
  private(set) var span = StripSpan.hours24
  /// A moment in the chosen bucket; nil for the newest one, which goes on with time.
  private(set) var moment: Date?

  static let spans = [StripSpan.hours24, .days30]

  /// Goes to the other timeline, and stays at its moment if that has it.
  mutating func switchSpan() { span = span == .hours24 ? .days30 : .hours24 }

  mutating func move(by offset: Int, in buckets: StripBuckets) {
    let last = buckets.starts.count - 1
    let index = min(max(0, index(in: buckets) + offset), last)
    moment = index == last ? nil : buckets.starts[index].addingTimeInterval(buckets.width / 2)
  }

  func index(in buckets: StripBuckets) -> Int {
    moment.flatMap { buckets.index(of: $0) } ?? buckets.starts.count - 1
  }
}
