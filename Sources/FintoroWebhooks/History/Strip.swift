public import Foundation

/// A time as a row of cells, each one bucket of it with the worst state that hooktop saw in it.
public struct Strip: Hashable, Sendable {
  /// In the order of badness; the highest of a bucket is drawn.
  public enum Cell: Int, CaseIterable, Comparable, Hashable, Sendable {
    /// There was no subscription yet.
    case beforeCreation
    /// hooktop did not look, so nothing is known.
    case notWatched
    case good, notice, disabled, warning, critical

    public init(_ state: HealthState) {
      if state == .disabled {
        self = .disabled
        return
      }
      self =
        switch state.weight {
        case .good: .good
        case .notice: .notice
        case .warning: .warning
        case .critical: .critical
        }
    }

    /// The height says how bad it was; colour only repeats that.
    public var symbol: Character { symbols.unicode }
    /// The same where only ASCII can be drawn.
    public var ascii: Character { symbols.ascii }

    private var symbols: (unicode: Character, ascii: Character) {
      switch self {
      case .beforeCreation: (" ", " ")
      case .notWatched: ("·", ".")
      case .good: ("▁", "_")
      case .notice: ("▂", "-")
      case .disabled: ("‖", "=")
      case .warning: ("▄", "+")
      case .critical: ("█", "#")
      }
    }

    public static func < (left: Cell, right: Cell) -> Bool { left.rawValue < right.rawValue }
  }

  /// Oldest first; the last one holds the end.
  public var cells: [Cell]

  public var text: String { String(cells.map(\.symbol)) }
  public var ascii: String { String(cells.map(\.ascii)) }

  /// - Parameters:
  ///   - spans: the states, oldest first.
  ///   - watched: in order, none touching another.
  ///   - createdAt: nil where it is not known; then no cell is before it.
  public init(_ spans: [StateSpan], watched: [WatchedSpan], createdAt: Date?, buckets: StripBuckets) {
    cells = Array(repeating: .notWatched, count: buckets.starts.count)
    var next = 0
    for (index, span) in spans.enumerated() {
      // What ended before this state began concerns no later state either.
      while next < watched.count, watched[next].to < span.from { next += 1 }
      let isFollowed = index + 1 < spans.count && spans[index + 1].from == span.to
      for seen in watched[next...] {
        if seen.from > span.to { break }
        // Only what was both in the bucket and watched.
        let (from, to) = (max(span.from, seen.from), min(span.to, seen.to))
        for bucket in buckets.touching(from, to) {
          let first = max(from, buckets.starts[bucket])
          // At the moment of a change the new state counts.
          if isFollowed, first == span.to, span.from < first { continue }
          cells[bucket] = max(cells[bucket], Cell(span.state))
        }
      }
    }
    guard let createdAt else { return }
    for (bucket, start) in buckets.starts.enumerated() where start.addingTimeInterval(buckets.width) <= createdAt {
      cells[bucket] = .beforeCreation
    }
  }
}

/// The buckets of a strip. They stand on whole multiples of their width, so that cells keep what they showed.
public struct StripBuckets: Hashable, Sendable {
  public let starts: [Date]
  /// Seconds.
  public let width: Double

  /// - Parameters:
  ///   - seconds: of all buckets together.
  ///   - end: lies in the last bucket.
  public init(lasting seconds: Double, cells: Int, endingAt end: Date) {
    let width = seconds / Double(max(1, cells))
    let last = (end.timeIntervalSince1970 / width).rounded(.down) * width
    self.width = width
    starts = (0..<max(1, cells)).map { Date(timeIntervalSince1970: last - Double(max(1, cells) - 1 - $0) * width) }
  }

  public var start: Date { starts[0] }

  /// The buckets that have a moment in common with a time.
  func touching(_ from: Date, _ to: Date) -> Range<Int> {
    guard from <= to, to >= start, from < end else { return 0..<0 }
    return (index(of: from) ?? 0)..<((index(of: to) ?? starts.count - 1) + 1)
  }

  /// Nil for a moment outside of the buckets.
  public func index(of date: Date) -> Int? {
    guard date >= start, date < end else { return nil }
    var index = min(starts.count - 1, Int(date.timeIntervalSince(start) / width))
    // Beginnings are rounded, so the quotient may be one off.
    if starts[index] > date { index -= 1 }
    if index + 1 < starts.count, starts[index + 1] <= date { index += 1 }
    return index
  }

  /// When the next bucket begins.
  public var end: Date { starts[starts.count - 1].addingTimeInterval(width) }
}
