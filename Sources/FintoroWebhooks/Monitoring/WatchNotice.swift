public import struct Foundation.Date

/// Something that a watcher tells once. Its id stays the same however often it is told.
public struct WatchNotice: Codable, Hashable, Sendable, Identifiable {
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// A subscription came into trouble, or from one into another.
    case trouble
    /// It is out of trouble.
    case recovery
    /// The retries of what failed are over.
    case gaveUp = "gave-up"
    /// Fintoro has not answered for some time.
    case blind
    /// It answers again.
    case sighted
  }

  public var id: String
  public var kind: Kind
  /// By the server's clock; that of this machine where Fintoro does not answer.
  public var at: Date
  /// Nil before a list told it.
  public var companyID: Int?
  /// Nil for what is about the whole company.
  public var subscription: Int?
  public var name: String?
  /// States by their words; nil where there is none.
  public var from: String?
  public var to: String?
  /// Whether it was found at the first answer ever.
  public var isInitial = false
  /// Seconds from the beginning of the trouble to the first good answer.
  public var lasted: Double?
  public var reason: String
  public var progress = Progress()

  /// How far it has been told.
  public struct Progress: Codable, Hashable, Sendable {
    public var isPrinted = false
    /// Runs of the command that did not end with 0.
    public var failures = 0
    /// When the command may be run again.
    public var notBefore: Date?
  }

  /// What must be told one after the other: a subscription, or the connection.
  public var subject: Int { subscription ?? -1 }
}

/// Hours of the day in which notices wait.
public struct QuietHours: Hashable, Sendable {
  /// Minutes from midnight.
  let from: Int
  let to: Int

  /// `22:00-07:00`; nil for anything else, and for hours that have no length.
  public init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
    guard ends.count == 2, let from = ends[0], let to = ends[1], from != to else { return nil }
    (self.from, self.to) = (from, to)
  }

  public func contain(_ date: Date, in zone: LocalZone) -> Bool {
    let local = Int((date.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: date))).rounded(.down))
    let minute = ((local % 86_400) + 86_400) % 86_400 / 60
    return from < to ? (from..<to).contains(minute) : minute >= from || minute < to
  }

  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }
}
