public import struct Foundation.Date

/// How far back a strip goes.
public enum StripSpan: CaseIterable, Hashable, Sendable {
  case hours3, hours24, days30

  private var row: (title: String, seconds: Double) {
    switch self {
    case .hours3: ("3 h", 10_800)
    case .hours24: ("24 h", 86_400)
    case .days30: ("30 d", 30 * 86_400)
    }
  }

  public var title: String { row.title }
  public var seconds: Double { row.seconds }

  /// From when on a strip that ends at `end` needs to know what was seen: its first bucket may begin a bucket earlier.
  public func start(endingAt end: Date) -> Date { end.addingTimeInterval(-seconds * 1.1) }

  /// The next longer one; after the longest the shortest.
  public var next: StripSpan {
    switch self {
    case .hours3: .hours24
    case .hours24: .days30
    case .days30: .hours3
    }
  }
}
