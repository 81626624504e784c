public import struct Foundation.Date

/// A time in which deliveries may be lost, or are lost because the subscription was disabled. It is computed from what
/// hooktop saw, and says no more than that.
public struct Gap: Hashable, Sendable, Identifiable {
  public enum Kind: String, Hashable, Sendable {
    /// Deliveries failed: they may be lost.
    case failures
    /// Events were not delivered at all: they are lost.
    case disabled
  }

  public enum End: String, Hashable, Sendable {
    /// An answer showed that deliveries are accepted again.
    case accepted
    case enabled
    case deleted
  }

  /// Made from the beginning as it was noticed, so that it is the same whenever that is computed anew.
  public let id: GapID
  public let subscriptionID: Int
  public let kind: Kind
  /// When hooktop noticed it.
  public var noticedAt: Date
  /// The first known failure, or since when the subscription was surely disabled.
  public var surelyFrom: Date
  /// No event from before can be lost by this gap.
  public var possiblyFrom: Date
  /// Nil while it goes on.
  public var endedAt: Date?
  public var end: End?
  /// The newest failure in it; nil for a disabled one.
  public var lastFailureAt: Date?
  /// The URL that it began with.
  public var url: String
  /// Whether the URL was changed in it: what was refused went to another address.
  public var isURLChanged = false

  /// - Parameter id: nil for a gap that is noticed now.
  public init(
    id: GapID? = nil, of subscriptionID: Int, _ kind: Kind, noticedAt: Date, surelyFrom: Date, possiblyFrom: Date,
    lastFailureAt: Date? = nil, url: String
  ) {
    self.id = id ?? GapID(of: subscriptionID, kind, from: surelyFrom)
    self.subscriptionID = subscriptionID
    self.kind = kind
    self.noticedAt = noticedAt
    self.surelyFrom = surelyFrom
    self.possiblyFrom = possiblyFrom
    self.lastFailureAt = lastFailureAt
    self.url = url
  }

  /// When everything that failed in it is accepted or lost; nil while newer failures may come.
  public var decidedAt: Date? {
    guard let endedAt else { return nil }
    guard let lastFailureAt else { return endedAt }
    return max(endedAt, lastFailureAt.addingTimeInterval(Double(DeliverySchedule.window)))
  }
}

/// What people call a gap: the subscription's id, and five letters and digits that tell its gaps apart. `801-k7f2m`.
public struct GapID: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  init(of subscriptionID: Int, _ kind: Gap.Kind, from date: Date) {
    // Whole seconds: what is kept of a time has fewer digits than what came.
    let seconds = Int64(max(-1e15, min(1e15, date.timeIntervalSince1970.rounded(.down))))
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(subscriptionID) \(kind.rawValue) \(seconds)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01b3
    }
    // The low bits of this hash (FNV-1a) change least.
    hash ^= hash >> 32
    let code = (0..<5).map { Self.alphabet[Int((hash >> (UInt64($0) * 5)) & 31)] }
    rawValue = "\(subscriptionID)-\(String(code))"
  }

  /// Nothing in it looks like something else.
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
}

/// A gap as lists and sentences say it.
extension Gap.Kind {
  /// What became of the events in it: never more than is known.
  public var word: String {
    switch self {
    case .failures: "may be lost"
    case .disabled: "lost, disabled"
    }
  }
}
