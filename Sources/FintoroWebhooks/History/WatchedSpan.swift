public import struct Foundation.Date

/// A time in which hooktop read the list again and again, by the server's clock. What happened outside is not known.
public struct WatchedSpan: Hashable, Sendable {
  public private(set) var from: Date
  public private(set) var to: Date

  /// - Parameter to: a clock that was set back makes no span of negative length.
  public init(from: Date, to: Date) {
    self.from = from
    self.to = max(from, to)
  }

  /// Takes in an answer if it came soon enough after the span for nothing to be missed in between.
  /// - Parameter pause: seconds.
  /// - Returns: whether it belongs to this span.
  public mutating func extend(to date: Date, pause: Double) -> Bool {
    guard date >= from, date.timeIntervalSince(to) <= pause else { return false }
    to = max(to, date)
    return true
  }

  /// Whether it has a moment in common with a time that ends before `end`.
  public func touches(_ start: Date, before end: Date) -> Bool { from < end && to >= start }

  /// In order, those that touch made one.
  public static func merged(_ spans: [WatchedSpan]) -> [WatchedSpan] {
    spans.sorted { ($0.from, $0.to) < ($1.from, $1.to) }.reduce(into: []) { merged, span in
      guard let last = merged.last, span.from <= last.to else { return merged.append(span) }
      merged[merged.count - 1] = WatchedSpan(from: last.from, to: max(last.to, span.to))
    }
  }
}
