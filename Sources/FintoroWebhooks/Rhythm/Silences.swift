import Foundation

/// The silences between accepted deliveries.
struct Silences {
  /// Busy hours of those that were watched from end to end, in order of length.
  private(set) var whole: [Double] = []
  /// Busy hours of the longest that began on each day; also what is certain of those that were watched in part.
  private var longestByDay: [Int: Double] = [:]
  private var seconds: [Bool: [Double]] = [:]
  /// Today.
  private let last: Int
  private static let days = Int(Rhythm.memory / 86_400)

  init(_ successes: [SeenSuccess], watched: [WatchedSpan], timeline: BusyTimeline, today: Int) {
    last = today
    var span = 0
    for (success, next) in zip(successes, successes.dropFirst()) where next.at > success.at {
      while span < watched.count - 1, watched[span].to < success.seenAt { span += 1 }
      guard span < watched.count, let cell = timeline.cell(success.at) else { continue }
      let isWhole = watched[span].from <= success.seenAt && next.seenAt <= watched[span].to
      // Up to the end of what was watched nothing came: that much is certain.
      let end = isWhole ? next.at : min(next.at, max(success.at, watched[span].to))
      let busy = timeline.busy(at: end) - timeline.busy(at: success.at)
      longestByDay[cell.day] = max(longestByDay[cell.day] ?? 0, busy)
      guard isWhole, timeline.isOfUsual(success.at) else { continue }
      whole.append(busy)
      seconds[cell.isDayOff, default: []].append(next.at.timeIntervalSince(success.at))
    }
    whole.sort()
  }

  func middle(onDaysOff: Bool) -> Double? {
    guard let all = seconds[onDaysOff]?.sorted(), all.count >= 5 else { return nil }
    return all[all.count / 2]
  }

  /// So long a silence was seen on two days: it is usual. One alone may have been an outage.
  var usual: Double { usual(before: last + 1) ?? whole[whole.count - 1] }

  /// By the days before one; nil where there are fewer than two.
  private func usual(before day: Int) -> Double? {
    var (first, second) = (-1.0, -1.0)
    for (other, busy) in longestByDay where other < day && other >= day - Self.days {
      if busy > first { (first, second) = (busy, first) } else if busy > second { second = busy }
    }
    return second < 0 ? nil : second
  }

  /// The longest silence that was called too long on its day, or nearly, and ended by itself; each is judged by what was
  /// usual then. Much longer ones had a cause.
  private var longestNamed: Double? {
    longestByDay.compactMap { day, busy in
      usual(before: day).flatMap { busy > 1.9 * $0 && busy < 4 * $0 ? busy : nil }
    }.max()
  }

  /// Twice what is usual. Where so long a silence has ended by itself, the next one must be clearly longer before
  /// anything is said again, within bounds: it may have had a cause after all. Tuned on simulated years, and tried on
  /// others.
  var limit: Double {
    max(2 * usual, min(1.5 * (longestNamed ?? 0), 6 * usual))
  }
}
