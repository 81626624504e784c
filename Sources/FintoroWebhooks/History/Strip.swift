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
    cells = buckets.starts.map { start in
      let end = start.addingTimeInterval(buckets.width)
      if let createdAt, end <= createdAt { return .beforeCreation }
      var worst = Cell.notWatched
      for seen in watched where seen.touches(start, before: end) {
        for span in spans where span.from < end && span.to >= start {
          // Only what was both in the bucket and watched.
          let first = max(span.from, seen.from, start)
          guard first <= min(span.to, seen.to), first < end else { continue }
          // At the moment of a change the new state counts.
          if first == span.to, span.from < first, spans.contains(where: { $0.from == first }) { continue }
          worst = max(worst, Cell(span.state))
        }
      }
      return worst
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
  /// When the next bucket begins.
  public var end: Date { starts[starts.count - 1].addingTimeInterval(width) }
}
